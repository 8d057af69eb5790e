"""Running one long command with signs of life, its log kept and its time noted."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
BUILD: Final = ROOT / ".build"
QUIET_S: Final = 2.0
REMINDER_S: Final = 15.0
TAIL_LINES: Final = 40


class StepFailed(RuntimeError):
    """A command ended badly; the message ends with what it printed last."""


def say(text: str) -> None:
    print(text, flush=True)


def run_step(
    title: str, command: Sequence[str], *, cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> None:
    """Run `command`, its output going to a log. Says so when it takes more than two seconds.

    Raises:
        StepFailed: it could not be started or ended with another code than 0.
    """
    log = BUILD / "logs" / (re.sub(r"[^a-z0-9]+", "-", title.lower()) + ".log")
    log.parent.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    with log.open("wb") as output:
        try:
            process = subprocess.Popen(
                command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
            )
        except OSError as failure:
            raise StepFailed(f"{title}: {failure}") from failure
        was_slow = _wait(title, process)
    taken = time.monotonic() - started
    note_time(title, taken)
    if process.returncode != 0:
        raise StepFailed(f"{title} failed (code {process.returncode}); the end of {log}:\n{tail(log)}")
    if was_slow:
        say(f"  {title}: done in {taken:.0f} s")


def tail(log: Path, lines: int = TAIL_LINES) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def note_time(title: str, seconds: float) -> None:
    """Add a line to the file named by CALLOUT_TIMINGS, from which the test run takes its slowest parts."""
    target = os.environ.get("CALLOUT_TIMINGS")
    if target:
        with Path(target).open("a") as file:
            file.write(json.dumps({"part": title, "seconds": round(seconds, 3)}) + "\n")


def run_as_command(main: Callable[[], None]) -> None:
    """Run `main`; a failed step or Ctrl-C ends the program with words instead of a trace."""
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\nStopped; start again to go on where it was.")
    except StepFailed as problem:
        fail(str(problem))


def fail(text: str) -> None:
    """End the program with a message for a person, not a trace."""
    sys.exit(f"\n{text}")


def _wait(title: str, process: subprocess.Popen[bytes]) -> bool:
    """True when it took long enough to be announced."""
    started, patience_s = time.monotonic(), QUIET_S
    announced = False
    while True:
        try:
            process.wait(patience_s)
            return announced
        except subprocess.TimeoutExpired:
            passed = time.monotonic() - started
            say(f"  {title} ..." if not announced else f"  {title}: still working ({passed:.0f} s)")
            announced, patience_s = True, REMINDER_S
