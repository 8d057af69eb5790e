"""What somebody is given by rules, in the shape in which it leaves the API."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from application.views.previews import RefusedView, refused_view
from domain.promotions.programme.awarding import Awarded
from domain.promotions.programme.tiers import TierStanding
from domain.promotions.rules.model import Ladder, Tier, TierMeasure
from domain.shared.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInView:
    """`streak` counts days without a gap, today included; `points` were given by this very call."""

    day: date
    streak: int
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TierView:
    """`at_least` of the ladder's measure reach it."""

    code: str
    name: Text
    at_least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MyTier:
    """`counted` of the measure in the last `qualifying_days`; `missing` of it for `next`, which the highest
    tier has not. `kept_until` is nothing in the lowest.
    """

    tier: TierView
    measure: TierMeasure
    qualifying_days: int
    counted: int
    kept_until: datetime | None
    next: TierView | None
    missing: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInStanding:
    """Whether it is done for today, and the days without a gap up to today."""

    is_done: bool
    streak: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MyProgramme:
    """No tier where the region's rules have none; no check-in where it gives nothing now."""

    tier: MyTier | None
    check_in: CheckInStanding | None


def my_tier(ladder: Ladder, standing: TierStanding) -> MyTier:
    return MyTier(
        tier=_tier(standing.tier),
        measure=ladder.measure,
        qualifying_days=ladder.qualifying_days,
        counted=standing.counted,
        kept_until=standing.kept_until,
        next=_tier(standing.next_tier) if standing.next_tier else None,
        missing=standing.missing,
    )


def _tier(tier: Tier) -> TierView:
    return TierView(code=tier.code, name=tier.name, at_least=tier.at_least)


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
