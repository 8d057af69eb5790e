"""Who solves is a setting, and `doctor` says it."""

from pathlib import Path

import pytest

from adapters.dispatch.pool import ProcessPool
from adapters.dispatch.ray_cluster import RaySolvers
from bootstrap import dispatching
from bootstrap.dispatching import solvers_of, who_solves
from bootstrap.settings import SettingsError, read_settings


def test_processes_of_this_machine_solve_by_default(tmp_path: Path) -> None:
    settings = read_settings({"CALLOUT_DATA": str(tmp_path), "CALLOUT_SOLVERS": "3"})
    solvers = solvers_of(settings)
    assert isinstance(solvers, ProcessPool)
    assert solvers.size == 3
    assert who_solves(settings) == (True, "3 processes on this machine (CALLOUT_SOLVERS)")


def test_a_ray_cluster_solves_where_one_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatching, "is_ray_installed", lambda: True)
    settings = read_settings({"CALLOUT_DATA": str(tmp_path), "CALLOUT_RAY_ADDRESS": "head:6379"})
    solvers = solvers_of(settings)
    assert isinstance(solvers, RaySolvers)
    assert solvers.address == "head:6379"
    assert who_solves(settings) == (True, "Ray at head:6379")


def test_a_cluster_without_ray_is_refused_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatching, "is_ray_installed", lambda: False)
    settings = read_settings({"CALLOUT_DATA": str(tmp_path), "CALLOUT_RAY_ADDRESS": "head:6379"})
    with pytest.raises(SettingsError, match="ray"):
        solvers_of(settings)
    assert not who_solves(settings)[0]
