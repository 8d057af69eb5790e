"""What the README of the engine promises."""

import re
from pathlib import Path

import pytest

import dispatch_engine
from dispatch_engine import Limits, TeamPlan, plan, route_day, validate_plan
from dispatch_engine.planning.generation import AMPLE, CLUSTERED, DEGENERATE, SCARCE, Day

README = Path(dispatch_engine.__file__).parent / "README.md"


def examples() -> list[str]:
    return re.findall(r"```python\n(.*?)```", README.read_text(), re.DOTALL)


def test_the_example_runs_and_its_plan_is_valid(capsys: pytest.CaptureFixture[str]) -> None:
    example = examples()[0]
    assert len([line for line in example.splitlines() if line]) == 5
    exec(example, {})
    served, _, violations, *_ = capsys.readouterr().out.split()
    assert violations == "()"
    assert int(served) > 30


def test_the_example_of_pairs_says_what_it_answers() -> None:
    pairs = next(one for one in examples() if "PairProblem(" in one)
    assert pairs.count("assert ") == 2
    exec(pairs, {})


def test_the_example_of_a_market_is_proven_to_be_optimal() -> None:
    example = examples()[-1]
    names = dict(vars(dispatch_engine))
    exec(example, names)
    assert names["proof"].is_optimal


def test_the_example_of_teams_runs_and_its_teams_are_valid(capsys: pytest.CaptureFixture[str]) -> None:
    example = next(one for one in examples() if "plan_with_teams(" in one)
    names: dict[str, TeamPlan] = {}
    exec(example, names)
    assert capsys.readouterr().out.split()[-1] == "()"
    assert any(len(team) > 1 for team in names["found"].teams)


def test_every_name_in_the_table_of_parts_is_exported() -> None:
    names = re.findall(r"^\| `([A-Z]\w+)` \|", README.read_text(), re.MULTILINE)
    assert len(names) >= 6
    assert set(names) <= set(dispatch_engine.__all__)


@pytest.mark.parametrize("day", [AMPLE, SCARCE, CLUSTERED, DEGENERATE])
def test_generated_days_are_repeatable_and_can_be_planned(day: Day) -> None:
    one, two = route_day(60, 8, 5, day), route_day(60, 8, 5, day)
    assert (one.travel == two.travel).all()
    found = plan(one, Limits(work=200), seed=1)
    assert found == plan(two, Limits(work=200), seed=1)
    assert validate_plan(one, found) == ()
    assert found.served >= 20
