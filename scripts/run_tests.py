"""The whole test run: front ends, then pytest on two processes, then the ten slowest parts of everything."""

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scripts.steps import BUILD, ROOT, note_time, run_as_command, say

JUNIT: Final = BUILD / "pytest.xml"
SLOWEST: Final = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """Counts of one pytest run, from its JUnit report."""

    passed: int
    failed: int
    skipped: int


def main() -> None:
    frontends = subprocess.run([sys.executable, "-m", "scripts.frontends", "test"], cwd=ROOT, check=False)
    code, outcome = run_pytest(sys.argv[1:])
    say("\nThe ten slowest parts:")
    for seconds, part in slowest(SLOWEST):
        say(f"  {seconds:7.1f} s  {part}")
    if frontends.returncode != 0:
        say("\nThe front ends failed: see above.")
    say(f"\npytest: {outcome.passed} passed, {outcome.failed} failed, {outcome.skipped} skipped")
    sys.exit(code or frontends.returncode)


def run_pytest(options: list[str]) -> tuple[int, Outcome]:
    JUNIT.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", "-m", "not soak"]
    done = subprocess.run(
        [*command, "--durations=10", f"--junitxml={JUNIT}", *options], cwd=ROOT, check=False
    )
    if not JUNIT.exists():
        return done.returncode or 1, Outcome(0, 1, 0)
    return done.returncode, read_report(ElementTree.parse(JUNIT).getroot())


def slowest(count: int) -> list[tuple[float, str]]:
    """The parts that took longest, set-up and front-end steps and single tests alike."""
    target = os.environ.get("CALLOUT_TIMINGS")
    lines = Path(target).read_text().splitlines() if target and Path(target).exists() else []
    parts = [(float(entry["seconds"]), str(entry["part"])) for entry in map(json.loads, lines)]
    return sorted(parts, reverse=True)[:count]


def read_report(root: ElementTree.Element) -> Outcome:
    """Counts of a JUnit report; an error counts as a failure. Notes each test's time."""
    cases = list(root.iter("testcase"))
    failed = skipped = 0
    for case in cases:
        note_time(f"{case.get('classname')}.{case.get('name')}", float(case.get("time", "0")))
        failed += any(case.find(kind) is not None for kind in ("failure", "error"))
        skipped += case.find("skipped") is not None
    return Outcome(len(cases) - failed - skipped, failed, skipped)


if __name__ == "__main__":
    run_as_command(main)
