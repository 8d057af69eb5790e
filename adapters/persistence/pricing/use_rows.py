"""Rows to uses, counts and occasions, and back."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from adapters.persistence.pricing.pricings import json_in
from application.ports.promotion_uses import KeptOccasion, KeptUse, UseSource
from domain.promotions.programme.awarding import Awarded
from domain.promotions.programme.given import Given
from domain.promotions.programme.occasion import Occasion
from domain.promotions.programme.uses import Tally, TallyKind, Use
from domain.promotions.rules.limits import Measure, Scope
from domain.promotions.stored import from_json, to_json

Row = tuple[Any, ...]


def source_params(source: UseSource) -> dict[str, Any]:
    return {"region_id": source.region_id, "member_id": source.member_id, "order_id": source.order_id}


def fields_of(tally: Tally) -> dict[str, Any]:
    found = to_json(tally)
    assert isinstance(found, dict)
    return found


def row_of(source: UseSource, use: Use, version: int = 1) -> dict[str, Any]:
    return {
        **{name: str(value) if value else None for name, value in source_params(source).items()},
        "source_id": str(source.id),
        "at": source.at.isoformat(),
        "promotion": use.promotion,
        "campaign": use.campaign,
        "minor": use.given.minor,
        "points": use.given.points,
        "coupons": use.given.coupons,
        "minor_back": use.back.minor,
        "points_back": use.back.points,
        "coupons_back": use.back.coupons,
        "is_over": use.is_over,
        "tallies": to_json(use.tallies),
        "version": version,
    }


def kept_from(row: Row) -> KeptUse:
    source = UseSource(row[0], row[2], row[3], row[4], row[5])
    use = Use(
        promotion=row[1],
        campaign=row[6],
        given=Given(row[7], row[8], row[9]),
        tallies=_tallies(json_in(row[14])),
        back=Given(row[10], row[11], row[12]),
        is_over=row[13],
    )
    return KeptUse(source, use, row[15])


def _tallies(stored: Iterable[object]) -> tuple[Tally, ...]:
    return tuple(from_json(Tally, each) for each in stored)


def tally_from(row: Row) -> Tally:
    since: date = row[5]
    return Tally(TallyKind(row[0]), row[1], Scope(row[2]), row[3], Measure(row[4]), since)


def occasion_from(row: Row) -> KeptOccasion:
    source = UseSource(row[0], row[1], row[2], row[3], row[4])
    return KeptOccasion(source, from_json(Occasion, json_in(row[5])), from_json(Awarded, json_in(row[6])))
