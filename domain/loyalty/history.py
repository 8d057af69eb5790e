"""What a member reads about each movement, and which postings make a line of that history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from domain.loyalty.accounts import Account
from domain.loyalty.journal import JournalId, JournalKind, OriginKind
from domain.shared.ids import OrderId
from domain.shared.texts import Text

# Of the two postings with which a movement stays inside a member's accounts, only one is told.
TOLD: Final[Mapping[JournalKind, frozenset[Account]]] = {
    JournalKind.EARNED: frozenset({Account.PENDING, Account.AVAILABLE}),
    JournalKind.MATURED: frozenset({Account.AVAILABLE}),
    JournalKind.EXPIRED: frozenset({Account.PENDING, Account.AVAILABLE}),
    JournalKind.SPENT: frozenset({Account.PENDING, Account.AVAILABLE}),
    JournalKind.HELD: frozenset({Account.PENDING, Account.AVAILABLE}),
    JournalKind.RELEASED: frozenset({Account.PENDING, Account.AVAILABLE}),
    JournalKind.CAPTURED: frozenset({Account.HELD}),
}

_SOURCE: Final[Mapping[OriginKind, Text]] = {
    OriginKind.ORDER: Text("完成的订单", "a completed order"),
    OriginKind.REVIEW: Text("您的评价", "your review"),
}

_SENTENCE: Final[Mapping[JournalKind, Text]] = {
    JournalKind.EARNED: Text("来自{zh}的积分", "Points earned for {en}"),
    JournalKind.MATURED: Text("来自{zh}的积分已可使用", "Points from {en} can now be used"),
    JournalKind.EXPIRED: Text("来自{zh}的积分已过期", "Points from {en} have expired"),
    JournalKind.SPENT: Text("使用了来自{zh}的积分", "Points from {en} were spent"),
    JournalKind.HELD: Text("来自{zh}的积分已预留", "Points from {en} were set aside"),
    JournalKind.RELEASED: Text("来自{zh}的预留积分已退回", "Points from {en} were given back"),
    JournalKind.CAPTURED: Text("使用了来自{zh}的预留积分", "Set-aside points from {en} were spent"),
}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One lot's part in one journal, as its member reads it; `seq` is the posting's place in the journal.

    `amount` is above zero for points that came in or became usable, below for those that left. `at` is
    the moment of the lot's rule for `matured` and `expired` (not that of a late run), else the booking's.
    """

    journal_id: JournalId
    seq: int
    kind: JournalKind
    amount: int
    at: datetime
    reason: Text
    order_id: OrderId | None

    @property
    def id(self) -> UUID:
        """The same for the same line whenever it is read."""
        return uuid5(self.journal_id, str(self.seq))


@dataclass(frozen=True, slots=True)
class ToldPosting:
    """A posting that makes a line, with what its line needs to know of its journal and its lot."""

    journal_id: JournalId
    seq: int
    kind: JournalKind
    amount: int
    booked_at: datetime
    pending_until: datetime
    expires_at: datetime
    origin_kind: OriginKind
    order_id: OrderId | None

    def line(self) -> HistoryLine:
        moments = {JournalKind.MATURED: self.pending_until, JournalKind.EXPIRED: self.expires_at}
        return HistoryLine(
            journal_id=self.journal_id,
            seq=self.seq,
            kind=self.kind,
            amount=self.amount,
            at=moments.get(self.kind, self.booked_at),
            reason=reason_of(self.kind, self.origin_kind),
            order_id=self.order_id,
        )


def reason_of(kind: JournalKind, origin: OriginKind) -> Text:
    """Why, in both languages: what happened to the points and what they had been earned for."""
    source, sentence = _SOURCE[origin], _SENTENCE[kind]
    return Text(zh=sentence.zh.format(zh=source.zh), en=sentence.en.format(en=source.en))
