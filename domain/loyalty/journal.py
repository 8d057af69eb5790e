"""Journals and their postings: every movement of points is written twice, and never changed."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import NewType
from uuid import UUID

from domain.loyalty.accounts import LOT_ACCOUNTS, Account
from domain.loyalty.refusals import JournalUnbalanced, PostingMisplaced
from domain.shared.ids import AccountId, OrderId
from domain.shared.time import require_aware

JournalId = NewType("JournalId", UUID)
LotId = NewType("LotId", UUID)


class JournalKind(StrEnum):
    """What happened to the points, in the words that a member's history uses."""

    EARNED = "earned"
    MATURED = "matured"
    EXPIRED = "expired"
    SPENT = "spent"
    HELD = "held"
    RELEASED = "released"
    CAPTURED = "captured"
    REFUNDED = "refunded"
    REVERSED = "reversed"
    REPAID = "repaid"
    GIFTED = "gifted"
    ADJUSTED = "adjusted"


class OriginKind(StrEnum):
    ORDER = "order"
    REVIEW = "review"
    GIFT = "gift"
    ADJUSTMENT = "adjustment"
    REFUND = "refund"
    PROGRAMME = "programme"


@dataclass(frozen=True, slots=True)
class Origin:
    """What the points are for: the id of a thing of that kind, and the order where one is behind it."""

    kind: OriginKind
    reference: UUID
    order_id: OrderId | None = None


@dataclass(frozen=True, slots=True)
class Posting:
    """One side of a movement. It names member and lot, for a debt the member alone, for the house neither.

    Raises `PostingMisplaced`.
    """

    account: Account
    amount: int
    member_id: AccountId | None = None
    lot_id: LotId | None = None

    def __post_init__(self) -> None:
        names_lot, names_member = self.lot_id is not None, self.member_id is not None
        is_lots = self.account in LOT_ACCOUNTS
        if names_lot != is_lots or names_member != (is_lots or self.account is Account.DEBT):
            raise PostingMisplaced(self)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a journal. `request_id` is unique in the ledger: a request is posted once.

    `at` is the business moment of booking. `origin` is None where a journal serves many members at once.
    `asked` is the hash of what was asked for (`asked_hash`), where the answer depends on more than that.
    """

    journal_id: JournalId
    request_id: str
    at: datetime
    origin: Origin | None = None
    asked: bytes | None = None

    def __post_init__(self) -> None:
        require_aware(self.at)

    def followed(self, name: str) -> "Heading":
        """The heading of another journal of the same request: the next id, so history keeps the order."""
        journal_id = JournalId(UUID(int=self.journal_id.int + 1))
        return replace(self, journal_id=journal_id, request_id=f"{self.request_id}:{name}", asked=None)


def asked_hash(*parts: object) -> bytes:
    """SHA-256 (32 bytes) of what a request asks for, in words that do not depend on what the ledger holds."""
    return sha256("\n".join(map(str, parts)).encode()).digest()


@dataclass(frozen=True, slots=True)
class Journal:
    """Postings that belong together. Raises `JournalUnbalanced` unless they sum to zero and none is empty."""

    heading: Heading
    kind: JournalKind
    postings: tuple[Posting, ...]

    def __post_init__(self) -> None:
        amounts = [posting.amount for posting in self.postings]
        if not amounts or 0 in amounts or sum(amounts) != 0:
            raise JournalUnbalanced(self.heading.request_id)

    @property
    def content_hash(self) -> bytes:
        """What tells a repeated request from another one under the same id: what was asked, if that was told,
        else SHA-256 (32 bytes) of kind, origin, and how much moved for whom into or out of which account.

        Ids made on the way, the moment and the choice of lots stay out of it, so that an award which is
        asked for again has the same hash, and another one under its request id has not.
        """
        if self.heading.asked is not None:
            return self.heading.asked
        origin = self.heading.origin
        lines = [self.kind.value, f"{origin.kind} {origin.reference}" if origin else "-"]
        lines += sorted(f"{account} {member or '-'} {total}" for (account, member), total in self._totals())
        return sha256("\n".join(lines).encode()).digest()

    def _totals(self) -> list[tuple[tuple[Account, AccountId | None], int]]:
        totals: defaultdict[tuple[Account, AccountId | None], int] = defaultdict(int)
        for posting in self.postings:
            totals[posting.account, posting.member_id] += posting.amount
        return list(totals.items())

    @property
    def member_ids(self) -> tuple[AccountId, ...]:
        """The members whose points it moves, each once, in order of appearance."""
        return tuple(dict.fromkeys(p.member_id for p in self.postings if p.member_id is not None))
