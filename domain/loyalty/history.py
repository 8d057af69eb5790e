"""What a member reads about each movement, and which postings make a line of that history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from domain.loyalty.accounts import Account
from domain.loyalty.journal import JournalId, JournalKind, LotId, OriginKind
from domain.shared.ids import OrderId, RegionId
from domain.shared.texts import Text

# Of the two postings with which a movement stays inside a member's accounts, only one is told.
TOLD: Final[Mapping[JournalKind, frozenset[Account]]] = {
    JournalKind.EARNED: frozenset({Account.PENDING, Account.AVAILABLE}),
    JournalKind.MATURED: frozenset({Account.AVAILABLE}),
    JournalKind.EXPIRED: frozenset({Account.PENDING, Account.AVAILABLE, Account.HELD}),
    JournalKind.SPENT: frozenset({Account.PENDING, Account.AVAILABLE}),
    JournalKind.HELD: frozenset({Account.PENDING, Account.AVAILABLE}),
    JournalKind.RELEASED: frozenset({Account.PENDING, Account.AVAILABLE}),
    JournalKind.CAPTURED: frozenset({Account.HELD}),
    JournalKind.REFUNDED: frozenset({Account.PENDING, Account.AVAILABLE}),
    JournalKind.REVERSED: frozenset({Account.PENDING, Account.AVAILABLE, Account.DEBT}),
    JournalKind.REPAID: frozenset({Account.PENDING, Account.AVAILABLE}),
    JournalKind.GIFTED: frozenset({Account.PENDING, Account.AVAILABLE}),
    JournalKind.ADJUSTED: frozenset({Account.PENDING, Account.AVAILABLE}),
}

_SOURCE: Final[Mapping[OriginKind, Text]] = {
    OriginKind.ORDER: Text("完成的订单", "a completed order"),
    OriginKind.REVIEW: Text("您的评价", "your review"),
    OriginKind.GIFT: Text("赠送", "a gift"),
    OriginKind.ADJUSTMENT: Text("人工调整", "an adjustment"),
    OriginKind.REFUND: Text("退款", "a refund"),
    OriginKind.PROGRAMME: Text("会员活动", "a members' offer"),
}

_SENTENCE: Final[Mapping[JournalKind, Text]] = {
    JournalKind.EARNED: Text("来自{zh}的积分", "Points earned for {en}"),
    JournalKind.MATURED: Text("来自{zh}的积分已可使用", "Points from {en} can now be used"),
    JournalKind.EXPIRED: Text("来自{zh}的积分已过期", "Points from {en} have expired"),
    JournalKind.SPENT: Text("使用了来自{zh}的积分", "Points from {en} were spent"),
    JournalKind.HELD: Text("来自{zh}的积分已预留", "Points from {en} were set aside"),
    JournalKind.RELEASED: Text("来自{zh}的预留积分已退回", "Points from {en} were given back"),
    JournalKind.CAPTURED: Text("使用了来自{zh}的预留积分", "Set-aside points from {en} were spent"),
    JournalKind.REFUNDED: Text("退款退回来自{zh}的积分", "Points from {en} came back with a refund"),
    JournalKind.REVERSED: Text("来自{zh}的积分已收回", "Points from {en} were taken back"),
    JournalKind.REPAID: Text("来自{zh}的积分用于抵扣欠分", "Points from {en} paid a debt of points"),
}

# What people did to people's points is told by who did it: the sentence with a source reads oddly there.
_GIVEN: Final[Mapping[tuple[JournalKind, bool], Text]] = {
    (JournalKind.GIFTED, True): Text("收到的赠送积分", "Points given to you"),
    (JournalKind.GIFTED, False): Text("送出了来自{zh}的积分", "You gave away points from {en}"),
    (JournalKind.ADJUSTED, True): Text("客服补给您的积分", "Points that our staff added"),
    (JournalKind.ADJUSTED, False): Text("客服扣减了来自{zh}的积分", "Our staff took back points from {en}"),
}

_OWED: Final = Text("来自{zh}的积分已被使用，现为欠分", "Points from {en} had been used, and are owed")


@dataclass(frozen=True, slots=True)
class LotRule:
    """The promotion that gave a lot, as it was called then, in that version of the region's rules.

    With the campaign that it belonged to and who funds that, where it had one.
    """

    region_id: RegionId
    rules_version: int
    promotion: str
    name: Text
    campaign: str | None = None
    funded_by: str | None = None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One lot's part in one journal, as its member reads it; `seq` is the posting's place in the journal.

    `amount` is above zero for points that came in or became usable, below for those that left. `at` is
    the moment of the lot's rule for `matured` and `expired` (not that of a late run), else the booking's.
    `policy_version` is that of the terms of the lot, `rule` the promotion that gave it, where one did. A
    debt has none of them.
    """

    journal_id: JournalId
    seq: int
    kind: JournalKind
    amount: int
    at: datetime
    reason: Text
    order_id: OrderId | None
    lot_id: LotId | None = None
    policy_version: int | None = None
    rule: LotRule | None = None

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
    account: Account
    amount: int
    booked_at: datetime
    pending_until: datetime | None
    expires_at: datetime | None
    origin_kind: OriginKind
    order_id: OrderId | None
    lot_id: LotId | None = None
    policy_version: int | None = None
    rule: LotRule | None = None

    @property
    def at(self) -> datetime:
        moment = None
        if self.kind is JournalKind.MATURED:
            moment = self.pending_until
        elif self.kind is JournalKind.EXPIRED and self.account is not Account.HELD:
            moment = self.expires_at
        return moment or self.booked_at

    def line(self) -> HistoryLine:
        return HistoryLine(
            journal_id=self.journal_id,
            seq=self.seq,
            kind=self.kind,
            amount=self.amount,
            at=self.at,
            reason=reason_of(self.kind, self.origin_kind, self.account, is_gain=self.amount > 0),
            order_id=self.order_id,
            lot_id=self.lot_id,
            policy_version=self.policy_version,
            rule=self.rule,
        )


def reason_of(
    kind: JournalKind, origin: OriginKind, account: Account = Account.AVAILABLE, *, is_gain: bool = True
) -> Text:
    """Why, in both languages: what happened to the points and what they had been earned for."""
    source = _SOURCE[origin]
    sentence = _OWED if account is Account.DEBT else _GIVEN.get((kind, is_gain)) or _SENTENCE[kind]
    return Text(zh=sentence.zh.format(zh=source.zh), en=sentence.en.format(en=source.en))
