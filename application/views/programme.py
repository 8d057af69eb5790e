"""What somebody is given by rules, in the shape in which it leaves the API."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from application.views.previews import RefusedView, refused_view
from domain.promotions.programme.awarding import Awarded
from domain.shared.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInView:
    """`streak` counts days without a gap, today included; `points` were given by this very call."""

    day: date
    streak: int
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantView:
    promotion: str
    name: Text
    points: int
    coupons: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardedView:
    granted: tuple[GrantView, ...]
    refused: tuple[RefusedView, ...]


def awarded_view(awarded: Awarded, names: Mapping[str, Text]) -> AwardedView:
    points = [(one.promotion, one.points, 0) for one in awarded.grants]
    coupons = [(one.promotion, 0, one.count) for one in awarded.coupons]
    return AwardedView(
        granted=tuple(
            GrantView(promotion=name, name=names[name], points=given, coupons=count)
            for name, given, count in (*points, *coupons)
        ),
        refused=tuple(refused_view(one, names.get(one.promotion or "")) for one in awarded.refused),
    )
