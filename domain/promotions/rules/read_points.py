"""From JSON to a reward in points, with the terms of its lots."""

from typing import Final

from domain.loyalty.expiry import IN_DAYS, ExpiryKind
from domain.promotions.cart import EVERY_LINE
from domain.promotions.conditions.read_tree import read_selector
from domain.promotions.faults import FaultCode
from domain.promotions.money.rounding import MAX_MINOR, WHOLE_BP
from domain.promotions.reader import Place
from domain.promotions.rules.rewards import FixedPoints, PointsMultiplier, PointsPerMoney, Reward
from domain.promotions.rules.terms import Life, LotTerms

MOST_POINTS: Final = 10**9
MOST_DAYS: Final = 36_500
MOST_MONTHS: Final = 1_200
MOST_COOLING_DAYS: Final = 3_650
TERMS: Final = ("expiry", "cooling_off_days")


def read_fixed_points(place: Place) -> Reward:
    place.keys("type", "points", *TERMS)
    return FixedPoints(place.at("points").whole(1, MOST_POINTS), _terms(place))


def read_points_per_money(place: Place) -> Reward:
    place.keys("type", "points", "per_minor", "on", *TERMS)
    points = place.at("points").whole(1, MOST_POINTS)
    per_minor = place.at("per_minor").whole(1, MAX_MINOR)
    on = read_selector(place.at("on")) if place.has("on") else EVERY_LINE
    return PointsPerMoney(points, per_minor, on, _terms(place))


def read_multiplier(place: Place) -> Reward:
    place.keys("type", "bp", *TERMS)
    return PointsMultiplier(place.at("bp").whole(WHOLE_BP, 100 * WHOLE_BP), _terms(place))


def _terms(place: Place) -> LotTerms:
    life = _life(place.at("expiry")) if place.has("expiry") else None
    if not place.has("cooling_off_days"):
        return LotTerms(life)
    at = place.at("cooling_off_days")
    cooling = at.whole(0, MOST_COOLING_DAYS)
    if life is not None and cooling >= life.shortest_days:
        at.stop(FaultCode.OUT_OF_RANGE, f"less than the {life.shortest_days} days that the points live")
    return LotTerms(life, cooling)


def _life(place: Place) -> Life:
    """`days` or `months`, as the kind counts."""
    kind = place.at("kind").one_of(ExpiryKind)
    key, most = ("days", MOST_DAYS) if kind in IN_DAYS else ("months", MOST_MONTHS)
    place.keys("kind", key)
    return Life(kind, place.at(key).whole(1, most))
