"""What a simulated day is made of. Every number is a parameter; docs/arena.md says what each rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from arena.checks import require, require_finite
from domain.scheduling.travel import TravelMode

HOURS = 24


@dataclass(frozen=True, slots=True)
class Storm:
    """From `from_h` to `to_h` (local hours) wishes are `factor` times as many, by more for these skills."""

    from_h: float = 14.0
    to_h: float = 17.0
    factor: float = 3.0
    skills: tuple[str, ...] = ("plumbing", "drains", "electrical")


@dataclass(frozen=True, slots=True)
class Demand:
    """Wishes of one day.

    orders: how many, bursts and storm not counted. booked_ahead: share that is booked ahead, of which
    `evening_before` on the evening before and the rest at least `ahead_at_least_h` before; all others want
    somebody soon. hours: weight of each local hour as the hour wished for. window_h: length of a window.
    bursts: how many times a day one community orders `burst_size` visits of one category within `burst_min`
    minutes. wait_min: how soon, at the least, an urgent window opens. looks: how many windows a homeowner
    tries before giving up, each `step_h` later.
    """

    orders: int = 180
    booked_ahead: float = 0.5
    evening_before: float = 0.6
    ahead_at_least_h: float = 3.0
    hours: tuple[float, ...] = (0,) * 8 + (5, 9, 10, 8, 5, 6, 9, 10, 9, 7, 4) + (0,) * 5
    window_h: float = 2.0
    bursts: int = 2
    burst_size: int = 6
    burst_min: float = 30.0
    wait_min: float = 20.0
    looks: int = 3
    step_h: float = 1.0
    storm: Storm | None = None


@dataclass(frozen=True, slots=True)
class Durations:
    """Work is lognormal with the mean and `spread` times the standard deviation of the catalogue.

    worker_sigma: how workers differ in speed. Means are kept: the catalogue is right on average.
    """

    spread: float = 1.0
    worker_sigma: float = 0.10


@dataclass(frozen=True, slots=True)
class Roads:
    """True travel over planned travel: a factor by hour for motor traffic, and a lognormal error by way.

    traffic: factor at each local hour. exposure: how much of that factor's excess a mode feels.
    sigma: of the error.
    """

    traffic: tuple[float, ...] = (
        (0.9,) * 7 + (1.1, 1.3, 1.15, 1.0, 1.0, 1.1, 1.15, 1.1, 1.0, 1.05, 1.2, 1.35, 1.2, 1.05) + (0.95,) * 3
    )
    exposure: Mapping[TravelMode, float] = field(
        default_factory=lambda: {
            TravelMode.CAR: 1.0,
            TravelMode.MOTORCYCLE: 0.5,
            TravelMode.E_BIKE: 0.2,
            TravelMode.BICYCLE: 0.1,
            TravelMode.FOOT: 0.0,
        }
    )
    sigma: float = 0.15


@dataclass(frozen=True, slots=True)
class Answers:
    """How workers answer: accept with probability 1 / (1 + exp(-x)).

    x = `base` + `per_minute` * minutes of travel to it + `pay` * ln(pay per hour of work / `usual_pay`)
    + `tired` * share of the shift already booked + `late_hour` where it is after `late_from_h` local time.
    `usual_pay` is the mean over all services. pay_share: the worker's part of the price. ignores: share of
    offers that are never looked at (`ignores_off_shift` outside the shift). thinking time is lognormal with
    median `thinks_s` (off shift `thinks_off_shift_s`) and `thinks_sigma`. A worker on duty notices a hall
    order after an exponential time of mean `hall_look_s`, up to `hall_looks` times. consents: the chance that
    a worker agrees to give away a visit accepted before.
    """

    base: float = 2.9
    per_minute: float = -0.035
    pay: float = 0.8
    tired: float = -0.8
    late_hour: float = -0.4
    late_from_h: float = 18.0
    pay_share: float = 0.6
    ignores: float = 0.03
    ignores_off_shift: float = 0.12
    thinks_s: float = 25.0
    thinks_off_shift_s: float = 45.0
    thinks_sigma: float = 0.7
    hall_look_s: float = 900.0
    hall_looks: int = 3
    consents: float = 0.5


@dataclass(frozen=True, slots=True)
class Trouble:
    """What goes wrong. Shares of orders, acceptances or workers.

    owner_cancels: orders cancelled by the homeowner at some moment before the window opens.
    not_at_home: visits where nobody opens; the worker waits `waits_s`. drops: acceptances that the worker
    gives back later. forgets: acceptances for which the worker never sets out. sick: workers who go home
    ill at some moment of their shift. break_s: length of a break that starts between `break_from_h` and
    `break_to_h`, known to dispatch. review_s: how long a reviewer takes (uniform between the two).
    confirms_s: mean time until the homeowner confirms.
    """

    owner_cancels: float = 0.07
    not_at_home: float = 0.015
    waits_s: int = 900
    drops: float = 0.015
    forgets: float = 0.004
    sick: float = 0.02
    break_s: int = 1800
    break_from_h: float = 12.0
    break_to_h: float = 14.0
    review_s: tuple[float, float] = (20.0, 240.0)
    confirms_s: float = 1200.0


@dataclass(frozen=True, slots=True)
class Inputs:
    """All of it, and how many workers are hired. Raises `InputsInvalid`.

    city_wide: the travel modes whose workers go anywhere in the region; all others keep to their area.
    trades: how many trades each worker knows at least; 0 leaves them as the pool has them.
    """

    workers: int = 40
    trades: int = 0
    city_wide: tuple[TravelMode, ...] = (TravelMode.CAR, TravelMode.MOTORCYCLE)
    demand: Demand = field(default_factory=Demand)
    durations: Durations = field(default_factory=Durations)
    roads: Roads = field(default_factory=Roads)
    answers: Answers = field(default_factory=Answers)
    trouble: Trouble = field(default_factory=Trouble)

    def __post_init__(self) -> None:
        require_finite(self, "")
        demand, trouble = self.demand, self.trouble
        require(0 <= self.workers <= 2_000, "workers")
        require(0 <= self.trades <= 50, "trades")
        require(0 <= demand.orders <= 20_000, "demand.orders")
        require(len(demand.hours) == HOURS and min(demand.hours) >= 0, "demand.hours")
        require(sum(demand.hours) > 0, "demand.hours")
        require(0.5 <= demand.window_h <= 12, "demand.window_h")
        require(1 <= demand.looks <= 20, "demand.looks")
        require(0 <= demand.bursts <= 100 and 0 <= demand.burst_size <= 200, "demand.bursts")
        require(len(self.roads.traffic) == HOURS and min(self.roads.traffic) > 0, "roads.traffic")
        require(0 <= trouble.review_s[0] <= trouble.review_s[1], "trouble.review_s")
        require(0 < self.answers.pay_share <= 1, "answers.pay_share")
        require(0 <= self.answers.consents <= 1, "answers.consents")
        for name in ("booked_ahead", "evening_before"):
            require(0 <= getattr(demand, name) <= 1, f"demand.{name}")
        for name in ("owner_cancels", "not_at_home", "drops", "forgets", "sick"):
            require(0 <= getattr(trouble, name) <= 1, f"trouble.{name}")
        require(0 <= self.durations.spread <= 10, "durations.spread")
        require(0 <= self.durations.worker_sigma <= 2, "durations.worker_sigma")
        require(0 <= self.roads.sigma <= 2, "roads.sigma")
        require(0 <= self.answers.thinks_sigma <= 3, "answers.thinks_sigma")
        storm = demand.storm
        require(storm is None or 0 <= storm.from_h < storm.to_h <= HOURS, "demand.storm")
        require(storm is None or 0 <= storm.factor <= 20, "demand.storm.factor")


REGIMES: Mapping[str, Inputs] = {
    "ample": Inputs(workers=60),
    "balanced": Inputs(workers=40),
    "scarce": Inputs(workers=25),
    "storm": Inputs(workers=40, demand=Demand(storm=Storm())),
}
"""The four that every rule is judged in."""

OTHER_REGIMES: Mapping[str, Inputs] = {
    "thick": Inputs(
        workers=40,
        trades=4,
        city_wide=tuple(TravelMode),
        demand=Demand(orders=200, booked_ahead=0.9, evening_before=0.9, window_h=4.0, bursts=0),
    ),
}
"""Played when asked for by name: a market in which many could take each visit, and most is known early."""
