"""Clients who want points, a coupon and a share of a budget in one unit of work, as an order does."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from random import Random
from uuid import UUID

from adapters.persistence.work import SqlUnitOfWork, SqlUnits
from application.loyalty.booking import insist
from application.loyalty.holding import HoldPoints, hold_points
from application.ports.promotion_uses import UseSource
from domain.loyalty.holds import HoldId, HoldTerms
from domain.loyalty.journal import Origin, OriginKind
from domain.loyalty.refusals import PointsNotEnough
from domain.promotions.coupons.coupon import Coupon, CouponId, Status
from domain.promotions.coupons.refusals import CouponStepIllegal
from domain.promotions.programme.given import Given
from domain.promotions.programme.taking import Taking
from domain.promotions.programme.uses import Tally, Use, budget
from domain.promotions.rules.limits import Measure
from domain.shared.ids import AccountId, OrderId
from tests.application.loyalty.teller import Teller
from tests.domain.loyalty.building import BO, START, CountingIds
from tests.domain.orders.making import REGION

CLIENTS = 32


class Outcome(StrEnum):
    SERVED = "served"
    NO_POINTS = "no points"
    NO_COUPON = "no coupon"
    NO_BUDGET = "no budget"


class BudgetTooSmall(Exception):
    """What a price says by leaving the promotion out."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What one client wants, all or nothing; 0 `minor` is no share of the budget."""

    name: UUID
    member: AccountId
    points: int
    minor: int
    wants_coupon: bool


@dataclass(frozen=True, slots=True)
class Prize:
    """One wallet with so many points, one coupon that serves once, one budget; and a wallet without end."""

    number: int
    points: int
    at_most: int

    @property
    def wallet(self) -> AccountId:
        return AccountId(UUID(int=self.number + 1_000))

    @property
    def deep_wallet(self) -> AccountId:
        return AccountId(UUID(int=self.number + 1_000_000))

    @property
    def coupon(self) -> Coupon:
        code, ends = f"SINGLE{self.number:08}", START + timedelta(days=9)
        return Coupon(CouponId(UUID(int=self.number + 1)), "flash", "ten", code, START, ends, Status.FREE)

    @property
    def budget(self) -> Tally:
        return budget(f"campaign {self.number}", Measure.MINOR)

    def wishes(self, dice: Random) -> list[Wish]:
        return [self._wish(number, dice) for number in range(CLIENTS)]

    def _wish(self, number: int, dice: Random) -> Wish:
        """Every fourth has another wallet, so that no queue before the first keeps it from the other two."""
        member = self.deep_wallet if number % 4 == 3 else self.wallet
        minor = dice.choice((0, dice.randint(1, 60)))
        name = UUID(int=(self.wallet.int << 16) + number)
        return Wish(name, member, dice.randint(1, 40), minor, dice.random() < 0.3)


@dataclass(frozen=True, slots=True)
class Shop:
    units: SqlUnits
    teller: Teller
    ids: CountingIds

    async def serve(self, prize: Prize, number: int, wish: Wish) -> Outcome:
        """Some move points without an order; some orders are sent twice, as after a lost answer."""
        try:
            if number % 16 == 14:
                await self.teller.gift(wish.name, wish.member, BO, wish.points)
            elif number % 16 == 6:
                await self.teller.adjust(wish.name, wish.member, -wish.points)
            else:
                for _ in range(2 if number % 8 == 5 else 1):
                    await self._order(prize, wish)
        except PointsNotEnough:
            return Outcome.NO_POINTS
        except CouponStepIllegal:
            return Outcome.NO_COUPON
        except BudgetTooSmall:
            return Outcome.NO_BUDGET
        return Outcome.SERVED

    async def _order(self, prize: Prize, wish: Wish) -> None:
        terms = HoldTerms(HoldId(wish.name), Origin(OriginKind.ORDER, wish.name), None, 0)

        async def attempt(is_contended: bool) -> None:
            async with self.units() as uow:
                if is_contended:
                    await uow.ledger.wait_for(wish.member)
                if await hold_points(uow, self.ids, HoldPoints(wish.member, wish.points, terms, START)):
                    await _take(uow, prize, wish)
                    await uow.commit()

        await insist(attempt)


async def _take(uow: SqlUnitOfWork, prize: Prize, wish: Wish) -> None:
    order = OrderId(wish.name)
    if wish.wants_coupon:
        coupon = await uow.coupons.get(REGION, prize.coupon.id)
        uow.coupons.keep(coupon.reserve(wish.member, order, START))
    if wish.minor:
        taken = (await uow.uses.counts(REGION, [prize.budget])).get(prize.budget, 0)
        if taken + wish.minor > prize.at_most:
            raise BudgetTooSmall()
        use = Use("tenth", prize.budget.owner, Given(minor=wish.minor), (prize.budget,))
        source = UseSource(wish.name, REGION, wish.member, order, START)
        uow.uses.take(source, Taking((use,), {prize.budget: prize.at_most}))
