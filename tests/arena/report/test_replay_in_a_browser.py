"""The replay as a browser plays it: what it counts at the end of the day is what the record says."""

import re
import shutil
import subprocess
from collections import Counter
from html import unescape
from pathlib import Path
from random import Random

import pytest

from arena.records import Outcome
from arena.report.replay.build import PAGE, replay_page
from arena.report.replay.lines import written
from arena.report.replay.states import State, spans
from scripts.frontends import node_home
from tests.arena.making import made_day

CHROMIUM = shutil.which("chromium")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--enable-logging=stderr", "--virtual-time-budget=2000", "--dump-dom",
)  # fmt: skip
DAY = made_day(orders=80, workers=10)


def _played(folder: Path, asked: str) -> tuple[str, str]:
    """The page's text after its scripts ran, and what the console said."""
    file = folder / "replay.html"
    file.write_text(replay_page(DAY), encoding="utf-8")
    words = [str(CHROMIUM), *QUIET, f"--user-data-dir={folder / 'profile'}", f"{file.as_uri()}#{asked}"]
    done = subprocess.run(words, capture_output=True, timeout=90, check=True)
    body = re.sub(r"<script.*?</script>|<style.*?</style>", " ", done.stdout.decode(), flags=re.DOTALL)
    text = " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())
    said = [line for line in done.stderr.decode(errors="replace").splitlines() if "CONSOLE" in line]
    return text, "\n".join(said)


def _legend(moment: int) -> str:
    """How many orders are in which state, by the record."""
    last = [[span.state for span in spans(story) if span.at_s <= moment][-1:] for story in DAY.stories]
    counts = Counter(state for states in last for state in states)
    return " ".join(f"{state.value} {counts[state]}" for state in State)


@pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium")
def test_a_browser_counts_at_the_end_of_the_day_what_the_record_says(tmp_path: Path) -> None:
    served = [story for story in DAY.stories if story.outcome is Outcome.SERVED]
    late = sum((story.arrived_s or 0) > story.closes_s for story in served)
    km = sum(drive.metres for hand in DAY.hands for drive in hand.drives) / 1000
    text, said = _played(tmp_path, "t=47:00&worker=3")
    assert said == ""
    assert f"Served {len(served)} of {len(DAY.stories)} Late {late} " in text
    assert f"Km per order {km / len(served):.2f}" in text
    assert _legend(47 * 3600) in text
    assert "Worker 3 ·" in text
    assert "Off duty." in text
    assert "OpenStreetMap" in text


@pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium")
def test_a_browser_shows_at_noon_who_is_where_and_in_which_state(tmp_path: Path) -> None:
    noon = 12 * 3600
    driving = sum(any(d.left_s <= noon < d.there_s for d in hand.drives) for hand in DAY.hands)
    working = sum(any(w.arrived_s <= noon < w.ended_s for w in hand.works) for hand in DAY.hands)
    text, said = _played(tmp_path, "t=12:00&order=5")
    assert said == ""
    assert "12:00 Speed" in text
    assert _legend(noon) in text
    assert f"Driving {driving} workers At work {working} workers" in text
    assert f"Order 5 · {DAY.stories[5].service.replace('_', ' ')}" in text


def test_the_scripts_read_the_lines_that_were_written() -> None:
    chance = Random(5)
    points = [(chance.randint(-(10**6), 10**6), chance.randint(-40, 40)) for _ in range(200)]
    script = (PAGE / "lines.js").read_text() + f"\nconsole.log(readLine('{written(points)}').join())"
    node = node_home() / "bin" / "node"
    done = subprocess.run([node, "-e", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == ",".join(f"{x},{y}" for x, y in points)
