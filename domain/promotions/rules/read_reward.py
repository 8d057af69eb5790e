"""From JSON to a reward."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Final

from domain.promotions.cart import EVERY_LINE, MOST_UNITS, LineKind, Selector
from domain.promotions.conditions.read_tree import read_selector
from domain.promotions.faults import FaultCode
from domain.promotions.money.rounding import MAX_MINOR, WHOLE_BP
from domain.promotions.reader import Place
from domain.promotions.rules.read_points import (
    read_fixed_points,
    read_multiplier,
    read_points_per_money,
)
from domain.promotions.rules.rewards import (
    AmountOff,
    BuyGet,
    ExtraUnits,
    IssueCoupon,
    Percent,
    PerUnit,
    Pick,
    Reward,
    Spread,
    Step,
    Stepped,
    WholeGroups,
)

MOST_STEPS: Final = 30


def read_reward(place: Place) -> Reward:
    kind = place.at("type")
    reader = READERS.get(kind.text())
    if reader is None:
        kind.stop(FaultCode.UNKNOWN_NAME, f"one of {', '.join(READERS)}")
    return reader(place)


def _on(place: Place) -> Selector:
    return read_selector(place.at("on")) if place.has("on") else EVERY_LINE


def _pick(place: Place) -> Pick:
    return place.at("pick").one_of(Pick) if place.has("pick") else Pick.ALL


def _bp(place: Place) -> int:
    return place.at("bp").whole(1, WHOLE_BP)


def _max_units(place: Place) -> int | None:
    return place.at("max_units").whole(1, MOST_UNITS) if place.has("max_units") else None


def _percent(place: Place) -> Reward:
    place.keys("type", "bp", "on", "pick", "cap_minor")
    cap = place.at("cap_minor").whole(1, MAX_MINOR) if place.has("cap_minor") else None
    return Percent(_bp(place), _on(place), _pick(place), cap)


def _amount(place: Place) -> Reward:
    place.keys("type", "minor", "on", "pick", "spread", "max_units")
    return AmountOff(
        minor=place.at("minor").whole(1, MAX_MINOR),
        on=_on(place),
        pick=_pick(place),
        spread=place.at("spread").one_of(Spread) if place.has("spread") else Spread.ACROSS,
        max_units=_max_units(place),
    )


def _stepped(place: Place) -> Reward:
    place.keys("type", "steps", "on")
    steps = tuple(_step(each) for each in place.at("steps").items(MOST_STEPS, least=1))
    worth = [(step.from_minor, step.bp, step.minor) for step in steps]
    is_rising = all(a[0] < b[0] and a[1] <= b[1] and a[2] <= b[2] for a, b in pairwise(worth))
    if not is_rising or len({step.bp > 0 for step in steps}) > 1:
        place.at("steps").stop(
            FaultCode.NOT_ASCENDING, "all percentages or all amounts, each more than before"
        )
    return Stepped(steps, _on(place))


def _step(place: Place) -> Step:
    place.keys("from_minor", "bp", "minor")
    start = place.at("from_minor").whole(0, MAX_MINOR)
    if place.has("bp") and place.has("minor"):
        place.stop(FaultCode.UNKNOWN_KEY, "bp or minor, not both")
    return Step(start, bp=_bp(place)) if place.has("bp") else Step(start, minor=_minor(place))


def _minor(place: Place) -> int:
    return place.at("minor").whole(1, MAX_MINOR)


def _per_unit(place: Place) -> Reward:
    place.keys("type", "first_minor", "further_minor", "on", "max_units")
    first = place.at("first_minor").whole(0, MAX_MINOR)
    return PerUnit(first, place.at("further_minor").whole(0, MAX_MINOR), _on(place), _max_units(place))


def _buy_get(place: Place) -> Reward:
    place.keys("type", "buy", "get", "bp", "on")
    buy, get = place.at("buy").whole(1, MOST_UNITS), place.at("get").whole(1, MOST_UNITS)
    return BuyGet(buy, get, _bp(place) if place.has("bp") else WHOLE_BP, _on(place))


def _groups(place: Place) -> Reward:
    place.keys("type", "size", "bp", "minor", "on")
    size = place.at("size").whole(1, MOST_UNITS)
    if place.has("bp") and place.has("minor"):
        place.stop(FaultCode.UNKNOWN_KEY, "bp or minor, not both")
    if place.has("bp"):
        return WholeGroups(size, bp=_bp(place), on=_on(place))
    return WholeGroups(size, minor=_minor(place), on=_on(place))


def _extra_units(place: Place) -> Reward:
    place.keys("type", "service", "count", "every_paid", "on")
    every = place.at("every_paid").whole(1, MOST_UNITS) if place.has("every_paid") else None
    return ExtraUnits(place.at("service").text(), place.at("count").whole(1, MOST_UNITS), every, _on(place))


def _free_call_out(place: Place) -> Reward:
    place.keys("type")
    return Percent(WHOLE_BP, Selector(kinds=frozenset({LineKind.CALL_OUT.value})))


def _coupon(place: Place) -> Reward:
    place.keys("type", "batch", "count")
    return IssueCoupon(place.at("batch").text(), place.at("count").whole(1, 100) if place.has("count") else 1)


READERS: Final[Mapping[str, Callable[[Place], Reward]]] = {
    "percent": _percent,
    "amount": _amount,
    "stepped": _stepped,
    "per_unit": _per_unit,
    "buy_get": _buy_get,
    "whole_groups": _groups,
    "extra_units": _extra_units,
    "free_call_out": _free_call_out,
    "coupon": _coupon,
    "points": read_fixed_points,
    "points_per_money": read_points_per_money,
    "points_multiplier": read_multiplier,
}
