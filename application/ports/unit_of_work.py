"""One transaction of one use case."""

from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self
from uuid import UUID

from domain.shared.errors import Conflict, DomainError, RuleBroken, Unavailable

if TYPE_CHECKING:
    from application.ports.birthdays import Birthdays
    from application.ports.clock import ClockRow
    from application.ports.coupons import Coupons
    from application.ports.desk import Desk
    from application.ports.dispatching import Cards, Runs
    from application.ports.ledger import Ledger
    from application.ports.members import Members
    from application.ports.notices import Notices
    from application.ports.orders import Orders
    from application.ports.outbox import Inbox, Reactions
    from application.ports.people import People
    from application.ports.pricings import Pricings
    from application.ports.promotion_uses import PromotionUses
    from application.ports.referrals import Referrals
    from application.ports.reviews import Reviews
    from application.ports.rule_book import RuleBook
    from application.ports.world import World


@dataclass(frozen=True, slots=True)
class RequestKey:
    """The name under which a write is done once: private to its owner and route.

    `fingerprint` is the hash of what was asked; the same key with another one is refused.
    """

    owner_id: UUID
    route: str
    key: str
    fingerprint: bytes


class AlreadyAnswered(Exception):
    """Not an error: the write was done before, and this is what was answered then."""

    def __init__(self, body: bytes) -> None:
        super().__init__("already answered")
        self.body = body


class IdempotencyKeyReused(RuleBroken):
    code = "idempotency_key_reused"


class TwinInFlight(Conflict):
    """The same write is still under way; ask again a little later."""

    code = "twin_in_flight"


class StoreUnavailable(Unavailable):
    """The database does not answer; a keyed write may be run again as a whole."""

    code = "store_unavailable"


class UnitOfWork(Protocol):
    """Loads at once, buffers what is saved and recorded, and stores all of it in one commit.

    Nothing is stored when the block is left without `commit`. Under a request key a second run raises
    `AlreadyAnswered` with the first one's answer and changes nothing more.
    """

    @property
    def orders(self) -> "Orders": ...
    @property
    def reviews(self) -> "Reviews": ...
    @property
    def desk(self) -> "Desk": ...
    @property
    def ledger(self) -> "Ledger": ...
    @property
    def pricings(self) -> "Pricings": ...
    @property
    def uses(self) -> "PromotionUses": ...
    @property
    def rules(self) -> "RuleBook": ...
    @property
    def coupons(self) -> "Coupons": ...
    @property
    def cards(self) -> "Cards": ...
    @property
    def runs(self) -> "Runs": ...
    @property
    def inbox(self) -> "Inbox": ...
    @property
    def notices(self) -> "Notices": ...
    @property
    def members(self) -> "Members": ...
    @property
    def birthdays(self) -> "Birthdays": ...
    @property
    def referrals(self) -> "Referrals": ...
    @property
    def reactions(self) -> "Reactions": ...
    @property
    def world(self) -> "World": ...
    @property
    def people(self) -> "People": ...
    @property
    def business_clock(self) -> "ClockRow": ...

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def record(self, event: object) -> None:
        """Add an event to the outbox of this transaction."""
        ...

    async def commit(self, answer: object | None = None) -> None:
        """Store everything, with the answer under the request key. Raises the refusal of the last judge."""
        ...


NewUnit = Callable[[], UnitOfWork]
__all__ = [
    "AlreadyAnswered",
    "DomainError",
    "IdempotencyKeyReused",
    "NewUnit",
    "RequestKey",
    "StoreUnavailable",
    "TwinInFlight",
    "UnitOfWork",
]
