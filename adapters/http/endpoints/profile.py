"""What people set about themselves."""

from datetime import UTC

from adapters.http.execution.call import Call
from adapters.http.models import me as wire
from adapters.http.models.fields import Nothing
from adapters.http.services import Services
from application.profile.add_address import AddAddress
from application.profile.read_message import ReadMessage
from application.profile.set_duty import SetDuty
from application.profile.set_position import SetPosition
from application.views.me import Address
from domain.shared.geo import Point
from domain.shared.ids import CommunityId, MessageId


async def add_address(services: Services, call: Call[wire.AddAddress, None]) -> Address:
    body = call.body
    command = AddAddress(
        account_id=call.account_id,
        community_id=CommunityId(body.community_id),
        line=body.line,
        unit=body.unit,
        point=Point(body.point.lon, body.point.lat),
    )
    return await call.keyed(services.profile.add_address)(command)


async def set_duty(services: Services, call: Call[wire.SetDuty, None]) -> None:
    await call.keyed(services.profile.set_duty)(SetDuty(call.account_id, call.body.on_duty))


async def set_position(services: Services, call: Call[wire.SetPosition, None]) -> None:
    shown, at = call.body.point, call.body.at.astimezone(UTC)
    command = SetPosition(call.account_id, Point(shown.lon, shown.lat), at)
    await call.keyed(services.profile.set_position)(command)


async def read_message(services: Services, call: Call[Nothing, None]) -> None:
    command = ReadMessage(call.account_id, MessageId(call.ids["message_id"]))
    await call.keyed(services.profile.read_message)(command)
