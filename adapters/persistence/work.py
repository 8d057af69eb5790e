"""A unit of work with all of its repositories."""

from dataclasses import dataclass
from functools import cached_property

from adapters.persistence.dispatching.runs import SqlCards, SqlRuns
from adapters.persistence.flow.clock import SqlClockRow
from adapters.persistence.flow.desk import SqlDesk, SqlInbox, SqlReactions, SqlReviews
from adapters.persistence.identity.accounts import SqlAccountEdits
from adapters.persistence.identity.photos import SqlPhotos
from adapters.persistence.loyalty.ledger import SqlLedger
from adapters.persistence.loyalty.notices import SqlNotices
from adapters.persistence.orders.repository import SqlOrders
from adapters.persistence.people.people import SqlPeople
from adapters.persistence.pricing.pricings import SqlPricings
from adapters.persistence.pricing.uses import SqlPromotionUses
from adapters.persistence.promotions.birthdays import SqlBirthdays
from adapters.persistence.promotions.coupons import SqlCoupons
from adapters.persistence.promotions.members import SqlMembers
from adapters.persistence.promotions.referrals import SqlReferrals
from adapters.persistence.promotions.rule_book import SqlRuleBook
from adapters.persistence.unit import SqlSession, Store
from adapters.persistence.world.world import SqlWorld
from application.ports.time import Clock
from application.ports.unit_of_work import RequestKey


class SqlUnitOfWork(SqlSession):
    """See `application.ports.unit_of_work.UnitOfWork`."""

    def __init__(self, store: Store, clock: Clock, key: RequestKey | None = None) -> None:
        super().__init__(store, key)
        self._clock = clock

    @cached_property
    def orders(self) -> SqlOrders:
        return SqlOrders(self)

    @cached_property
    def reviews(self) -> SqlReviews:
        return SqlReviews(self)

    @cached_property
    def desk(self) -> SqlDesk:
        return SqlDesk(self)

    @cached_property
    def ledger(self) -> SqlLedger:
        return SqlLedger(self)

    @cached_property
    def pricings(self) -> SqlPricings:
        return SqlPricings(self)

    @cached_property
    def uses(self) -> SqlPromotionUses:
        return SqlPromotionUses(self)

    @cached_property
    def rules(self) -> SqlRuleBook:
        return SqlRuleBook(self)

    @cached_property
    def coupons(self) -> SqlCoupons:
        return SqlCoupons(self)

    @cached_property
    def cards(self) -> SqlCards:
        return SqlCards(self)

    @cached_property
    def runs(self) -> SqlRuns:
        return SqlRuns(self)

    @cached_property
    def inbox(self) -> SqlInbox:
        return SqlInbox(self)

    @cached_property
    def notices(self) -> SqlNotices:
        return SqlNotices(self)

    @cached_property
    def members(self) -> SqlMembers:
        return SqlMembers(self)

    @cached_property
    def birthdays(self) -> SqlBirthdays:
        return SqlBirthdays(self)

    @cached_property
    def referrals(self) -> SqlReferrals:
        return SqlReferrals(self)

    @cached_property
    def reactions(self) -> SqlReactions:
        return SqlReactions(self)

    @cached_property
    def accounts(self) -> SqlAccountEdits:
        return SqlAccountEdits(self)

    @cached_property
    def photos(self) -> SqlPhotos:
        return SqlPhotos(self)

    @cached_property
    def world(self) -> SqlWorld:
        return SqlWorld(self, self._clock)

    @cached_property
    def people(self) -> SqlPeople:
        return SqlPeople(self)

    @cached_property
    def business_clock(self) -> SqlClockRow:
        return SqlClockRow(self)


@dataclass(frozen=True, slots=True)
class SqlUnits:
    """Makes units of work: each call gives a fresh one; under a request key it is done once."""

    store: Store
    clock: Clock

    def __call__(self, key: RequestKey | None = None) -> SqlUnitOfWork:
        return SqlUnitOfWork(self.store, self.clock, key)
