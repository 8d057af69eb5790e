"""What each reward of price takes off each line, on the amounts of one moment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from domain.promotions.cart import Amounts, Scene, unit_prices
from domain.promotions.money.apportion import share_within
from domain.promotions.money.rounding import RoundingAt, percent_of
from domain.promotions.policies import Policies
from domain.promotions.rules.rewards import (
    AmountOff,
    BuyGet,
    Percent,
    PerUnit,
    Pick,
    PriceReward,
    Spread,
    Step,
    Stepped,
    WholeGroups,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a reward is worked out."""

    scene: Scene
    amounts: Amounts
    policies: Policies

    def base(self, i: int) -> int:
        """What a percentage of line i is taken of; nothing is taken of a negative line."""
        return max(0, self.amounts.at(self.policies.percent_base)[i])

    def room(self, i: int) -> int:
        return max(0, self.amounts.running[i])

    def order_room(self) -> int:
        return max(0, sum(self.amounts.running))

    def units(self, i: int) -> int:
        return self.scene.lines[i].units

    def part(self, amount: int, bp: int) -> int:
        return percent_of(amount, bp, self.policies.rounding)

    def share(self, total: int, room: Sequence[int]) -> tuple[int, ...]:
        return share_within(total, room, self.policies.odd_minor)


Wanted = list[int]
"""For each selected line what the reward would take; `within` cuts it to what there is."""


def discount(reward: PriceReward, moment: Moment) -> tuple[int, ...]:
    """A share for each line of the cart: none negative, none above its line, together not above the order."""
    chosen = moment.scene.matching(reward.on)
    shares = [0] * len(moment.scene.lines)
    for i, want in zip(chosen, wanted(reward, moment, chosen), strict=True):
        shares[i] = min(want, moment.room(i))
    if sum(shares) > moment.order_room():
        return moment.share(moment.order_room(), shares)
    return tuple(shares)


def ceiling(reward: PriceReward, moment: Moment) -> int:
    """Never less than what `discount` gives in sum at this moment, or at one with smaller amounts."""
    chosen = moment.scene.matching(reward.on)
    if not chosen:
        return 0
    most = min(sum(map(moment.room, chosen)), moment.order_room())
    if isinstance(reward, BuyGet):
        dearest = max(moment.base(i) // moment.units(i) + 1 for i in chosen)
        units = sum(map(moment.units, chosen)) // (reward.buy + reward.get) * reward.get
        return min(most, units * moment.part(dearest, reward.bp))
    if isinstance(reward, Percent) and reward.pick is not Pick.ALL:
        dearest = max(moment.base(i) // moment.units(i) + 1 for i in chosen)
        return min(most, moment.part(dearest, reward.bp))
    if isinstance(reward, AmountOff) and reward.pick is not Pick.ALL:
        return min(most, reward.minor)
    return min(most, sum(wanted(reward, moment, chosen)))


def wanted(reward: PriceReward, moment: Moment, chosen: Sequence[int]) -> Wanted:
    return _WANTED[type(reward)](reward, moment, chosen) if chosen else []


def _percent(reward: Percent, moment: Moment, chosen: Sequence[int]) -> Wanted:
    if reward.pick is not Pick.ALL:
        at, price = _one_unit(reward.pick, moment, chosen, moment.base)
        return _capped(reward.cap_minor, _only(chosen, at, moment.part(price, reward.bp)), moment)
    return _capped(reward.cap_minor, _parts(reward.bp, moment, chosen), moment)


def _parts(bp: int, moment: Moment, chosen: Sequence[int]) -> Wanted:
    bases = [moment.base(i) for i in chosen]
    where = moment.policies.rounding_at
    if where is RoundingAt.LINE:
        return [moment.part(base, bp) for base in bases]
    if where is RoundingAt.UNIT:
        return [
            sum(moment.part(price, bp) for price in unit_prices(base, moment.units(i)))
            for i, base in zip(chosen, bases, strict=True)
        ]
    amounts = moment.amounts.at(moment.policies.percent_base)
    together = max(0, sum(amounts[i] for i in chosen))
    return list(moment.share(moment.part(together, bp), bases))


def _capped(cap_minor: int | None, found: Wanted, moment: Moment) -> Wanted:
    if cap_minor is None or sum(found) <= cap_minor:
        return found
    return list(moment.share(cap_minor, found))


def _only(chosen: Sequence[int], at: int | None, amount: int) -> Wanted:
    return [amount if i == at else 0 for i in chosen]


def _one_unit(
    pick: Pick, moment: Moment, chosen: Sequence[int], price_of: Callable[[int], int]
) -> tuple[int | None, int]:
    """The line with the unit meant, and that unit's price; lines that cost nothing any more have none."""
    prices = [(price_of(i) // moment.units(i), i) for i in chosen if moment.room(i)]
    if not prices:
        return None, 0
    if pick is Pick.CHEAPEST_UNIT:
        price, at = min(prices)
    else:
        price, at = max(prices, key=lambda each: (each[0], -each[1]))
    return at, price


def _amount(reward: AmountOff, moment: Moment, chosen: Sequence[int]) -> Wanted:
    if reward.pick is not Pick.ALL:
        at, price = _one_unit(reward.pick, moment, chosen, moment.room)
        return _only(chosen, at, min(price, reward.minor))
    if reward.spread is Spread.ACROSS:
        most = min(reward.minor, moment.order_room())
        return list(moment.share(most, [moment.room(i) for i in chosen]))
    if reward.spread is Spread.EACH_LINE:
        return [reward.minor] * len(chosen)
    most_units = reward.max_units
    return [reward.minor * min(moment.units(i), most_units or moment.units(i)) for i in chosen]


def _stepped(reward: Stepped, moment: Moment, chosen: Sequence[int]) -> Wanted:
    amounts = moment.amounts.at(moment.policies.min_spend_base)
    reached = sum(amounts[i] for i in chosen)
    step = _step_at(reward.steps, reached)
    if step is None:
        return [0] * len(chosen)
    if step.bp:
        return _parts(step.bp, moment, chosen)
    return _amount(AmountOff(step.minor, reward.on), moment, chosen)


def _step_at(steps: Sequence[Step], reached: int) -> Step | None:
    return next((step for step in reversed(steps) if reached >= step.from_minor), None)


def _per_unit(reward: PerUnit, moment: Moment, chosen: Sequence[int]) -> Wanted:
    counts = [min(moment.units(i), reward.max_units or moment.units(i)) for i in chosen]
    return [reward.first_minor + reward.further_minor * (count - 1) for count in counts]


def _buy_get(reward: BuyGet, moment: Moment, chosen: Sequence[int]) -> Wanted:
    priced = sorted(
        (price, place)
        for place, i in enumerate(chosen)
        for price in unit_prices(moment.base(i), moment.units(i))
    )
    free = len(priced) // (reward.buy + reward.get) * reward.get
    found = [0] * len(chosen)
    for price, place in priced[:free]:
        found[place] += moment.part(price, reward.bp)
    return found


def _groups(reward: WholeGroups, moment: Moment, chosen: Sequence[int]) -> Wanted:
    left = sum(moment.units(i) for i in chosen) // reward.size * reward.size
    found = list[int]()
    for i in chosen:
        counted = min(left, moment.units(i))
        left -= counted
        prices = unit_prices(moment.base(i), moment.units(i))[:counted]
        off = partial(_off_unit, reward, moment)
        found.append(sum(map(off, prices)))
    return found


def _off_unit(reward: WholeGroups, moment: Moment, price: int) -> int:
    return moment.part(price, reward.bp) if reward.bp else min(price, reward.minor)


_WANTED: Final[dict[type[PriceReward], Callable[..., Wanted]]] = {
    Percent: _percent,
    AmountOff: _amount,
    Stepped: _stepped,
    PerUnit: _per_unit,
    BuyGet: _buy_get,
    WholeGroups: _groups,
}
