"""How a reaction gives points: once for each event, however often it is asked."""

from dataclasses import dataclass
from datetime import datetime

from application.ports.ids import Ids
from application.ports.ledger import LoyaltyWork
from domain.loyalty.earning import Grant, award
from domain.loyalty.events import told_by
from domain.loyalty.journal import Heading, JournalId, LotId, Origin
from domain.loyalty.policy import Currency, EarningPolicy, standard_policy
from domain.loyalty.refusals import RequestIdReused
from domain.shared.ids import AccountId


@dataclass(frozen=True, slots=True)
class Gift:
    """What is given, to whom, for what, and the name of the request that asks for it."""

    request_id: str
    member_id: AccountId
    points: int
    origin: Origin
    at: datetime


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
    posted = await work.ledger.posted(gift.request_id)
    if posted is not None:
        if posted != movement.journal.content_hash:
            raise RequestIdReused()
        return False
    work.ledger.post(movement)
    work.record(told_by(movement.journal))
    return True
