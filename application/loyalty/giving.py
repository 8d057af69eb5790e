"""How points are given by a rule: once for each request, however often it is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from application.loyalty.booking import Purse, is_new, purse_of
from application.ports.ids import Ids
from application.ports.ledger import LoyaltyWork
from domain.loyalty.earning import Grant, award, extended, repay
from domain.loyalty.history import LotRule
from domain.loyalty.journal import Heading, JournalId, LotId, Origin
from domain.loyalty.policy import Currency, EarningPolicy, standard_policy
from domain.shared.ids import AccountId


@dataclass(frozen=True, slots=True)
class Gift:
    """What is given, to whom, for what, and the name of the request that asks for it.

    `policy` has the terms of its lot; `rule` is the promotion that gives it.
    """

    request_id: str
    member_id: AccountId
    points: int
    origin: Origin
    at: datetime
    policy: EarningPolicy
    rule: LotRule | None = None


async def policy_for(work: LoyaltyWork, currency: Currency, at: datetime) -> EarningPolicy:
    """The currency's own policy at that moment, else the standard one."""
    own = await work.ledger.policy(currency.code, at)
    return own if own is not None else standard_policy(currency, at)


async def give(work: LoyaltyWork, ids: Ids, gifts: Sequence[Gift]) -> int:
    """Stage gifts of one member; how many of them did not stand already.

    Raises `RequestIdReused` when a request once asked for something else. The commit raises
    `JournalAlreadyPosted` when a twin was faster by a moment: the next try finds it.
    """
    if not gifts:
        return 0
    purse = await purse_of(work, ids, gifts[0].member_id, gifts[0].at)
    given = sum([await _given(work, ids, purse, gift) for gift in gifts])
    if given:
        purse.book(work)
    return given


async def _given(work: LoyaltyWork, ids: Ids, purse: Purse, gift: Gift) -> bool:
    heading = Heading(JournalId(ids.new()), gift.request_id, gift.at, gift.origin)
    movement = award(heading, Grant(LotId(ids.new()), gift.member_id, gift.points, gift.origin), gift.policy)
    if not await is_new(work.ledger, gift.request_id, movement.journal.content_hash):
        return False
    (lot,) = movement.lots
    purse.move(movement)
    if gift.rule is not None:
        work.ledger.explain(lot.id, gift.rule)
    # New points first pay what their member owes, where the policy says so.
    paid = repay(heading.followed("debt"), lot, purse.debt) if gift.policy.pays_debt else None
    if paid is not None:
        purse.move(paid)
    # Earning is an activity, by whatever rule: it moves the end of those lots whose own terms say so.
    purse.touch(extended(purse.own_lots, gift.at))
    return True
