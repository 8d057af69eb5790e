"""How orders were priced, what promotions gave and what is counted of it, in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from adapters.memory.session import MemorySession
from adapters.memory.transaction import Transaction
from application.ports.pricings import MemberPast, PastAsked, TierActivity
from application.ports.promotion_uses import KeptOccasion, KeptUse, UseSource
from domain.orders.order import Order
from domain.orders.status import TERMINAL, Status
from domain.promotions.pricing.order_pricing import OrderPricing
from domain.promotions.programme.refusals import OccasionKnown, UsesOvertaken
from domain.promotions.programme.taking import Taking
from domain.promotions.programme.uses import Tally
from domain.promotions.rules.model import Trigger
from domain.shared.ids import AccountId, OrderId, RegionId

NOT_SERVED: Final = TERMINAL - {Status.COMPLETED}
MOST_DAYS: Final = 400


@dataclass(frozen=True, slots=True)
class MemoryPricings:
    session: MemorySession

    async def of(self, order_id: OrderId) -> OrderPricing | None:
        return self.session.store.promotions.pricings.get(order_id)

    async def past_of(self, asked: PastAsked) -> MemberPast:
        store = self.session.store
        rows = store.promotions
        orders = [
            one
            for one in store.orders.rows.values()
            if (one.homeowner_id, one.region_id) == (asked.member_id, asked.region_id)
        ]
        served = [one for one in orders if one.status not in NOT_SERVED]
        done = [one for one in served if one.status is Status.COMPLETED]
        account = store.accounts.rows.get(asked.member_id)
        birthday = rows.birthdays.get(asked.member_id)
        activities = [
            (activity.at, source.id, activity)
            for source, activity in rows.activities.values()
            if (source.member_id, source.region_id) == (asked.member_id, asked.region_id)
            and activity.at >= asked.since
        ]
        days = sorted((day for member, day in rows.check_ins if member == asked.member_id), reverse=True)
        return MemberPast(
            orders_placed=len(served),
            orders_completed=len(done),
            spent_minor=sum(map(self._spent, done)),
            last_order_at=max((one.created_at for one in served), default=None),
            signed_up_at=min(
                (kept.source.at for kept in self._happened(asked.member_id, Trigger.SIGN_UP)), default=None
            ),
            phone=account.phone if account else None,
            activities=tuple(activity for *_, activity in sorted(activities, key=lambda one: one[:2])),
            check_ins=tuple(days[:MOST_DAYS]),
            referrals=len(self._happened(asked.member_id, Trigger.REFERRAL)),
            born=birthday.born if birthday else None,
        )

    def add(self, pricing: OrderPricing) -> None:
        rows = self.session.store.promotions
        self.session.write(lambda transaction: transaction.put(rows.pricings, pricing.order_id, pricing))

    def check_in(self, member_id: AccountId, day: date, at: datetime) -> None:
        rows = self.session.store.promotions

        def write(transaction: Transaction) -> None:
            if (member_id, day) in rows.check_ins:
                raise OccasionKnown()
            transaction.put(rows.check_ins, (member_id, day), at)

        self.session.write(write)

    def _spent(self, order: Order) -> int:
        store = self.session.store
        pricing = store.promotions.pricings.get(order.id)
        due = pricing.priced.totals.due_minor if pricing else order.terms.price_minor
        return due - sum(one.amount_minor for one in store.books.refunds.values() if one.order_id == order.id)

    def _happened(self, member_id: AccountId, trigger: Trigger) -> list[KeptOccasion]:
        return [
            kept
            for kept in self.session.store.promotions.occasions.values()
            if kept.source.member_id == member_id and kept.occasion.trigger is trigger
        ]


@dataclass(frozen=True, slots=True)
class MemoryPromotionUses:
    session: MemorySession

    async def counts(self, region_id: RegionId, tallies: Sequence[Tally]) -> Mapping[Tally, int]:
        stored = self.session.store.promotions.tallies
        found = {tally: stored.get((region_id, tally), 0) for tally in tallies}
        return {tally: count for tally, count in found.items() if count}

    def take(self, source: UseSource, taking: Taking) -> None:
        rows = self.session.store.promotions

        def write(transaction: Transaction) -> None:
            for tally, amount in taking.amounts.items():
                name = (source.region_id, tally)
                after = rows.tallies.get(name, 0) + amount
                if after > taking.at_most[tally]:
                    raise UsesOvertaken()
                transaction.put(rows.tallies, name, after)
            for use in taking.uses:
                transaction.put(rows.uses, (source.id, use.promotion), KeptUse(source, use, 1))

        self.session.write(write)

    async def of_order(self, order_id: OrderId) -> tuple[KeptUse, ...]:
        own = [
            kept for kept in self.session.store.promotions.uses.values() if kept.source.order_id == order_id
        ]
        return tuple(sorted(own, key=lambda kept: (kept.source.at, kept.source.id, kept.use.promotion)))

    def give_back(self, changed: Sequence[KeptUse], lost: Mapping[Tally, int]) -> None:
        rows = self.session.store.promotions

        def write(transaction: Transaction) -> None:
            for kept in changed:
                name = (kept.source.id, kept.use.promotion)
                if rows.uses[name].version != kept.version:
                    raise UsesOvertaken()
                transaction.put(rows.uses, name, replace(kept, version=kept.version + 1))
            for tally, amount in lost.items():
                place = (changed[0].source.region_id, tally)
                transaction.put(rows.tallies, place, max(0, rows.tallies.get(place, 0) - amount))

        self.session.write(write)

    async def occasion(self, order_id: OrderId, trigger: Trigger) -> KeptOccasion | None:
        found = (
            kept
            for kept in self.session.store.promotions.occasions.values()
            if kept.source.order_id == order_id and kept.occasion.trigger is trigger
        )
        return next(found, None)

    async def occasions_of(self, member_id: AccountId, trigger: Trigger) -> tuple[KeptOccasion, ...]:
        found = [
            kept
            for kept in self.session.store.promotions.occasions.values()
            if kept.source.member_id == member_id and kept.occasion.trigger is trigger
        ]
        return tuple(sorted(found, key=lambda kept: (kept.source.at, kept.source.id)))

    def keep_occasion(self, kept: KeptOccasion) -> None:
        rows = self.session.store.promotions

        def write(transaction: Transaction) -> None:
            if kept.source.id in rows.occasions:
                raise OccasionKnown()
            transaction.put(rows.occasions, kept.source.id, kept)

        self.session.write(write)

    def count_activity(self, source: UseSource, activity: TierActivity) -> None:
        rows = self.session.store.promotions
        self.session.write(
            lambda transaction: transaction.put(rows.activities, source.id, (source, activity))
        )
