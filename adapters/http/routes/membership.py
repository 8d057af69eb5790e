"""What a member tells about oneself."""

from typing import Final

from adapters.http.contract.route import Route
from adapters.http.endpoints import membership as endpoints
from adapters.http.models import membership
from domain.identity.roles import Role

TAG: Final = "points"
HOMEOWNERS: Final = frozenset({Role.HOMEOWNER})
MANAGERS: Final = frozenset({Role.MANAGER})

ROUTES: Final = (
    Route(
        method="GET",
        path="/me/birthday",
        name="get_birthday",
        endpoint=endpoints.get_birthday,
        summary="Which birthday I told, and from when on I may change it",
        tag=TAG,
        access=HOMEOWNERS,
        output=membership.Birthday,
    ),
    Route(
        method="PUT",
        path="/me/birthday",
        name="set_birthday",
        endpoint=endpoints.set_birthday,
        summary="Tell my birthday, for what the rules give for it once a year",
        tag=TAG,
        access=HOMEOWNERS,
        body=membership.SetBirthday,
        output=membership.Birthday,
        detail="It stays for a year. A 29 February is celebrated on the 28th of common years.",
    ),
    Route(
        method="GET",
        path="/regions/{region_id}/members/{member_id}/birthday",
        name="get_member_birthday",
        endpoint=endpoints.get_member_birthday,
        summary="A member's birthday, and how staff corrected it",
        tag=TAG,
        access=MANAGERS,
        output=membership.MemberBirthday,
    ),
    Route(
        method="PUT",
        path="/regions/{region_id}/members/{member_id}/birthday",
        name="correct_birthday",
        endpoint=endpoints.correct_birthday,
        summary="Correct a birthday that was told wrong, and say why",
        tag=TAG,
        access=MANAGERS,
        body=membership.CorrectBirthday,
        output=membership.MemberBirthday,
        detail="Kept for good with the day before, the reason and who did it. No year is celebrated twice.",
    ),
    Route(
        method="GET",
        path="/me/referral",
        name="get_referral",
        endpoint=endpoints.get_referral,
        summary="My code for people whom I bring, and what came of it",
        tag=TAG,
        access=HOMEOWNERS,
        output=membership.Referral,
    ),
    Route(
        method="POST",
        path="/me/referral",
        name="say_referrer",
        endpoint=endpoints.say_referrer,
        summary="Say by whose code I came",
        tag=TAG,
        access=HOMEOWNERS,
        body=membership.SayReferrer,
        output=membership.Referral,
        may_conflict=True,
        takes_device=True,
        detail="Once, before my first order. Twenty tries an hour, shared with codes of coupons. Rules of the"
        " triggers referral and referred award once an order of mine is completed, cooled off, not refunded.",
    ),
)
