"""What the rest of the house hears about points."""

from dataclasses import dataclass
from datetime import datetime

from domain.loyalty.journal import Journal, JournalKind
from domain.shared.ids import AccountId


@dataclass(frozen=True, slots=True)
class PointsMoved:
    """The points of these members changed; their screens ask again."""

    member_ids: tuple[AccountId, ...]
    kind: JournalKind
    at: datetime


def told_by(journal: Journal) -> PointsMoved:
    return PointsMoved(journal.member_ids, journal.kind, journal.heading.at)
