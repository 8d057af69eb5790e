"""Insertion over arrays, held to a plain drive through the day, and planted lies that must be found."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch_engine import (
    NO_CAP,
    Breach,
    Layout,
    Limits,
    Matching,
    ProblemError,
    Spans,
    Status,
    Stops,
    TableTravel,
    TimelineProblem,
    Verdict,
    Visits,
    Weights,
    explain,
    generation,
    lay_out,
    match,
    validate,
)
from dispatch_engine.arrays import Ints
from dispatch_engine.simulation import Place, play

SIDE = 60


def draw_ints(data: st.DataObject, count: int, low: int, high: int) -> Ints:
    drawn = data.draw(st.lists(st.integers(low, high), min_size=count, max_size=count))
    return np.array(drawn, dtype=np.int64)


def small_problem(data: st.DataObject) -> TimelineProblem:
    """Two visits, two workers, up to three spans and six stops; travel is any table."""
    n, spans_of = 2, np.array(data.draw(st.sampled_from(([0], [0, 1], [0, 0, 1]))))
    held = draw_ints(data, len(spans_of), 0, 2)
    stops, anchors = int(held.sum()), len(spans_of) + int(held.sum())
    start = np.arange(len(spans_of)) * SIDE
    opens = np.repeat(start, held) + draw_ints(data, stops, 0, SIDE)
    caps = data.draw(st.sampled_from((NO_CAP, 1, 0)))
    first = draw_ints(data, n, 0, 2 * SIDE)
    return TimelineProblem(
        visits=Visits(
            opens=first,
            closes=first + draw_ints(data, n, 0, 40),
            duration=draw_ints(data, n, 1, 20),
            skill=np.zeros(n, dtype=np.int64),
            level=draw_ints(data, n, 1, 2),
            penalty=draw_ints(data, n, 0, 200),
        ),
        spans=Spans(
            worker=spans_of,
            start=start,
            end=start + SIDE,
            origin=np.arange(len(spans_of)),
            load=draw_ints(data, len(spans_of), 0, 5),
            spare_s=np.full(len(spans_of), data.draw(st.sampled_from((NO_CAP, 15)))),
            spare_visits=np.full(len(spans_of), caps),
        ),
        stops=Stops(
            span=np.repeat(np.arange(len(spans_of)), held),
            opens=opens,
            closes=opens + draw_ints(data, stops, 0, 30),
            duration=draw_ints(data, stops, 1, 15),
            anchor=len(spans_of) + np.arange(stops),
            leg=draw_ints(data, stops, 0, 10),
        ),
        level=np.array([[2], [1]]),
        travel=TableTravel(
            draw_ints(data, anchors * n, 0, 15).reshape(anchors, n),
            draw_ints(data, anchors * n, 0, 15).reshape(anchors, n),
        ),
        weights=Weights(2, 1, 3, 1),
    )


def cheapest_by_driving(problem: TimelineProblem, visit: int, worker: int) -> int | None:
    """Least cost over every place of the worker's spans that a plain drive finds in order."""
    found = []
    for span in np.flatnonzero(problem.spans.worker == worker).tolist():
        for position in range(int((problem.stops.span == span).sum()) + 1):
            played = play(problem, visit, Place(span, position, 0))
            on_time = played.start <= problem.visits.closes[visit] and not played.makes_late
            if on_time and played.is_inside and played.has_room:
                found.append(played.cost(problem, visit, worker))
    return min(found, default=None)


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_slack_over_arrays_and_a_plain_drive_agree_on_every_pair(data: st.DataObject) -> None:
    problem = small_problem(data)
    layout = lay_out(problem)
    costs = dict(
        zip(
            zip(layout.pairs.pair_order.tolist(), layout.pairs.pair_worker.tolist(), strict=True),
            layout.pairs.cost.tolist(),
            strict=True,
        )
    )
    for visit in range(2):
        for worker in range(2):
            able = problem.level[worker, 0] >= problem.visits.level[visit]
            expected = cheapest_by_driving(problem, visit, worker) if able else None
            assert costs.get((visit, worker)) == expected


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_answer_is_valid_and_every_worker_is_counted_once(data: st.DataObject) -> None:
    problem = small_problem(data)
    answer = match(problem)
    assert answer.status is Status.OPTIMAL
    assert validate(problem, answer) == ()
    table = answer.layout.table
    assert table is not None
    fits = np.bincount(table.visit[table.verdict == Verdict.FITS], minlength=2)
    assert (table.refused.sum(axis=1) + fits == problem.workers).all()


DAY = generation.day(60, 50, 4, generation.Town(side_m=12_000, skills=3))
ANSWER = match(DAY, seed=1)


def test_a_generated_day_is_solved_validated_and_explained() -> None:
    assert validate(DAY, ANSWER) == ()
    assert ANSWER.served > 20
    unserved = int(np.flatnonzero(ANSWER.worker_of < 0)[0])
    why = explain(ANSWER, unserved)
    assert sum(count for _, count in why.refused) + len(why.rivals) == DAY.workers


def test_forbidden_pairs_lists_and_fixed_pairs_are_kept() -> None:
    order = int(np.flatnonzero(ANSWER.worker_of >= 0)[0])
    worker = int(ANSWER.worker_of[order])
    without = replace(DAY, forbidden=np.array([[order, worker]]))
    assert match(without).worker_of[order] != worker
    only = replace(DAY, candidates=np.array([[order, worker]]))
    assert np.flatnonzero(match(only).worker_of >= 0).tolist() == [order]
    rivals = [rival.worker for rival in explain(ANSWER, order).rivals if rival.worker != worker]
    fixed = np.full(60, -1)
    fixed[order] = rivals[0]
    held = replace(DAY, fixed=fixed)
    answer = match(held)
    assert answer.worker_of[order] == rivals[0]
    assert validate(held, answer) == ()


def test_a_fixed_pair_that_does_not_fit_leaves_the_visit_unserved() -> None:
    table = ANSWER.layout.table
    assert table is not None
    misfit = int(np.flatnonzero(table.verdict != Verdict.FITS)[0])
    fixed = np.full(60, -1)
    fixed[table.visit[misfit]] = table.worker[misfit]
    assert match(replace(DAY, fixed=fixed)).worker_of[table.visit[misfit]] == -1


def test_work_cut_short_while_judging_says_that_the_table_is_incomplete() -> None:
    answer = match(DAY, Limits(work=5))
    assert answer.status is Status.FEASIBLE
    assert answer.layout.table is not None
    assert not answer.layout.table.is_complete


def with_worker(order: int, worker: int) -> Matching:
    worker_of = ANSWER.worker_of.copy()
    worker_of[order] = worker
    return replace(ANSWER, worker_of=worker_of)


def with_table(**changes: Any) -> Matching:
    table = ANSWER.layout.table
    assert table is not None
    return replace(ANSWER, layout=replace(ANSWER.layout, table=replace(table, **changes)))


def breaches(answer: Matching, problem: TimelineProblem = DAY) -> set[Breach]:
    return {violation.breach for violation in validate(problem, answer)}


SERVED = np.flatnonzero(ANSWER.worker_of >= 0)
FIRST, SECOND = int(SERVED[0]), int(SERVED[1])
HOLDER = int(ANSWER.worker_of[FIRST])


def row_of_first() -> int:
    table = ANSWER.layout.table
    assert table is not None
    return int(np.flatnonzero((table.visit == FIRST) & (table.worker == HOLDER))[0])


def changed(values: Ints, row: int, value: int) -> Ints:
    copy = values.copy()
    copy[row] = value
    return copy


def test_two_visits_for_one_worker_are_found() -> None:
    assert Breach.OVER_CAPACITY in breaches(with_worker(SECOND, HOLDER))


def test_a_worker_who_does_not_exist_and_an_answer_of_another_length_are_found() -> None:
    assert breaches(with_worker(FIRST, 50)) == {Breach.NO_SUCH_WORKER}
    assert breaches(replace(ANSWER, worker_of=ANSWER.worker_of[:-1])) == {Breach.WRONG_LENGTH}


def test_a_wrong_total_is_found() -> None:
    assert breaches(replace(ANSWER, cost=ANSWER.cost - 1)) == {Breach.WRONG_COST}


def test_a_worker_without_the_skill_or_out_of_reach_is_found() -> None:
    level = DAY.level.copy()
    level[HOLDER] = 0
    assert Breach.SKILL in breaches(ANSWER, replace(DAY, level=level))
    assert DAY.radius is not None
    assert Breach.RADIUS in breaches(ANSWER, replace(DAY, radius=changed(DAY.radius, HOLDER, 0)))


def test_a_pair_that_became_forbidden_unlisted_or_fixed_elsewhere_is_found() -> None:
    other = (HOLDER + 1) % 50
    assert Breach.FORBIDDEN in breaches(ANSWER, replace(DAY, forbidden=np.array([[FIRST, HOLDER]])))
    assert Breach.NOT_A_CANDIDATE in breaches(ANSWER, replace(DAY, candidates=np.array([[FIRST, other]])))
    fixed = np.full(60, -1)
    fixed[FIRST] = other
    assert Breach.FIXED in breaches(ANSWER, replace(DAY, fixed=fixed))


def test_a_claimed_start_that_the_drive_does_not_reach_is_found() -> None:
    table, row = ANSWER.layout.table, row_of_first()
    assert table is not None
    lie = with_table(start=changed(table.start, row, int(table.start[row]) - 1))
    assert breaches(lie) == {Breach.WRONG_START}


def test_a_place_in_somebody_elses_day_is_found() -> None:
    table, slots, row = ANSWER.layout.table, ANSWER.layout.slots, row_of_first()
    assert table is not None
    assert slots is not None
    elsewhere = int(slots.worker_start[(HOLDER + 1) % 50])
    assert Breach.WRONG_WORKER in breaches(with_table(slot=changed(table.slot, row, elsewhere)))
    assert Breach.NO_PLACE in breaches(with_table(slot=changed(table.slot, row, -1)))


@pytest.mark.parametrize(
    ("part", "field", "value", "breach"),
    [
        ("visits", "closes", -1, Breach.LATE),
        ("visits", "duration", 9 * 3600, Breach.OUTSIDE_SPAN),
    ],
)
def test_a_day_that_changed_meanwhile_is_found(part: str, field: str, value: int, breach: Breach) -> None:
    whole = getattr(DAY, part)
    altered = replace(DAY, **{part: replace(whole, **{field: changed(getattr(whole, field), FIRST, value)})})
    assert breach in breaches(ANSWER, altered)


def test_a_full_shift_and_a_neighbour_made_late_are_found() -> None:
    full = replace(DAY, spans=replace(DAY.spans, spare_visits=np.zeros(len(DAY.spans), dtype=np.int64)))
    assert Breach.NO_ROOM in breaches(ANSWER, full)
    strict = replace(DAY, stops=replace(DAY.stops, closes=DAY.stops.opens))
    slow = replace(strict, visits=replace(DAY.visits, duration=DAY.visits.duration + 7200))
    assert Breach.MAKES_LATE in breaches(ANSWER, slow)


def test_an_answer_without_its_timelines_proves_nothing() -> None:
    bare = replace(ANSWER, layout=Layout(ANSWER.layout.pairs, None, None, 0))
    assert Breach.NO_PLACE in breaches(bare)


def test_a_span_that_is_not_there_is_refused_by_the_drive() -> None:
    with pytest.raises(ProblemError, match="no such span"):
        play(DAY, 0, Place(-1, 0, 0))
    with pytest.raises(ProblemError, match="no such position"):
        play(DAY, 0, Place(0, 99, 0))
