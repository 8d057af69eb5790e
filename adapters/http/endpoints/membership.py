"""What a member tells about oneself."""

from adapters.http.endpoints.rules import region_in
from adapters.http.execution.call import Call
from adapters.http.models import membership as wire
from adapters.http.services import Services
from application.promotions.birthday import BirthdayOf, SetBirthday
from application.promotions.correct_birthday import CorrectBirthday, MemberBirthday
from application.promotions.refer import ReferralOf, SayReferrer
from application.views.membership import BirthdayView, MemberBirthdayView, ReferralView
from domain.shared.ids import AccountId


async def get_birthday(services: Services, call: Call[None, None]) -> BirthdayView:
    return await services.programme.birthday_of(BirthdayOf(call.account_id))


async def set_birthday(services: Services, call: Call[wire.SetBirthday, None]) -> BirthdayView:
    command = SetBirthday(call.account_id, call.body.month, call.body.day)
    return await call.keyed(services.programme.set_birthday)(command)


async def get_member_birthday(services: Services, call: Call[None, None]) -> MemberBirthdayView:
    asked = MemberBirthday(call.actor, region_in(call.ids), AccountId(call.ids["member_id"]))
    return await services.programme.member_birthday(asked)


async def correct_birthday(services: Services, call: Call[wire.CorrectBirthday, None]) -> MemberBirthdayView:
    region_id, member_id, body = region_in(call.ids), AccountId(call.ids["member_id"]), call.body
    command = CorrectBirthday(
        call.actor, call.account_id, region_id, member_id, body.month, body.day, body.reason
    )
    return await call.keyed(services.programme.correct_birthday)(command)


async def get_referral(services: Services, call: Call[None, None]) -> ReferralView:
    return await services.programme.referral_of(ReferralOf(call.account_id))


async def say_referrer(services: Services, call: Call[wire.SayReferrer, None]) -> ReferralView:
    command = SayReferrer(call.account_id, call.body.code, call.device)
    return await call.keyed(services.programme.say_referrer)(command)
