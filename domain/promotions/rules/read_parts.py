"""From JSON to campaigns, batches, tiers and policies."""

from collections.abc import Mapping
from enum import StrEnum
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from domain.promotions.faults import FaultCode
from domain.promotions.money.apportion import OddMinor
from domain.promotions.money.rounding import MAX_MINOR, Rounding, RoundingAt
from domain.promotions.policies import (
    Base,
    EarningBase,
    GroupWinner,
    Multipliers,
    Order,
    Overrun,
    Policies,
)
from domain.promotions.reader import Place
from domain.promotions.rules.lifecycle import State
from domain.promotions.rules.model import Batch, BatchKind, Campaign, Ladder, Tier, TierMeasure
from domain.promotions.rules.read_limits import read_budget
from domain.promotions.rules.read_promotion import read_id, read_text
from domain.promotions.rules.schedule import Schedule, read_schedule

_NAMED: Final[Mapping[str, type[StrEnum]]] = {
    "odd_minor": OddMinor,
    "rounding": Rounding,
    "rounding_at": RoundingAt,
    "percent_base": Base,
    "min_spend_base": Base,
    "group_winner": GroupWinner,
    "order": Order,
    "overrun": Overrun,
    "earning_base": EarningBase,
    "earning_rounding": Rounding,
    "multipliers": Multipliers,
}
_COUNTED: Final = ("most_promotions", "most_codes")
MOST_COUPONS: Final = 10_000_000
MOST_DAYS: Final = 3_660


def read_policies(place: Place) -> Policies:
    """Those that the JSON names; the others as usual."""
    if not place.has("policies"):
        return Policies()
    below = place.at("policies")
    below.keys(*_NAMED, *_COUNTED)
    named: dict[str, StrEnum | None] = {
        key: below.at(key).attempt(lambda at, names=names: at.one_of(names))  # type: ignore[misc]
        for key, names in _NAMED.items()
        if below.has(key)
    }
    counted = {key: below.at(key).whole(1, 1_000) for key in _COUNTED if below.has(key)}
    return Policies(**named, **counted)  # type: ignore[arg-type]


def _schedule(place: Place, zone: ZoneInfo) -> Schedule:
    if not place.has("schedule"):
        return Schedule(zone)
    return place.at("schedule").attempt(lambda at: read_schedule(at, zone)) or Schedule(zone)


def _state(place: Place) -> State:
    return place.at("state").one_of(State) if place.has("state") else State.DRAFT


def read_campaign(place: Place, zone: ZoneInfo) -> Campaign:
    place.keys("id", "name", "funded_by", "schedule", "state", "budget")
    return Campaign(
        id=read_id(place.at("id")),
        name=read_text(place.at("name")),
        funded_by=place.at("funded_by").text(64),
        schedule=_schedule(place, zone),
        state=_state(place),
        budget=place.at("budget").attempt(read_budget) if place.has("budget") else None,
    )


def read_batch(place: Place, zone: ZoneInfo) -> Batch:
    place.keys(
        "id", "name", "promotion", "kind", "size", "per_member", "valid_days", "schedule", "state", "points"
    )
    kind = place.at("kind").one_of(BatchKind)
    return Batch(
        id=read_id(place.at("id")),
        name=read_text(place.at("name")),
        promotion=read_id(place.at("promotion")),
        kind=kind,
        size=place.at("size").whole(1, MOST_COUPONS),
        per_member=place.at("per_member").whole(1, 1_000) if place.has("per_member") else 1,
        valid_days=place.at("valid_days").whole(1, MOST_DAYS),
        schedule=_schedule(place, zone),
        state=_state(place),
        points=_points(place, kind),
    )


def _points(place: Place, kind: BatchKind) -> int:
    """What is given or printed has no price: nobody is there who could pay it."""
    if not place.has("points"):
        return 0
    return place.at("points").whole(0, MAX_MINOR if kind is BatchKind.CLAIMED else 0)


def read_ladder(place: Place) -> Ladder:
    place.keys("measure", "qualifying_days", "kept_days", "tiers")
    tiers = tuple(_tier(each) for each in place.at("tiers").items(20, least=1))
    bounds = [tier.at_least for tier in tiers]
    if bounds[0] != 0 or any(a >= b for a, b in pairwise(bounds)):
        place.at("tiers").stop(FaultCode.NOT_ASCENDING, "from 0 upwards")
    return Ladder(
        measure=place.at("measure").one_of(TierMeasure),
        qualifying_days=place.at("qualifying_days").whole(1, MOST_DAYS),
        kept_days=place.at("kept_days").whole(0, MOST_DAYS),
        tiers=tiers,
    )


def _tier(place: Place) -> Tier:
    place.keys("code", "name", "at_least")
    return Tier(
        code=read_id(place.at("code")),
        name=read_text(place.at("name")),
        at_least=place.at("at_least").whole(0, MAX_MINOR),
    )
