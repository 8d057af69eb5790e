"""A day in hindsight as a row of the same table: what could have been driven, had everything been known."""

from collections.abc import Sequence
from hashlib import sha256
from math import nan
from time import process_time

import numpy as np

from arena.atlas import Atlas
from arena.hindsight.best import best_in_hindsight
from arena.hindsight.problem import Ints, problem_of
from arena.records import DayRecord
from arena.results import DayResult, Measures
from domain.scheduling.travel import TravelMode
from domain.shared.geo import Point


def hindsight_day(record: DayRecord, atlas: Atlas, seconds: float) -> DayResult:
    """The plan for the day of `record`, of which only wishes, hands and luck are taken.

    What a plan cannot know (acceptances, idle time, pay) is NaN. Raises `HindsightUnavailable` where neither
    VROOM nor PyVRP is installed.
    """
    started = process_time()

    def travel(mode: str, places: Sequence[Point], /) -> tuple[Ints, Ints]:
        kind = TravelMode(mode)
        found_s, found_m = atlas.tables(kind, places)
        return found_s.astype(np.int64), found_m.astype(np.int64)

    problem = problem_of(record, travel)
    found = best_in_hindsight(problem, seconds, record.seed)
    measures = Measures(
        wishes=found.measures.wishes,
        placed=found.measures.visits,
        served=found.measures.served,
        late=0.0,
        late_min=nan,
        accept_p50_min=nan,
        accept_p90_min=nan,
        km_per_order=found.measures.km_per_order,
        promises_per_100=0.0,
        withdrawn_per_100=0.0,
        idle=nan,
        overtime_min=0.0,
        declines_per_100=nan,
        expiries_per_100=nan,
        load_spread=nan,
        earnings_spread=nan,
    )
    return DayResult(
        rule="hindsight",
        regime=record.regime,
        seed=record.seed,
        digest=sha256(repr(found.plan).encode()).hexdigest(),
        measures=measures,
        cpu_s=process_time() - started,
    )
