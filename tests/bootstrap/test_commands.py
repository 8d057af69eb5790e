"""The command line: its list of commands, and the doctor."""

import os
import re
import socket
from pathlib import Path

import pytest

from bootstrap.cli import COMMANDS, main
from bootstrap.commands.serve import listener_of
from bootstrap.demo_accounts import DemoAccount, load_or_make, save
from bootstrap.diagnosis import examine
from bootstrap.settings import read_settings
from dispatch_engine import kernel_caches
from dispatch_engine.planning.compiled import PLANNING
from dispatch_engine.warming import MARKET, TIMELINES, entries_of

ENTRIES = sorted(entries_of(PLANNING) | entries_of(MARKET) | entries_of(TIMELINES))


def test_each_file_of_commands_is_listed_with_its_first_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    listed = capsys.readouterr().out
    for file in COMMANDS.glob("[a-z]*.py"):
        assert re.search(rf"^    {file.stem.replace('_', '-')}\s+\w+", listed, re.MULTILINE)


def test_an_impossible_setting_is_told_in_a_line_instead_of_a_trace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CALLOUT_PORT", "many")
    assert main(["doctor"]) == 2
    assert "CALLOUT_PORT must be a whole number" in capsys.readouterr().err


def test_the_doctor_finds_this_machine_fit_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("CALLOUT_DATA", str(tmp_path))
    assert main(["doctor"]) == 0
    assert "Nothing is lacking." in capsys.readouterr().out


def test_the_doctor_names_who_has_the_port(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        settings = read_settings({"CALLOUT_DATA": str(tmp_path), "CALLOUT_PORT": port})
        found = next(finding for finding in examine(settings) if finding.subject == f"Port {port}")
    assert not found.is_well
    assert f"process {os.getpid()}" in found.says


def test_demo_passwords_are_made_once_and_kept_from_other_eyes(tmp_path: Path) -> None:
    first = load_or_make(tmp_path)
    assert load_or_make(tmp_path) == first
    assert len({account.password for account in first}) == len(first)
    save(tmp_path, [*first, DemoAccount("worker", "+56900000000")])
    assert load_or_make(tmp_path)[-1].password is None
    assert (tmp_path / "demo-accounts.json").stat().st_mode & 0o777 == 0o600


def test_the_doctor_says_where_kernels_lie_and_whether_they_are_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    settings = read_settings({"CALLOUT_DATA": str(tmp_path)})
    cold = next(finding for finding in examine(settings) if finding.subject == "Kernels")
    assert not cold.is_well
    assert not cold.is_needed
    assert str(tmp_path) in cold.says
    for cache in kernel_caches():
        cache.folder.mkdir(parents=True)
        for name in ENTRIES:
            (cache.folder / f"module.{name}-1.py311.1.nbc").write_bytes(b"machine code")
    warm = next(finding for finding in examine(settings) if finding.subject == "Kernels")
    assert warm.is_well
    assert "numba" in warm.says


def test_what_serve_starts_does_not_hold_the_port_as_well(tmp_path: Path) -> None:
    settings = read_settings({"CALLOUT_DATA": str(tmp_path)})
    with socket.create_server(("127.0.0.1", 0)) as given:
        given.set_inheritable(True)
        with listener_of(os.dup(given.fileno()), settings) as listener:
            assert listener.getsockname() == given.getsockname()
            assert not listener.get_inheritable()
