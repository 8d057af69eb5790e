"""`callout arena run`: what cannot be asked for ends with 2 and a line; what can be is played and written."""

import argparse
from pathlib import Path

import pytest

from adapters.geo.fixture import load_city
from arena import experiment
from arena.hindsight.plan import HindsightUnavailable
from bootstrap import arena_run
from bootstrap.commands import arena
from bootstrap.settings import read_settings
from tests.arena.small_town import small_town

TINY = ("--set", "workers=4", "--set", "demand.orders=5", "--set", "demand.bursts=0", "--processes", "1")


@pytest.fixture(autouse=True)
def _in_the_small_town(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arena_run, "build_town", lambda plan: small_town())
    monkeypatch.setattr(arena_run, "read_streets_city", lambda name: load_city("yunxi"))


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    arena.add_arguments(parser)
    return arena.run(parser.parse_args(["run", *words]), read_settings({}))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--policy", "best"), "no rule 'best'"),
        (("--policy", "nowhere.py:Rule"), "no file nowhere.py"),
        (("--seeds", "0"), "--seeds"),
        (("--seeds", "1001"), "--seeds"),
        (("--regime", "calm"), "--regime calm"),
        (("--day", "yesterday"), "--day yesterday"),
        (("--hindsight-s", "0"), "--hindsight-s"),
        (("--set", "demand.order=5"), "demand.order"),
        (("--set", "durations.spread=-1"), "durations.spread"),
        (("--policy", "insertion", "--set", "workers=13", "--processes", "1"), "workers"),
    ],
)
def test_what_cannot_be_asked_for_ends_with_two_and_names_it(
    words: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(*words) == 2
    told = capsys.readouterr().err
    assert told.splitlines()[-1].startswith("callout arena: ")
    assert says in told


def test_two_rules_are_compared_in_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--policy", "nearest", "--policy", "insertion", "--seeds", "2", *TINY) == 0
    told = capsys.readouterr()
    assert "nearest" in told.out
    assert "insertion" in told.out
    assert "4/4 days" in told.err


def test_a_report_is_a_folder_with_table_plots_data_and_a_replay(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "report"
    assert _run("--policy", "nearest", "--seeds", "2", *TINY, "--report", str(folder)) == 0
    made = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert {"index.html", "table.md", "results.json", "days.csv", "plots/stability.svg"} <= made
    assert str(folder / "index.html") in capsys.readouterr().out


def test_without_the_peers_the_other_rules_are_played_all_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def absent(*_: object) -> None:
        raise HindsightUnavailable("neither peer is installed")

    monkeypatch.setattr(experiment, "hindsight_day", absent)
    assert _run("--policy", "nearest", "--policy", "hindsight", "--seeds", "1", *TINY) == 0
    told = capsys.readouterr()
    assert "neither peer is installed" in told.err
    assert "nearest" in told.out
    assert _run("--policy", "hindsight", "--seeds", "1", *TINY) == 2
