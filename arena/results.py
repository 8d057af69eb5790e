"""The measures of a simulated day, and the results of an experiment over rules, regimes and seeds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measures:
    """One day in numbers. A share is from 0 to 1; a measure that nothing can be said of is NaN.

    served: share of all wishes that were served. late: share of the served whose worker came after the
    window's end. late_min: mean minutes late of those. accept_p50_min, accept_p90_min: minutes from
    approval to the first acceptance. km_per_order: road kilometres driven to visits (in vain or not) for
    each order served; the way home is not counted. promises_per_100: acceptances undone by others than the
    homeowner, for each 100 placed orders; withdrawn_per_100: live offers taken back by the rule. idle: share
    of on-duty time without travel or work. overtime_min: minutes worked after the shift's end, for each
    worker. declines_per_100, expiries_per_100: for each 100 offers. load_spread: standard deviation over
    workers of the share of the shift that was worked or travelled. earnings_spread: pooled coefficient of
    variation of earnings per on-duty hour among workers of equal skill.
    """

    wishes: int
    placed: int
    served: float
    late: float
    late_min: float
    accept_p50_min: float
    accept_p90_min: float
    km_per_order: float
    promises_per_100: float
    withdrawn_per_100: float
    idle: float
    overtime_min: float
    declines_per_100: float
    expiries_per_100: float
    load_spread: float
    earnings_spread: float


@dataclass(frozen=True, slots=True)
class DayResult:
    """One simulated day. `digest` is the hash of its event log; `fouls` what the referee whistled.

    `cpu_s` is processor time of the whole day, `rule_s` the part of it spent in the rule.
    `tallied` are [sum of (declined - p), sum of p (1 - p)] over all answered offers, p being the chance of a
    decline that the arena knew: what a rule that foresees answers gives itself away by.
    """

    rule: str
    regime: str
    seed: int
    digest: str
    measures: Measures
    fouls: tuple[str, ...] = ()
    tallied: tuple[float, float] = (0.0, 0.0)
    cpu_s: float = 0.0
    rule_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Results:
    """All days of an experiment, in the order rule, regime, seed; the same seeds for every rule."""

    city: str
    rules: tuple[str, ...]
    regimes: tuple[str, ...]
    seeds: tuple[int, ...]
    days: tuple[DayResult, ...]
    notes: tuple[str, ...] = ()
