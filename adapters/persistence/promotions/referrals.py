"""Members' own codes and who named whom, on PostgreSQL."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from adapters.persistence.constraints import REFUSALS
from adapters.persistence.fragments import Fragment
from adapters.persistence.unit import SqlSession
from domain.orders.status import TERMINAL, Status
from domain.promotions.programme.membership import Membership
from domain.promotions.programme.referrals import Referral, ReferralCodeTaken, ReferralKnown, Side, Standing
from domain.promotions.programme.refusals import OccasionKnown
from domain.shared.ids import AccountId, RegionId

REFUSALS.update(
    {
        "referral_codes_pkey": ReferralCodeTaken,
        "referral_codes_code_key": ReferralCodeTaken,
        "referrals_pkey": ReferralKnown,
    }
)

_NOT_SERVED: Final = ", ".join(f"'{status.value}'" for status in sorted(TERMINAL - {Status.COMPLETED}))
_STANDING: Final = f"""
SELECT (SELECT code FROM referral_codes WHERE member_id = %(member_id)s), m.region_id, m.joined_at,
       (SELECT said_at FROM referrals WHERE member_id = %(member_id)s),
       EXISTS (SELECT FROM orders WHERE homeowner_id = %(member_id)s AND status NOT IN ({_NOT_SERVED})),
       (SELECT count(*) FROM referrals WHERE referrer_id = %(member_id)s),
       (SELECT count(referrer_awarded_at) FROM referrals WHERE referrer_id = %(member_id)s)
  FROM (VALUES (1)) AS one (row) LEFT JOIN memberships AS m ON m.member_id = %(member_id)s"""
_BY_CODE: Final = (
    "SELECT m.member_id, m.region_id, m.joined_at FROM referral_codes AS c"
    " JOIN memberships AS m ON m.member_id = c.member_id WHERE c.code = %(code)s"
)
_GIVE: Final = Fragment(
    "referral_code_given",
    "INSERT INTO referral_codes (member_id, code) VALUES (%(member_id)s, %(code)s)",
    expects=1,
)
_SAY: Final = Fragment(
    "referral_said",
    "INSERT INTO referrals (member_id, referrer_id, said_at)"
    " VALUES (%(member_id)s, %(referrer_id)s, %(said_at)s)",
    expects=1,
)
_WHO: Final = {Side.REFERRER: "referrer_id", Side.REFERRED: "member_id"}
_DUE: Final = {
    side: f"""
SELECT r.member_id, r.referrer_id, r.said_at FROM referrals AS r JOIN accounts AS a ON a.id = r.{who}
 WHERE r.{side.value}_awarded_at IS NULL AND a.is_active AND r.member_id > %(after)s
   AND EXISTS (SELECT FROM orders AS o
                WHERE o.homeowner_id = r.member_id AND o.region_id = %(region_id)s AND o.status = 'COMPLETED'
                  AND o.completed_at <= %(until)s AND o.created_at >= r.said_at
                  AND NOT EXISTS (SELECT FROM point_refunds AS p WHERE p.order_id = o.id))
 ORDER BY r.member_id LIMIT %(limit)s"""
    for side, who in _WHO.items()
}
_SETTLE: Final = {
    side: Fragment(
        f"referral_settled_{side.value}",
        f"UPDATE referrals SET {side.value}_awarded_at = %(at)s"
        f" WHERE member_id = %(member_id)s AND {side.value}_awarded_at IS NULL",
        expects=1,
        refusal=OccasionKnown,
    )
    for side in Side
}


@dataclass(frozen=True, slots=True)
class SqlReferrals:
    session: SqlSession

    async def standing(self, member_id: AccountId) -> Standing:
        (row,) = await self.session.fetch_all(_STANDING, {"member_id": member_id})
        code, region_id, joined_at, *rest = row
        membership = Membership(member_id, region_id, joined_at) if joined_at is not None else None
        return Standing(code, membership, *rest)

    async def by_code(self, code: str) -> Membership | None:
        row = await self.session.fetch_one(_BY_CODE, {"code": code})
        return None if row is None else Membership(*row)

    def give_code(self, member_id: AccountId, code: str) -> None:
        self.session.write(_GIVE, {"member_id": member_id, "code": code})

    def say(self, referral: Referral) -> None:
        params = {
            "member_id": referral.member_id,
            "referrer_id": referral.referrer_id,
            "said_at": referral.said_at,
        }
        self.session.write(_SAY, params)

    async def due(
        self, region_id: RegionId, side: Side, until: datetime, after: AccountId | None, limit: int
    ) -> tuple[Referral, ...]:
        start = after or UUID(int=0)
        params = {"region_id": region_id, "until": until, "after": start, "limit": limit}
        found = await self.session.fetch_all(_DUE[side], params)
        return tuple(Referral(*row) for row in found)

    def settle(self, referral: Referral, side: Side, at: datetime) -> None:
        self.session.write(_SETTLE[side], {"member_id": referral.member_id, "at": at})
