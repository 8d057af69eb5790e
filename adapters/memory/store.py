"""Everything that units of work in memory share: what a database is to those on PostgreSQL."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

import msgspec

from adapters.memory.accounts import MemoryAccounts
from adapters.memory.answers import KeptAnswers
from adapters.memory.coupon_shelf import CouponShelf
from adapters.memory.directory import Directory, Settlement
from adapters.memory.ledger import Books
from adapters.memory.order_table import OrderTable
from adapters.memory.outbox import Outbox
from adapters.memory.photos import MemoryPhotoShelf
from adapters.memory.promotion_rows import PromotionRows
from adapters.memory.rows import DeskRow, MessageRow, RunRow
from application.ports.clock import ClockState
from application.ports.dispatching import KeptCard
from application.ports.ids import Ids
from domain.promotions.rules.editions import RuleDraft, RuleDraftId, RuleVersion
from domain.reviews.review import Review
from domain.shared.ids import CardId, ExceptionId, MessageId, OrderId, RegionId, ReviewId, RunId


@dataclass(slots=True)
class MemoryStore:
    """Rows are immutable and replaced as a whole. `encode` makes the answers kept under request keys."""

    ids: Ids
    encode: Callable[[object], bytes] = msgspec.json.encode
    directory: Directory = field(default_factory=Directory)
    orders: OrderTable = field(default_factory=OrderTable)
    unassigned: dict[OrderId, object | None] = field(default_factory=dict)
    reviews: dict[ReviewId, Review] = field(default_factory=dict)
    desk: dict[ExceptionId, DeskRow] = field(default_factory=dict)
    open_on_desk: dict[tuple[OrderId, str], ExceptionId | None] = field(default_factory=dict)
    messages: dict[MessageId, MessageRow] = field(default_factory=dict)
    reactions: dict[tuple[UUID, str], None] = field(default_factory=dict)
    cards: dict[CardId, KeptCard] = field(default_factory=dict)
    runs: dict[RunId, RunRow] = field(default_factory=dict)
    rule_sets: dict[RegionId, tuple[RuleVersion, ...]] = field(default_factory=dict)
    rule_drafts: dict[RuleDraftId, RuleDraft | None] = field(default_factory=dict)
    coupons: CouponShelf = field(default_factory=CouponShelf)
    books: Books = field(default_factory=Books)
    promotions: PromotionRows = field(default_factory=PromotionRows)
    accounts: MemoryAccounts = field(default_factory=MemoryAccounts)
    photos: MemoryPhotoShelf = field(default_factory=MemoryPhotoShelf)
    business_clock: dict[int, ClockState] = field(default_factory=dict)
    answers: KeptAnswers = field(default_factory=KeptAnswers)
    outbox: Outbox = field(init=False)

    def __post_init__(self) -> None:
        self.outbox = Outbox(self.ids)

    def settle(self, settlement: Settlement) -> None:
        """Move a region in, with everybody and everything in it."""
        self.directory.settle(settlement)
        self.accounts.rows |= {account.id: account for account in settlement.accounts}
