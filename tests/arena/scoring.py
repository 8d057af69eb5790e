"""Made-up results of experiments, with planted differences."""

from math import nan

import numpy as np

from arena.results import DayResult, Measures, Results

REGIMES = ("ample", "balanced", "scarce", "storm")
KM = {
    "nearest": 3.2,
    "filter": 3.6,
    "insertion": 2.3,
    "matcher": 2.2,
    "relocate@0": 1.95,
    "relocate@300": 2.02,
    "relocate@900": 2.12,
    "hall": 3.4,
}
PROMISES = {"relocate@0": 9.0, "relocate@300": 5.0, "relocate@900": 2.5}


def made_results(
    rules: tuple[str, ...] = tuple(KM), regimes: tuple[str, ...] = REGIMES, seeds: int = 12
) -> Results:
    """Every rule meets the same days: a common part by regime and seed, a small part of its own."""
    days = tuple(
        _day(rule, regime, seed) for rule in rules for regime in regimes for seed in range(1, seeds + 1)
    )
    return Results("la_serena", rules, regimes, tuple(range(1, seeds + 1)), days, ("Made up for a test.",))


def _day(rule: str, regime: str, seed: int) -> DayResult:
    hard = REGIMES.index(regime) if regime in REGIMES else 0
    common = np.random.default_rng((seed, hard))
    own = np.random.default_rng((seed, hard, sum(rule.encode())))
    busy, luck = common.normal(1, 0.1), own.normal(1, 0.02)
    late = 0.0 if hard == 0 and seed % 4 == 0 else 0.03 * (1 + hard) * busy * luck
    measures = Measures(
        wishes=300, placed=int(290 - 12 * hard + common.integers(-5, 5)), served=0.97 - 0.06 * hard * busy,
        late=late, late_min=nan if late == 0 else 9 * (1 + hard) * busy * luck,
        accept_p50_min=3.0 * (1 + hard / 2) * busy * luck, accept_p90_min=14.0 * (1 + hard) * busy * luck,
        km_per_order=KM.get(rule, 3.0) * busy * luck * (1 + 0.05 * hard),
        promises_per_100=PROMISES.get(rule, 1.0) * (1 + hard / 3) * luck,
        withdrawn_per_100=PROMISES.get(rule, 0.5) * luck, idle=0.4 - 0.09 * hard * busy,
        overtime_min=4.0 * (1 + hard) * busy * luck, declines_per_100=14 * luck, expiries_per_100=6 * luck,
        load_spread=0.12 * luck, earnings_spread=(0.35 - 0.04 * KM.get(rule, 3.0)) * luck * busy,
    )  # fmt: skip
    return DayResult(
        rule, regime, seed, f"{sum(rule.encode()):04x}{hard:02x}{seed:04x}", measures,
        tallied=(0.25, 12.5), cpu_s=1.5, rule_s=0.5,
    )  # fmt: skip
