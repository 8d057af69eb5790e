"""How a reaction gives points: once for each event, however often it is asked."""

from dataclasses import dataclass, replace
from datetime import datetime

from application.loyalty.booking import is_new
from application.ports.ids import Ids
from application.ports.ledger import LoyaltyWork
from domain.loyalty.earning import Grant, award, extended, repay
from domain.loyalty.events import told_by
from domain.loyalty.expiry import ExpiryKind
from domain.loyalty.journal import Heading, JournalId, LotId, Origin
from domain.loyalty.movements import Movement
from domain.loyalty.policy import Currency, EarningPolicy, standard_policy
from domain.loyalty.sources import Source
from domain.shared.ids import AccountId


@dataclass(frozen=True, slots=True)
class Gift:
    """What is given, to whom, for what, and the name of the request that asks for it.

    `source` is the rule behind it, where one is.
    """

    request_id: str
    member_id: AccountId
    points: int
    origin: Origin
    at: datetime
    source: Source | None = None


async def policy_for(work: LoyaltyWork, currency: Currency, at: datetime) -> EarningPolicy:
    """The currency's own policy at that moment, else the standard one."""
    own = await work.ledger.policy(currency.code, at)
    return own if own is not None else standard_policy(currency, at)


async def give(work: LoyaltyWork, ids: Ids, gift: Gift, policy: EarningPolicy) -> bool:
    """Stage the award in the unit of work; false where it stands already or there is nothing to give.

    Raises `RequestIdReused` when the request once asked for something else. The commit raises
    `JournalAlreadyPosted` when a twin was faster by a moment: the next try finds it.
    """
    if not gift.points:
        return False
    heading = Heading(JournalId(ids.new()), gift.request_id, gift.at, gift.origin)
    grant = Grant(LotId(ids.new()), gift.member_id, gift.points, gift.origin)
    movement = award(heading, grant, policy)
    if not await is_new(work.ledger, gift.request_id, movement.journal.content_hash):
        return False
    movements = [movement, *await _repaying(work, movement, policy)]
    if policy.expiry_kind is ExpiryKind.ACTIVITY:
        longer = extended(await work.ledger.lots_of(gift.member_id), gift.at)
        movements[0] = replace(movement, lots=movement.lots + longer)
    work.ledger.post(*movements)
    if gift.source is not None:
        work.ledger.sources.tell({grant.lot_id: gift.source})
    work.record(told_by(movement.journal))
    return True


async def _repaying(work: LoyaltyWork, earned: Movement, policy: EarningPolicy) -> tuple[Movement, ...]:
    """New points first pay what their member owes, where the policy says so."""
    (lot,) = earned.lots
    if not policy.pays_debt:
        return ()
    paid = repay(earned.journal.heading.followed("debt"), lot, await work.ledger.debt_of(lot.member_id))
    return () if paid is None else (paid,)
