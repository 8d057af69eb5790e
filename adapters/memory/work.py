"""A unit of work in memory with all of its repositories."""

from dataclasses import dataclass
from functools import cached_property

from adapters.memory.account_edits import MemoryAccountEdits
from adapters.memory.birthdays import MemoryBirthdays
from adapters.memory.clock import MemoryClockRow
from adapters.memory.coupons import MemoryCoupons
from adapters.memory.desk import MemoryDesk, MemoryInbox, MemoryReactions, MemoryReviews
from adapters.memory.ledger import MemoryLedger
from adapters.memory.members import MemoryMembers
from adapters.memory.notices import MemoryNotices
from adapters.memory.orders import MemoryOrders
from adapters.memory.people import MemoryPeople
from adapters.memory.photo_rows import MemoryPhotos
from adapters.memory.pricings import MemoryPricings, MemoryPromotionUses
from adapters.memory.referrals import MemoryReferrals
from adapters.memory.rule_book import MemoryRuleBook
from adapters.memory.runs import MemoryCards, MemoryRuns
from adapters.memory.session import MemorySession
from adapters.memory.store import MemoryStore
from adapters.memory.world import MemoryWorld
from application.ports.time import Clock
from application.ports.unit_of_work import RequestKey


class MemoryUnitOfWork(MemorySession):
    """See `application.ports.unit_of_work.UnitOfWork`."""

    def __init__(self, store: MemoryStore, clock: Clock, key: RequestKey | None = None) -> None:
        super().__init__(store, key)
        self._clock = clock
        self._ledger: MemoryLedger | None = None

    @cached_property
    def orders(self) -> MemoryOrders:
        return MemoryOrders(self)

    @cached_property
    def reviews(self) -> MemoryReviews:
        return MemoryReviews(self)

    @cached_property
    def desk(self) -> MemoryDesk:
        return MemoryDesk(self)

    @property
    def ledger(self) -> MemoryLedger:
        if self._ledger is None:
            self._ledger = MemoryLedger(self.store.books)
        return self._ledger

    @cached_property
    def pricings(self) -> MemoryPricings:
        return MemoryPricings(self)

    @cached_property
    def uses(self) -> MemoryPromotionUses:
        return MemoryPromotionUses(self)

    @cached_property
    def rules(self) -> MemoryRuleBook:
        return MemoryRuleBook(self)

    @cached_property
    def coupons(self) -> MemoryCoupons:
        return MemoryCoupons(self)

    @cached_property
    def cards(self) -> MemoryCards:
        return MemoryCards(self)

    @cached_property
    def runs(self) -> MemoryRuns:
        return MemoryRuns(self)

    @cached_property
    def inbox(self) -> MemoryInbox:
        return MemoryInbox(self)

    @cached_property
    def notices(self) -> MemoryNotices:
        return MemoryNotices(self)

    @cached_property
    def members(self) -> MemoryMembers:
        return MemoryMembers(self)

    @cached_property
    def birthdays(self) -> MemoryBirthdays:
        return MemoryBirthdays(self)

    @cached_property
    def referrals(self) -> MemoryReferrals:
        return MemoryReferrals(self)

    @cached_property
    def reactions(self) -> MemoryReactions:
        return MemoryReactions(self)

    @cached_property
    def accounts(self) -> MemoryAccountEdits:
        return MemoryAccountEdits(self)

    @cached_property
    def photos(self) -> MemoryPhotos:
        return MemoryPhotos(self)

    @cached_property
    def world(self) -> MemoryWorld:
        return MemoryWorld(self, self._clock)

    @cached_property
    def people(self) -> MemoryPeople:
        return MemoryPeople(self)

    @cached_property
    def business_clock(self) -> MemoryClockRow:
        return MemoryClockRow(self)

    def _check_last(self) -> None:
        if self._ledger is not None:
            self._ledger.check()

    def _apply_last(self) -> None:
        if self._ledger is not None:
            self._ledger.apply()


@dataclass(frozen=True, slots=True)
class MemoryUnits:
    """Makes units of work: each call gives a fresh one; under a request key it is done once."""

    store: MemoryStore
    clock: Clock

    def __call__(self, key: RequestKey | None = None) -> MemoryUnitOfWork:
        return MemoryUnitOfWork(self.store, self.clock, key)
