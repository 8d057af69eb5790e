"""Checking in, and what the staff gives by rules."""

from adapters.http.execution.call import Call
from adapters.http.models import programme as wire
from adapters.http.services import Services
from application.promotions.award_by_hand import AwardByHand
from application.promotions.check_in import CheckIn
from application.promotions.my_programme import MyProgrammeAsked
from application.views.programme import AwardedView, CheckInView, MyProgramme
from domain.shared.ids import AccountId, RegionId


async def check_in(services: Services, call: Call[wire.CheckIn, None]) -> CheckInView:
    return await services.programme.check_in(CheckIn(call.account_id, RegionId(call.body.region_id)))


async def mine(services: Services, call: Call[None, wire.MyProgrammeQuery]) -> MyProgramme:
    asked = MyProgrammeAsked(call.account_id, RegionId(call.query.region_id))
    return await services.programme.mine(asked)


async def award(services: Services, call: Call[wire.AwardByHand, None]) -> AwardedView:
    body, member_id = call.body, AccountId(call.ids["member_id"])
    command = AwardByHand(call.actor, RegionId(body.region_id), member_id, body.note)
    return await call.keyed(services.programme.award_by_hand)(command)
