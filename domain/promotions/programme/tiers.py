"""Which tier a member has: by what the qualifying days add up to, and kept for a while once reached."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, pairwise

from domain.promotions.rules.model import Ladder, Tier
from domain.shared.time import require_aware


@dataclass(frozen=True, slots=True)
class Activity:
    """So much of the ladder's measure at a moment; below zero where something was taken back."""

    at: datetime
    amount: int

    def __post_init__(self) -> None:
        require_aware(self.at)


@dataclass(frozen=True, slots=True)
class TierStanding:
    """`counted` is what the qualifying days add up to now; `kept_until` None where the tier is the lowest.

    `missing` is what the next tier still needs, None at the top.
    """

    tier: Tier
    counted: int
    kept_until: datetime | None
    next_tier: Tier | None
    missing: int | None


def standing_at(ladder: Ladder, activities: Iterable[Activity], now: datetime) -> TierStanding:
    """From the activities up to `now`, in whatever order they come.

    An activity counts for `qualifying_days`, half-open: at its moment and until, not at, so many days later.
    """
    steps = _steps(ladder, (each for each in activities if each.at <= now))
    counted = _counted(steps, now)
    held, until = _held(ladder, steps, now)
    i = ladder.tiers.index(held)
    following = ladder.tiers[i + 1] if i + 1 < len(ladder.tiers) else None
    missing = max(0, following.at_least - counted) if following is not None else None
    return TierStanding(held, counted, until, following, missing)


Steps = list[tuple[datetime, int]]
"""From this moment on, the sum that counts."""


def _counted(steps: Steps, now: datetime) -> int:
    return next((total for at, total in reversed(steps) if at <= now), 0)


def _steps(ladder: Ladder, past: Iterable[Activity]) -> Steps:
    """Every moment at which the sum changes: an activity comes in, or has counted long enough."""
    span = timedelta(days=ladder.qualifying_days)
    changes: defaultdict[datetime, int] = defaultdict(int)
    for each in past:
        changes[each.at] += each.amount
        changes[each.at + span] -= each.amount
    moments = sorted(changes)
    return list(zip(moments, accumulate(changes[at] for at in moments), strict=True))


def _held(ladder: Ladder, steps: Steps, now: datetime) -> tuple[Tier, datetime | None]:
    """The highest tier whose last day of being earned is not longer ago than it is kept."""
    for tier in reversed(ladder.tiers[1:]):
        earned_until: datetime | None = None
        for (start, total), (end, _) in pairwise(steps):
            if total >= tier.at_least and (start <= now or start == earned_until):
                earned_until = end
        if earned_until is not None and earned_until + timedelta(days=ladder.kept_days) > now:
            return tier, earned_until + timedelta(days=ladder.kept_days)
    return ladder.tiers[0], None
