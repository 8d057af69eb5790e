"""Giving points, and what time does to them: pending, then available, then expired."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.loyalty.accounts import Account
from domain.loyalty.journal import Heading, Journal, JournalKind, LotId, Origin, Posting
from domain.loyalty.lots import Lot, require_points
from domain.loyalty.policy import EarningPolicy
from domain.shared.ids import AccountId


@dataclass(frozen=True, slots=True)
class Movement:
    """A journal and the lots as they stand after it: what is stored together, or not at all."""

    journal: Journal
    lots: tuple[Lot, ...]


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
    pending_until = policy.matures_at(heading.at)
    lot = Lot(
        id=grant.lot_id,
        member_id=grant.member_id,
        amount=grant.points,
        remaining=grant.points,
        earned_at=heading.at,
        pending_until=pending_until,
        expires_at=policy.expires_at(heading.at),
        origin=grant.origin,
        policy_version=policy.version,
        matured_at=heading.at if pending_until == heading.at else None,
    )
    postings = (
        Posting(lot.account, grant.points, lot.member_id, lot.id),
        Posting(Account.ISSUED, -grant.points),
    )
    return Movement(Journal(heading, JournalKind.EARNED, postings), (lot,))


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
    return Movement(journal, tuple(replace(lot, remaining=0) for lot in due))
