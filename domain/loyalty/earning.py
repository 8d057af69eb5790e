"""Giving points, and what time does to them: pending, then available, then expired."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.loyalty.accounts import Account
from domain.loyalty.journal import Heading, Journal, JournalKind, LotId, Origin, Posting
from domain.loyalty.lots import Lot, LotState, require_points
from domain.loyalty.movements import Debt, Movement
from domain.loyalty.policy import EarningPolicy
from domain.shared.ids import AccountId


@dataclass(frozen=True, slots=True)
class Grant:
    """Who is given how many points, for what, in which lot. Raises `PointsOutOfRange`."""

    lot_id: LotId
    member_id: AccountId
    points: int
    origin: Origin

    def __post_init__(self) -> None:
        require_points(self.points)


def award(heading: Heading, grant: Grant, policy: EarningPolicy) -> Movement:
    """A new lot, earned at the heading's moment: pending while cooling off, available at once without."""
    lot = new_lot(grant, policy, heading.at, policy.matures_at(heading.at))
    postings = (
        Posting(lot.account, grant.points, lot.member_id, lot.id),
        Posting(Account.ISSUED, -grant.points),
    )
    return Movement(Journal(heading, JournalKind.EARNED, postings), (lot,))


def new_lot(grant: Grant, policy: EarningPolicy, at: datetime, pending_until: datetime) -> Lot:
    """Points given at a moment, usable from `pending_until`, with the end that the policy says."""
    return Lot(
        id=grant.lot_id,
        member_id=grant.member_id,
        amount=grant.points,
        remaining=grant.points,
        earned_at=at,
        pending_until=pending_until,
        expires_at=policy.expires_at(at),
        origin=grant.origin,
        policy_version=policy.version,
        matured_at=at if pending_until == at else None,
        sliding_days=policy.expiry.sliding_days,
    )


def repay(heading: Heading, lot: Lot, debt: Debt) -> Movement | None:
    """New points pay what their member owes, as far as they go. None where nothing is owed."""
    amount = min(lot.remaining, debt.amount)
    if not amount:
        return None
    postings = (
        Posting(lot.account, -amount, lot.member_id, lot.id),
        Posting(Account.DEBT, amount, lot.member_id),
    )
    left = replace(debt, amount=debt.amount - amount)
    paying = lot.with_free(lot.remaining - amount)
    return Movement(Journal(heading, JournalKind.REPAID, postings), (paying,), left)


def extended(lots: Iterable[Lot], at: datetime) -> tuple[Lot, ...]:
    """Those lots whose end the member's activity moves, with their new end. What has ended stays ended."""
    moved = []
    for lot in lots:
        if lot.sliding_days is not None and lot.state(at) is not LotState.EXPIRED:
            end = at + timedelta(days=lot.sliding_days)
            if end > lot.expires_at:
                moved.append(replace(lot, expires_at=end))
    return tuple(moved)


def mature(heading: Heading, lots: Sequence[Lot]) -> Movement | None:
    """Book the free points of the due lots as available; lots not due stay out. None when no lot is due."""
    due = [lot for lot in lots if lot.is_due_to_mature(heading.at)]
    if not due:
        return None
    postings: list[Posting] = []
    for lot in due:
        postings.append(Posting(Account.PENDING, -lot.remaining, lot.member_id, lot.id))
        postings.append(Posting(Account.AVAILABLE, lot.remaining, lot.member_id, lot.id))
    journal = Journal(heading, JournalKind.MATURED, tuple(postings))
    return Movement(journal, tuple(replace(lot, matured_at=heading.at) for lot in due))


def expire(heading: Heading, lots: Sequence[Lot]) -> Movement | None:
    """Book the free points of the due lots as breakage; what is held stays. None when no lot is due."""
    due = [lot for lot in lots if lot.is_due_to_expire(heading.at)]
    if not due:
        return None
    postings = [Posting(lot.account, -lot.remaining, lot.member_id, lot.id) for lot in due]
    postings.append(Posting(Account.BREAKAGE, sum(lot.remaining for lot in due)))
    journal = Journal(heading, JournalKind.EXPIRED, tuple(postings))
    after = tuple(lot.with_free(0, expired=lot.remaining) for lot in due)
    return Movement(journal, after)
