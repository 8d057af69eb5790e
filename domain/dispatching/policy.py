"""How a region dispatches: whether, how often, to whom, and which visits are due."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from domain.scheduling.calendar import Caps
from domain.scheduling.timeline import MarginalWeights
from domain.shared.errors import Malformed
from domain.shared.time import Window

MAX_OFFERED_AT_ONCE: Final = 5


class DispatchPolicyInvalid(Malformed):
    """`field` names the setting that is out of its range."""

    code = "dispatch_policy_invalid"


class DispatchMode(StrEnum):
    OFFER = "offer"
    OFFER_TO_K = "offer_to_k"
    ASSIGN = "assign"


class DispatchRule(StrEnum):
    """By which rule automatic dispatch chooses. The arena's table says what each is worth."""

    MATCH = "match"
    INSERTION = "insertion"
    RELOCATION = "relocation"
    PLAN = "plan"

    @property
    def gives_several(self) -> bool:
        """Whether a worker may be given several visits in one round."""
        return self is not DispatchRule.MATCH

    @property
    def plans_ahead(self) -> bool:
        """Whether it sees visits before they are released, and asks somebody when it sees fit."""
        return self in (DispatchRule.RELOCATION, DispatchRule.PLAN)


@dataclass(frozen=True, slots=True)
class ScoreWeights:
    """What one unit of each part of a score costs; whole numbers, so that totals are exact everywhere.

    travel: per second of travel added. waiting: per second the visit starts after its window opens.
    skill: per level the worker has above what is needed. load: per permille of the shift booked already.
    """

    travel: int = 10
    waiting: int = 1
    skill: int = 600
    load: int = 3

    @property
    def marginal(self) -> MarginalWeights:
        """The part of it that depends on where in a timeline a visit goes."""
        return MarginalWeights(travel=self.travel, waiting=self.waiting, load=self.load)

    def __post_init__(self) -> None:
        for name in ("travel", "waiting", "skill", "load"):
            _require(0 <= getattr(self, name) <= 1_000, f"weights.{name}")


@dataclass(frozen=True, slots=True)
class DispatchPolicy:
    """The settings of one region. Raises `DispatchPolicyInvalid` with the field that is wrong.

    `radius_m` is the greatest straight distance between a visit and where the worker is (or starts the
    day); None means no limit. `release_horizon_s` is how long before its window a visit is dispatched;
    from `evening_hour` local time on, all of tomorrow's are. Within `freeze_s` of its planned start a visit
    is no longer moved; with `shifts_in_window` an accepted one may until then begin later than planned,
    though not after its window, to let another in before it. `k` counts the workers asked at once in mode
    offer_to_k. A rule that plans ahead asks `ask_ahead_s` before the window opens, and gives a visit that it
    has planned to somebody else only where that saves the worth of `stability_s` seconds of travel.
    `plan_work` are the iterations of one search for routes (rule plan): work, not time, so that answers can
    be repeated.
    """

    is_enabled: bool = True
    rule: DispatchRule = DispatchRule.MATCH
    ask_ahead_s: int = 28_800
    stability_s: int = 0
    plan_work: int = 2_000
    mode: DispatchMode = DispatchMode.OFFER
    k: int = 3
    tick_s: int = 30
    radius_m: int | None = 15_000
    offer_ttl_s: int = 600
    urgent_offer_ttl_s: int = 90
    release_horizon_s: int = 4 * 3600
    evening_hour: int = 18
    freeze_s: int = 3600
    shifts_in_window: bool = False
    load_cap_permille: int | None = 900
    visits_cap: int | None = 8
    weights: ScoreWeights = field(default_factory=ScoreWeights)

    def __post_init__(self) -> None:
        _require(1 <= self.k <= MAX_OFFERED_AT_ONCE, "k")
        _require(5 <= self.tick_s <= 3600, "tick_s")
        _require(self.radius_m is None or 100 <= self.radius_m <= 500_000, "radius_m")
        _require(15 <= self.offer_ttl_s <= 24 * 3600, "offer_ttl_s")
        _require(15 <= self.urgent_offer_ttl_s <= self.offer_ttl_s, "urgent_offer_ttl_s")
        _require(0 <= self.release_horizon_s <= 14 * 24 * 3600, "release_horizon_s")
        _require(0 <= self.ask_ahead_s <= 24 * 3600, "ask_ahead_s")
        _require(0 <= self.stability_s <= 24 * 3600, "stability_s")
        _require(1 <= self.plan_work <= 200_000, "plan_work")
        _require(0 <= self.evening_hour <= 24, "evening_hour")
        _require(0 <= self.freeze_s <= 24 * 3600, "freeze_s")
        _require(self.load_cap_permille is None or 1 <= self.load_cap_permille <= 2_000, "load_cap_permille")
        _require(self.visits_cap is None or 1 <= self.visits_cap <= 50, "visits_cap")

    @property
    def caps(self) -> Caps:
        return Caps(visits=self.visits_cap, load_permille=self.load_cap_permille)

    def ttl_s(self, *, is_urgent: bool) -> int:
        return self.urgent_offer_ttl_s if is_urgent else self.offer_ttl_s

    @property
    def move_price(self) -> int:
        """What giving a planned visit to somebody else costs, in the unit of `Score.total`."""
        return self.stability_s * self.weights.travel

    @property
    def offered_at_once(self) -> int:
        return self.k if self.mode is DispatchMode.OFFER_TO_K else 1


def is_released(
    window: Window, policy: DispatchPolicy, now: datetime, zone: ZoneInfo, *, is_urgent: bool
) -> bool:
    """Whether a visit is due for dispatch: urgent at once, near ones by horizon, tomorrow's at evening."""
    if is_urgent or window.start - now <= timedelta(seconds=policy.release_horizon_s):
        return True
    return now >= evening_before(window.start, policy, zone)


def evening_before(moment: datetime, policy: DispatchPolicy, zone: ZoneInfo) -> datetime:
    """The evening hour of the local day before the one that `moment` falls on."""
    midnight = datetime.combine(moment.astimezone(zone).date() - timedelta(days=1), datetime.min.time(), zone)
    return midnight + timedelta(hours=policy.evening_hour)


def is_frozen(planned_start: datetime, policy: DispatchPolicy, now: datetime) -> bool:
    return planned_start - now <= timedelta(seconds=policy.freeze_s)


def _require(holds: bool, field_name: str) -> None:
    if not holds:
        raise DispatchPolicyInvalid(field=field_name)
