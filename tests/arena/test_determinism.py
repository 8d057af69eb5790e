"""The same seed tells the same day, wherever and however often it is played; luck belongs to no rule."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from arena.chance import Chance
from arena.experiment import Experiment, run
from arena.records import Story
from arena.wishes import wishes_of
from tests.arena.small_town import SIX, played, small_town

ROOT = Path(__file__).resolve().parents[2]
RULES = ("insertion", "nearest", "random", "hall", "moving@0")


@pytest.mark.parametrize("rule", [*RULES, "match"])
def test_a_day_played_twice_tells_the_same_story(rule: str) -> None:
    (first, record), (second, again) = played(rule, 3), played(rule, 3)
    assert first.digest == second.digest
    assert record == again
    assert first.tallied == second.tallied


def test_another_seed_tells_another_day() -> None:
    assert len({played("insertion", seed)[0].digest for seed in range(1, 5)}) == 4


def test_another_rule_tells_another_day() -> None:
    assert len({played(rule, 3)[0].digest for rule in RULES}) > 1


def test_two_processes_find_what_one_finds_and_in_the_same_order() -> None:
    experiment = Experiment(("random", "insertion"), {"small": SIX}, (1, 2))
    alone, shared = (run(small_town(), experiment, processes) for processes in (1, 2))
    assert [(day.rule, day.seed, day.digest) for day in alone.days] == [
        (day.rule, day.seed, day.digest) for day in shared.days
    ]
    assert [(day.rule, day.seed) for day in alone.days] == [
        ("random", 1), ("random", 2), ("insertion", 1), ("insertion", 2),
    ]  # fmt: skip
    assert alone.notes == shared.notes


def test_a_fresh_interpreter_hashes_otherwise_and_tells_the_same_day() -> None:
    script = "from tests.arena.small_town import played; print(played('random', 3)[0].digest)"
    told = {played("random", 3)[0].digest}
    for hash_seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        ended = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60,
        )  # fmt: skip
        told.add(ended.stdout.strip())
    assert len(told) == 1


def test_every_rule_meets_the_same_wishes_and_the_same_true_durations() -> None:
    days = {rule: played(rule, 4)[1] for rule in RULES}
    assert len({tuple(_luck_of(story) for story in day.stories) for day in days.values()}) == 1
    assert len({tuple((hand.home, hand.speed) for hand in day.hands) for day in days.values()}) == 1


def _luck_of(story: Story) -> tuple[object, ...]:
    return story.wished_s, story.service, story.place, story.true_duration_s, story.price_minor


def test_work_takes_what_the_wish_and_the_worker_say_under_any_rule() -> None:
    for rule in ("random", "hall"):
        _, day = played(rule, 4)
        stories = {story.number: story for story in day.stories}
        works = [(hand, work) for hand in day.hands for work in hand.works if work.ended_s > work.started_s]
        assert works
        for hand, work in works:
            takes_s = max(60, round(stories[work.order].true_duration_s * hand.speed))
            assert work.ended_s - work.started_s == takes_s


def test_wishes_do_not_depend_on_how_many_work_or_how_they_answer() -> None:
    alone = wishes_of(small_town(), SIX, Chance(9))
    assert wishes_of(small_town(), SIX, Chance(9)) == alone
    assert wishes_of(small_town(), SIX, Chance(10)) != alone


def test_luck_asked_for_again_starts_anew_whatever_was_drawn_before() -> None:
    chance = Chance(5)
    first = chance.share("road", 1)
    chance.share("road", 2)
    assert chance.share("road", 1) == first
    assert chance.share("road", 2) != first
    assert Chance(6).share("road", 1) != first
    assert chance.factor(0.0, "speed", 1) == 1.0
