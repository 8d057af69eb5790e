"""Every rule by its name, and rules of one's own from a file."""

from inspect import getdoc
from pathlib import Path
from textwrap import dedent

import pytest

from arena.inputs import Demand, Inputs
from arena.records import Outcome
from arena.roster import FAMILIES, ROSTER, RuleUnknown, rule_named
from arena.rules.moving import InsertionWithMoves
from arena.rules.random_fit import RandomFit
from domain.dispatching.rule import Rule
from tests.arena.laws import broken
from tests.arena.small_town import played

FEW = Inputs(workers=5, demand=Demand(orders=8, bursts=0))
IMPORTS = "from domain.dispatching.rule import Ask, Choice, Scene\n\n\n"


@pytest.mark.parametrize("name", [*ROSTER, *(f"{family}@3" for family in FAMILIES)])
def test_every_rule_of_the_roster_plays_a_day_and_serves_somebody(name: str) -> None:
    result, record = played(name, 3, FEW)
    assert any(story.outcome is Outcome.SERVED for story in record.stories)
    assert result.rule == name
    assert result.fouls == ()
    assert broken(record) == []


def test_a_number_after_the_name_is_the_rules_parameter() -> None:
    assert rule_named("moving@600") == InsertionWithMoves(600)
    assert rule_named("random@7") == RandomFit(7)


def test_the_rule_of_the_protocols_docstring_plays_as_it_stands_there(tmp_path: Path) -> None:
    file = tmp_path / "first.py"
    file.write_text(IMPORTS + _example())
    result, record = played(f"{file}:FirstWhoFits", 3, FEW)
    assert result.fouls == ()
    assert any(story.outcome is Outcome.SERVED for story in record.stories)
    assert broken(record) == []


def test_an_object_or_a_frozen_dataclass_in_a_file_is_a_rule_too(tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    frozen = "from dataclasses import dataclass\n\n\n@dataclass(frozen=True, slots=True)\n"
    file.write_text(IMPORTS + frozen + _example() + "\n\nREADY = FirstWhoFits()\n")
    assert played(f"{file}:FirstWhoFits", 3, FEW)[0].digest == played(f"{file}:READY", 3, FEW)[0].digest


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("best", "no rule 'best': there are insertion"),
        ("", "no rule ''"),
        ("insertion@3", "no rule 'insertion@3'"),
        ("moving@", "no rule 'moving@'"),
        ("moving@-1", "no rule 'moving@-1'"),
        ("moving@1.5", "no rule 'moving@1.5'"),
        ("nowhere.py:Rule", "no file nowhere.py"),
    ],
)
def test_a_name_of_no_rule_is_answered_with_what_there_is(name: str, says: str) -> None:
    with pytest.raises(RuleUnknown, match=says):
        rule_named(name)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("rule.py", "class Other: ...", "has no Mine"),
        ("rule.py", "class Mine: ...", "has no method choose"),
        ("rule.py", "Mine = 5", "has no method choose"),
        ("rule.py", "class Mine", "SyntaxError"),
        ("rule.py", "import nothing_of_that_name", "ModuleNotFoundError"),
        ("rule.py", "class Mine:\n    def __init__(self, price): ...", "TypeError"),
        ("rule.txt", "class Mine: ...", "is no Python file"),
    ],
)
def test_a_file_without_a_usable_rule_is_told_with_why(
    tmp_path: Path, name: str, text: str, says: str
) -> None:
    file = tmp_path / name
    file.write_text(text)
    with pytest.raises(RuleUnknown, match=says):
        rule_named(f"{file}:Mine")


def _example() -> str:
    """The indented code of the docstring, from the class on."""
    lines = (getdoc(Rule) or "").splitlines()
    first = next(number for number, line in enumerate(lines) if line.lstrip().startswith("class "))
    last = next(
        number
        for number in range(first, len(lines))
        if lines[number] and not lines[number].startswith("    ")
    )
    return dedent("\n".join(lines[first:last])).strip() + "\n"
