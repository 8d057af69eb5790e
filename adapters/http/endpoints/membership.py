"""What a member tells about oneself."""

from adapters.http.execution.call import Call
from adapters.http.models import membership as wire
from adapters.http.services import Services
from application.promotions.birthday import BirthdayOf, SetBirthday
from application.promotions.refer import ReferralOf, SayReferrer
from application.views.membership import BirthdayView, ReferralView


async def get_birthday(services: Services, call: Call[None, None]) -> BirthdayView:
    return await services.programme.birthday_of(BirthdayOf(call.account_id))


async def set_birthday(services: Services, call: Call[wire.SetBirthday, None]) -> BirthdayView:
    command = SetBirthday(call.account_id, call.body.month, call.body.day)
    return await call.keyed(services.programme.set_birthday)(command)


async def get_referral(services: Services, call: Call[None, None]) -> ReferralView:
    return await services.programme.referral_of(ReferralOf(call.account_id))


async def say_referrer(services: Services, call: Call[wire.SayReferrer, None]) -> ReferralView:
    command = SayReferrer(call.account_id, call.body.code)
    return await call.keyed(services.programme.say_referrer)(command)
