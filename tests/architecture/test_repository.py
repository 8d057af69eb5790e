"""What may not stand in any tracked file, and what npm's locks must look like."""

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest

from tests.architecture.reading import ROOT, tracked_files

TEXT_LIMIT: Final = 5_000_000
# Built from pieces, so that this file does not find itself.
REGISTRIES: Final = tuple(
    ".".join(words)
    for words in (
        ("registry", "npmjs"), ("registry", "npmmirror"), ("registry", "yarnpkg"), ("files", "pythonhosted"),
        ("pypi", "org/simple"), ("deb", "debian"), ("security", "debian"), ("proxy", "golang"),
        ("tuna", "tsinghua"), ("mirrors", "aliyun"),
    )
)  # fmt: skip
INDEX_OPTION: Final = re.compile(
    r"^\s*(--index-url|--extra-index-url|-i\s|--find-links|registry\s*=)", re.MULTILINE
)
# Split for the same reason.
HOMES: Final = re.compile(
    "(?<![\\w.])/(?:"
    + "|".join(
        (
            "wor" + r"k/(?:main|shared|plan|\.library)",
            "roo" + r"t/[.\w]",
            "hom" + r"e/(?!callout\b)\w",
            "Use" + r"rs/\w",
            "tm" + "p/bash",
        )
    )
    + ")"
)


def texts() -> list[tuple[Path, str]]:
    """Every tracked file that is text."""
    found = []
    for path in tracked_files():
        if path.stat().st_size <= TEXT_LIMIT:
            raw = path.read_bytes()
            if b"\0" not in raw:
                found.append((path.relative_to(ROOT), raw.decode(errors="replace")))
    return found


def test_no_tracked_file_names_a_package_registry() -> None:
    named = [f"{path}: {host}" for path, text in texts() for host in REGISTRIES if host in text]
    options = [str(path) for path, text in texts() if _is_package_setting(path) and INDEX_OPTION.search(text)]
    assert named + options == []


def _is_package_setting(path: Path) -> bool:
    return path.suffix in {".txt", ".toml", ".cfg", ".in"} or path.name == ".npmrc"


def test_no_tracked_file_names_a_path_of_somebodys_machine() -> None:
    assert [f"{path}: {hit.group()}" for path, text in texts() for hit in HOMES.finditer(text)] == []


@pytest.mark.parametrize("planted", ["home/anna/callout", "root/.cache", "work/main/x"])
def test_a_planted_path_is_found(planted: str) -> None:
    assert HOMES.search(f"see /{planted}")


def locks() -> list[Path]:
    return [path for path in tracked_files() if path.name == "package-lock.json"]


def faults(lock: dict[str, Any]) -> list[str]:
    """Why this lock would not install the same thing everywhere."""
    packages: dict[str, dict[str, Any]] = {name: entry for name, entry in lock["packages"].items() if name}
    names = {name.rpartition("node_modules/")[2] for name in packages}
    found = [f"{name} names its address" for name, entry in packages.items() if "resolved" in entry]
    found += [
        f"{name} has no hash"
        for name, entry in packages.items()
        if not entry.get("link") and "integrity" not in entry
    ]
    found += [
        f"{name} wants {wanted}, which has no entry"
        for name, entry in packages.items()
        for wanted in entry.get("optionalDependencies", {})
        if wanted not in names
    ]
    return found


def test_npm_locks_have_a_hash_for_everything_and_no_address() -> None:
    assert [
        f"{path.parent.name}: {fault}" for path in locks() for fault in faults(json.loads(path.read_text()))
    ] == []


def test_a_lock_with_an_address_without_a_hash_or_with_a_missing_platform_is_found() -> None:
    planted = {
        "packages": {"": {}, "node_modules/a": {"resolved": "x", "optionalDependencies": {"a-linux": "1"}}}
    }
    assert len(faults(planted)) == 3


def test_python_locks_pin_every_package_with_hashes() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text()
        pinned = re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==[^\s;]+", text, re.MULTILINE)
        assert pinned, lock
        blocks = re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]
        assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
        assert len(blocks) == len(pinned)


def test_there_is_one_way_to_test_and_continuous_integration_takes_it() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    assert "make test" in script
    assert not (ROOT / ".github").exists()
