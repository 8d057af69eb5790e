"""One supervised process and its restarts."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from bootstrap.supervisor.plans import Service

FIRST_DELAY_S: Final = 0.1
LONGEST_DELAY_S: Final = 10.0
# One that was ready and lived this long had no fault at its start: the next delay is the first again.
SOUND_AFTER_S: Final = 10.0
LARGEST_LOG: Final = 10_000_000
POLL_S: Final = 0.02


def spawn(
    command: Sequence[str],
    log: Path,
    environment: Mapping[str, str],
    folder: Path,
    inherits: tuple[int, ...] = (),
) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own, so that Ctrl-C reaches the supervisor alone."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_name(log.name + ".1"))
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            pass_fds=inherits,
            start_new_session=True,
        )


def signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Signal the process and whatever it started in its session, if any is left."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def has_ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether it has ended, without collecting it: its id, and so its group's, stays ours until then."""
    if process.returncode is not None:
        return True
    return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


class Child:
    """A service, its present process (if any), and when it may be started next."""

    def __init__(self, plan: Service) -> None:
        self.plan = plan
        self.process: subprocess.Popen[bytes] | None = None
        self.was_ready = False
        self.failures_in_a_row = 0
        self._started_at = 0.0
        self._next_start_at = 0.0
        self._delay_s = FIRST_DELAY_S

    @property
    def is_running(self) -> bool:
        return self.process is not None and not has_ended(self.process)

    @property
    def is_ready(self) -> bool:
        ready = self.process is not None and self.is_running and self.plan.is_ready(self.process.pid)
        if ready:
            self.was_ready, self.failures_in_a_row = True, 0
        return ready

    @property
    def is_due(self) -> bool:
        return self.process is None and time.monotonic() >= self._next_start_at

    def start(self) -> None:
        self.plan.before_start()
        self.process = spawn(
            self.plan.command, self.plan.log, self.plan.environment, self.plan.folder, self.plan.inherits
        )
        self._started_at = time.monotonic()

    def reap(self) -> int | None:
        """The exit code when the process has just been found ended; plans the restart with back-off."""
        if self.process is None or not has_ended(self.process):
            return None
        signal_group(self.process, signal.SIGKILL)  # what it started must not outlive it
        code = self.process.wait()
        self.process = None
        now = time.monotonic()
        is_sound = self.was_ready and now - self._started_at > SOUND_AFTER_S
        self.failures_in_a_row = 1 if is_sound else self.failures_in_a_row + 1
        self._delay_s = FIRST_DELAY_S if is_sound else min(self._delay_s * 2, LONGEST_DELAY_S)
        self._next_start_at = now + self._delay_s
        return code

    def ask_to_stop(self) -> None:
        if self.process is not None and self.is_running:
            self.process.send_signal(self.plan.stop_signal)

    def end(self, until: float) -> bool:
        """Wait until the moment given (monotonic), then kill. True when it ended by itself."""
        if self.process is None:
            return True
        while not has_ended(self.process) and time.monotonic() < until:
            time.sleep(POLL_S)
        ended_well = has_ended(self.process)
        signal_group(self.process, signal.SIGKILL)
        self.process.wait()
        self.process = None
        self.plan.after_end()
        return ended_well
