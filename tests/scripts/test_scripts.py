"""Set-up says what is missing, does again only what changed, and names what was slow."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from scripts import borrowed, frontends, packages, run_tests, setup, steps


@pytest.fixture(autouse=True)
def _own_build_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "BUILD", tmp_path / "build")
    monkeypatch.setenv("CALLOUT_TIMINGS", str(tmp_path / "timings.jsonl"))


def test_a_failed_step_shows_the_end_of_what_it_printed() -> None:
    with pytest.raises(steps.StepFailed, match=r"(?s)code 3.*no such thing"):
        steps.run_step("a step", [sys.executable, "-c", "print('no such thing'); raise SystemExit(3)"])


def test_the_slowest_parts_are_named_slowest_first() -> None:
    for part, seconds in (("quick", 0.1), ("slow", 9.0), ("middling", 2.0)):
        steps.note_time(part, seconds)
    assert run_tests.slowest(2) == [(9.0, "slow"), (2.0, "middling")]


def test_a_report_is_counted_with_errors_among_the_failures() -> None:
    report = ElementTree.fromstring(
        "<s><testcase time='1'/><testcase time='2'><error/></testcase><testcase><failure/></testcase>"
        "<testcase><skipped/></testcase></s>"
    )
    assert run_tests.read_report(report) == run_tests.Outcome(passed=1, failed=2, skipped=1)


def test_an_account_that_may_not_install_is_told_what_to_ask_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "missing", lambda _for_tests: ["postgresql", "postgis"])
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "sudo" else f"/usr/bin/{name}")
    with pytest.raises(packages.MayNotInstall, match=r"install .* postgresql postgresql-\d+-postgis-3"):
        packages.ensure_packages(for_tests=False)


def test_a_system_without_apt_is_told_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "missing", lambda _for_tests: ["postgresql", "postgis"])
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(packages.MayNotInstall, match="no apt-get"):
        packages.ensure_packages(for_tests=False)


def test_a_larger_lock_that_is_installed_serves_the_smaller_wish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    monkeypatch.setattr(setup, "VENV", tmp_path)
    monkeypatch.setattr(setup, "run_step", lambda title, _command: calls.append(title))
    setup.ensure_lock("test")
    setup.ensure_lock("run")
    setup.ensure_lock("test")
    assert calls == ["Python packages (test)"]
    setup.ensure_lock("bench")
    assert len(calls) == 2


def test_kernels_are_compiled_once_for_each_text_of_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    kernels = tmp_path / "dispatch_engine" / "planning" / "kernels"
    kernels.mkdir(parents=True)
    (kernels / "one.py").write_text("1")
    monkeypatch.setattr(setup, "VENV", tmp_path)
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "run_step", lambda title, _command: calls.append(title))
    setup.ensure_kernels()
    setup.ensure_kernels()
    assert len(calls) == 1
    (kernels / "one.py").write_text("2")
    setup.ensure_kernels()
    assert len(calls) == 2


def test_a_front_end_is_built_again_only_when_a_source_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frontends, "SOURCES", tmp_path)
    package = frontends.Package("admin", ())
    (tmp_path / "admin" / "src").mkdir(parents=True)
    (tmp_path / "shared").mkdir()
    (tmp_path / "admin" / "src" / "main.ts").write_text("1")
    first = frontends.source_key(package)
    for folder in ("node_modules", "dist", "tests"):
        (tmp_path / "admin" / folder).mkdir()
        (tmp_path / "admin" / folder / "any").write_text("2")
    assert frontends.source_key(package) == first
    (tmp_path / "shared" / "words.ts").write_text("3")
    second = frontends.source_key(package)
    assert second != first
    (tmp_path / "shared" / "words.ts").rename(tmp_path / "shared" / "texts.ts")
    assert frontends.source_key(package) != second


def test_both_notations_of_apt_are_understood(tmp_path: Path) -> None:
    release = borrowed.release()
    (tmp_path / "sources.list").write_text(
        f"# words\ndeb [arch=amd64] http://first.example/debian {release} main\n"
    )
    assert borrowed.apt_source(tmp_path) == borrowed.AptSource(release, "http://first.example/debian", None)
    (tmp_path / "sources.list.d").mkdir()
    (tmp_path / "sources.list.d" / "debian.sources").write_text(
        f"Types: deb\n# words\nURIs: http://second.example/debian\nSuites: {release} {release}-updates\n"
        "Components: main\nSigned-By: /usr/share/keyrings/some.gpg\n"
    )
    assert borrowed.apt_source(tmp_path).uri == "http://second.example/debian"
    assert borrowed.apt_source(tmp_path).keyring == "/usr/share/keyrings/some.gpg"


def test_no_apt_source_of_the_release_is_told(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match=borrowed.release()):
        borrowed.apt_source(tmp_path)


def test_local_folders_named_in_pips_settings_are_found_with_their_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index" / "simple"
    index.mkdir(parents=True)
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", f"https://index.example/simple file://{index}")
    assert index.parent in borrowed.local_folders()
    assert "PIP_EXTRA_INDEX_URL" in borrowed.environment()


def test_the_makefile_lists_each_target_with_its_help() -> None:
    listed = subprocess.run(
        ["make", "help"], cwd=steps.ROOT, capture_output=True, text=True, check=True
    ).stdout
    for target in [
        "setup",
        "run",
        "test",
        "check",
        "soak",
        "bench",
        "bench-dispatch",
        "fresh-check",
        "clean",
    ]:
        assert f"make {target} " in listed
