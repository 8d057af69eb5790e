"""Short words for tests about points: days, headings, lots, and the fold of a ledger."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID

from domain.loyalty.accounts import Account
from domain.loyalty.earning import Grant, award
from domain.loyalty.holds import HoldId, HoldTerms
from domain.loyalty.journal import Heading, Journal, JournalId, LotId, Origin, OriginKind
from domain.loyalty.lots import Lot
from domain.loyalty.movements import Movement
from domain.loyalty.policy import EarningPolicy
from domain.shared.ids import AccountId, OrderId

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANNA = AccountId(UUID(int=0xA))
BO = AccountId(UUID(int=0xB))


class CountingIds:
    """Ids in the order in which they were asked for, in the shape of UUIDv7."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def new(self) -> UUID:
        return UUID(int=next(self._numbers) << 80 | 0x7 << 76 | 0x8 << 60)


IDS = CountingIds()


def day(number: float) -> datetime:
    return START + timedelta(days=number)


def order_origin(number: int = 1) -> Origin:
    return Origin(OriginKind.ORDER, UUID(int=number), OrderId(UUID(int=number)))


def heading(at: datetime = START, request_id: str | None = None, origin: Origin | None = None) -> Heading:
    journal_id = JournalId(IDS.new())
    return Heading(journal_id, request_id or f"request {journal_id}", at, origin)


def terms(lapses_at: datetime | None = None, grace_days: int = 7) -> HoldTerms:
    return HoldTerms(HoldId(IDS.new()), order_origin(), lapses_at, grace_days)


def policy(cooling_off_days: int = 7, expiry_days: int = 365, version: int = 1) -> EarningPolicy:
    return EarningPolicy(
        "CNY",
        version,
        effective_at=START,
        minor_per_point=100,
        cooling_off_days=cooling_off_days,
        expiry_days=expiry_days,
    )


def awarded(
    points: int, at: datetime = START, rules: EarningPolicy | None = None, member: AccountId = ANNA
) -> Movement:
    origin = order_origin()
    grant = Grant(LotId(IDS.new()), member, points, origin)
    return award(heading(at, origin=origin), grant, rules or policy())


def a_lot(points: int, at: datetime = START, rules: EarningPolicy | None = None) -> Lot:
    return awarded(points, at, rules).lots[0]


def usable_lot(points: int, at: datetime = START, expiry_days: int = 365) -> Lot:
    """One that never had to cool off."""
    return a_lot(points, at, policy(0, expiry_days))


def folded(journals: Iterable[Journal]) -> Counter[tuple[Account, LotId | None]]:
    """What the postings add up to, by account and lot; zeros are left out."""
    totals: Counter[tuple[Account, LotId | None]] = Counter()
    for journal in journals:
        for posting in journal.postings:
            totals[posting.account, posting.lot_id] += posting.amount
    return Counter({key: total for key, total in totals.items() if total})
