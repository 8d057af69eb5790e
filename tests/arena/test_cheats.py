"""Planted cheats are caught, and whoever plays fair is not accused."""

from collections import Counter
from pathlib import Path

import pytest

from arena.experiment import Experiment, run
from arena.records import DayRecord
from domain.dispatching.rule import Choice, Move, Scene
from domain.dispatching.rules.insertion import CheapestInsertion
from tests.arena import cheats
from tests.arena.laws import broken, differing
from tests.arena.small_town import SIX, played, small_town

CHEATS = Path(cheats.__file__)
HONEST = ("insertion", "nearest", "random", "moving@0")


def test_a_rule_that_foresees_answers_is_told_of_and_honest_ones_are_not() -> None:
    liar = f"{CHEATS}:Foresight"
    experiment = Experiment((liar, "insertion", "random"), {"choosy": cheats.CHOOSY}, tuple(range(1, 7)))
    notes = run(small_town(), experiment).notes
    assert len(notes) == 1
    assert notes[0].startswith(f"{liar}: foul")
    assert "foresees" in notes[0]


def test_a_rule_that_moves_departed_visits_is_whistled_and_they_stay() -> None:
    for seed in (1, 2, 3):
        result, record = played(cheats.moves_departed(), seed)
        assert _fouls(result.fouls).keys() == {"moved a visit whose worker has set out"}
        assert _actions(record).keys().isdisjoint({"reassign", "withdraw"})
        assert broken(record) == []
        assert record.stories == played("insertion", seed)[1].stories


def test_a_rule_that_overlaps_visits_is_whistled_and_no_visits_overlap() -> None:
    for seed in (1, 2, 3):
        result, record = played(cheats.Overlap(), seed)
        assert _fouls(result.fouls).keys() == {"gave a visit to a worker whom it does not fit"}
        assert broken(record) == []


def test_a_rule_that_asks_twice_or_for_what_does_not_wait_is_whistled_and_gains_nothing() -> None:
    for seed in (1, 2, 3):
        result, record = played(cheats.TwiceOrNotWaiting(), seed)
        assert _fouls(result.fouls).keys() == {
            "asked for a visit that does not wait",
            "asked twice for a visit in one round",
        }
        assert record.stories == played("insertion", seed)[1].stories


def test_a_rule_that_moves_what_nobody_has_is_whistled() -> None:
    class MovesWhatWaits:
        def choose(self, scene: Scene) -> Choice:
            moves = tuple(Move(visit.visit_id) for visit in scene.visits)
            return Choice(asks=CheapestInsertion().choose(scene).asks, moves=moves)

    result, record = played(MovesWhatWaits(), 1)
    assert _fouls(result.fouls).keys() == {"moved a visit that nobody has"}
    assert broken(record) == []


def test_an_offered_visit_may_move_at_a_price_that_is_counted() -> None:
    withdrawn = 0
    for seed in (1, 2, 3):
        result, record = played(cheats.moves_offered(), seed)
        assert result.fouls == ()
        assert broken(record) == []
        assert list(differing(record, result.measures)) == []
        withdrawn += _actions(record)["withdraw"]
    assert withdrawn


def test_an_accepted_visit_moves_only_with_consent_and_counts_as_a_promise_changed() -> None:
    moved = kept = 0
    for seed in (1, 2, 3):
        result, record = played(cheats.moves_accepted(), seed)
        assert result.fouls == ()
        assert broken(record) == []
        assert list(differing(record, result.measures)) == []
        moved += _actions(record)["reassign"]
        kept += sum(story.accepted_s == story.first_accepted_s is not None for story in record.stories)
    assert moved
    assert kept


@pytest.mark.parametrize("rule", [*HONEST, "hall", "match", "relocation"])
def test_honest_rules_are_never_whistled(rule: str) -> None:
    for seed in (1, 2):
        assert played(rule, seed, SIX)[0].fouls == ()


def _fouls(told: tuple[str, ...]) -> dict[str, int]:
    """ "text (count)", as a day's result has them."""
    parts = (text.rpartition(" (") for text in told)
    return {text: int(count.rstrip(")")) for text, _, count in parts}


def _actions(record: DayRecord) -> Counter[str]:
    return Counter(step.action for story in record.stories for step in story.steps)
