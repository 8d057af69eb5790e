"""What a member tells about oneself."""

from adapters.http.execution.call import Call
from adapters.http.models import membership as wire
from adapters.http.services import Services
from application.promotions.birthday import BirthdayOf, SetBirthday
from application.views.membership import BirthdayView


async def get_birthday(services: Services, call: Call[None, None]) -> BirthdayView:
    return await services.programme.birthday_of(BirthdayOf(call.account_id))


async def set_birthday(services: Services, call: Call[wire.SetBirthday, None]) -> BirthdayView:
    command = SetBirthday(call.account_id, call.body.month, call.body.day)
    return await call.keyed(services.programme.set_birthday)(command)
