"""What a played day asks of a plan in hindsight."""

from dataclasses import replace

import pytest

from arena.hindsight.problem import Stint, narrowed, problem_of
from arena.records import Outcome
from tests.arena.hindsight.days import HOUR, at, day_of, flat_travel, hand, story

WANTED = (Outcome.SERVED, Outcome.TURNED_AWAY, Outcome.UNSERVED, Outcome.UNFINISHED)


def test_a_wish_that_the_homeowner_withdrew_is_counted_and_not_to_be_served() -> None:
    stories = [story(number, at(number), 10, outcome) for number, outcome in enumerate(Outcome)]
    problem = problem_of(day_of(*stories, hand(7, at(0))), flat_travel)
    assert problem.wishes == len(Outcome)
    assert [stories[visit.number].outcome for visit in problem.visits] == [
        outcome for outcome in Outcome if outcome in WANTED
    ]


@pytest.mark.parametrize(
    ("here", "there", "is_left_out"),
    [
        (Outcome.CANCELLED, Outcome.SERVED, False),
        (Outcome.SERVED, Outcome.CANCELLED, False),
        (Outcome.TURNED_AWAY, Outcome.CANCELLED, True),
        (Outcome.NOT_AT_HOME, Outcome.UNSERVED, True),
        (Outcome.UNSERVED, Outcome.TURNED_AWAY, False),
    ],
)
def test_over_several_rules_a_wish_is_left_out_when_withdrawn_in_one_and_served_in_none(
    here: Outcome, there: Outcome, is_left_out: bool
) -> None:
    record, other = (day_of(story(0, at(0), 10, outcome), hand(7, at(0))) for outcome in (here, there))
    problem = problem_of(record, flat_travel, [other])
    assert (problem.visits == ()) is is_left_out


@pytest.mark.parametrize(
    ("away_h", "worked_h"),
    [
        ((), [(8, 18)]),
        (((12, 13),), [(8, 12), (13, 18)]),
        (((7, 9), (17, 20)), [(9, 17)]),
        (((14, 15), (10, 12), (11, 13)), [(8, 10), (13, 14), (15, 18)]),
        (((10, 16), (11, 12)), [(8, 10), (16, 18)]),
        (((12, 12),), [(8, 18)]),
        (((6, 19),), []),
        (((19, 20),), [(8, 18)]),
    ],
)
def test_absences_cut_a_shift_into_stints(
    away_h: tuple[tuple[int, int], ...], worked_h: list[tuple[int, int]]
) -> None:
    away = tuple((start * HOUR, end * HOUR) for start, end in away_h)
    problem = problem_of(day_of(hand(7, at(0), away)), flat_travel)
    assert problem.stints == tuple(Stint(0, start * HOUR, end * HOUR) for start, end in worked_h)


def test_ways_are_asked_once_for_each_mode_over_visits_and_then_homes() -> None:
    rider = replace(hand(8, at(0, 900)), mode="e_bike")
    problem = problem_of(day_of(story(0, at(400), 10), hand(7, at(0)), hand(6, at(50)), rider), flat_travel)
    assert sorted(problem.ways) == ["car", "e_bike"]
    assert problem.ways_of(2).metres[problem.home_of(2), 0] == 1_300
    assert problem.ways_of(2).seconds[problem.home_of(2), 0] == 260


def test_a_day_narrowed_to_some_visits_keeps_their_ways_and_the_homes() -> None:
    stories = [story(number, at(1_000 * number), 10) for number in range(4)]
    whole = problem_of(day_of(*stories, hand(7, at(-500)), hand(8, at(-900))), flat_travel)
    part = narrowed(whole, {1, 3, 99})
    assert [visit.number for visit in part.visits] == [1, 3]
    assert part.ways["car"].metres[part.home_of(1), 1] == 3_900
    assert (part.wishes, part.workers, part.stints) == (4, whole.workers, whole.stints)


def test_work_takes_a_slow_worker_longer() -> None:
    problem = problem_of(day_of(story(0, at(0), 10), hand(7, at(0), speed=1.25)), flat_travel)
    assert problem.workers[0].work_s(problem.visits[0]) == 4_500
