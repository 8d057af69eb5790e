"""The loop: stages up, children back, everything down."""

import os
import select
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from bootstrap.supervisor.child import Child, has_ended, signal_group, spawn
from bootstrap.supervisor.errors import SupervisorError
from bootstrap.supervisor.plans import Stage, Task, dies_with_parent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

TICK_S: Final = 0.25
QUIET_S: Final = 2.0
REMINDER_S: Final = 10.0
HOPELESS_AFTER: Final = 3
LOG_TAIL_LINES: Final = 25
STOP_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class _StopAsked(Exception):
    """Somebody wants us to end; unwinds whatever we were waiting for."""


class Supervisor:
    """Runs stages in order and keeps their services alive. Use `run` once, from the main thread.

    The main thread matters: the kernel ends a child when the very thread that started it is gone.
    """

    def __init__(self, stages: Sequence[Stage], report: Callable[[str], None]) -> None:
        self._stages = stages
        self._report = report
        self._up: list[list[Child]] = []
        self._is_stop_asked = False
        self._wakeups, self._waker = os.pipe()
        for end in (self._wakeups, self._waker):
            os.set_blocking(end, False)

    def run(self, when_up: Callable[[], None]) -> None:
        """Start everything, call `when_up`, and stay until a signal to stop has been obeyed.

        Raises:
            SupervisorError: a task failed, or a service never came up; everything has been stopped again.
        """
        with self._signals():
            try:
                for stage in self._stages:
                    self._start(stage)
                when_up()
                while True:
                    self._tend()
            except _StopAsked:
                self._report("Stopping ...")
            finally:
                self._stop_all()

    @contextmanager
    def _signals(self) -> "Iterator[None]":
        """Signals only wake the loop; what they mean is decided there."""

        def ask_to_stop(_number: int, _frame: "FrameType | None") -> None:
            self._is_stop_asked = True

        before = {number: signal.signal(number, ask_to_stop) for number in STOP_SIGNALS}
        before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        waker = signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(waker)
            for number, handler in before.items():
                signal.signal(number, handler)

    def _start(self, stage: Stage) -> None:
        for task in stage.tasks:
            self._run_task(task)
        children = [Child(plan) for plan in stage.services]
        self._up.append(children)
        if children:
            limit_s = max(child.plan.start_limit_s for child in children)
            self._wait(lambda: self._all_ready(children), _names(children), limit_s)
        stage.when_ready()

    def _all_ready(self, children: list[Child]) -> bool:
        for child in children:
            plan = child.plan
            if not child.was_ready and child.failures_in_a_row >= HOPELESS_AFTER:
                raise SupervisorError(
                    f"{plan.name} ended {HOPELESS_AFTER} times at its start.{_tail(plan.log)}"
                )
        return all(child.is_ready for child in children)

    def _run_task(self, task: Task) -> None:
        command = dies_with_parent(task.command)
        process = spawn(command, task.log, task.environment, task.folder)
        try:
            self._wait(lambda: has_ended(process), task.title, limit_s=None)
        finally:
            signal_group(process, signal.SIGKILL)
            process.wait()
        if process.returncode != 0:
            raise SupervisorError(f"{task.title} failed (code {process.returncode}).{_tail(task.log)}")

    def _wait(self, is_done: Callable[[], bool], title: str, limit_s: float | None) -> None:
        """Tend the children until `is_done`, with a sign of life when that takes more than two seconds."""
        started = time.monotonic()
        next_word_s = QUIET_S
        while not is_done():
            self._tend(0.05)
            passed = time.monotonic() - started
            if passed >= next_word_s:
                self._report(
                    f"{title} ..." if next_word_s == QUIET_S else f"{title}: still waiting ({passed:.0f} s)"
                )
                next_word_s += REMINDER_S
            if limit_s is not None and passed > limit_s:
                raise SupervisorError(f"{title}: not ready after {limit_s:.0f} s.")

    def _tend(self, patience_s: float = TICK_S) -> None:
        """Sleep until something happens; notice the ended, start the due."""
        if select.select([self._wakeups], [], [], patience_s)[0]:
            os.read(self._wakeups, 4096)
        if self._is_stop_asked:
            raise _StopAsked
        for child in (child for stage in self._up for child in stage):
            code = child.reap()
            if code is not None:
                self._report(
                    f"{child.plan.name} ended ({_cause(code)}); starting it again. Its log: {child.plan.log}"
                )
            if child.is_due:
                child.start()

    def _stop_all(self) -> None:
        """The last stage first; within a stage all at once. Later stages may still need earlier ones."""
        for stage in reversed(self._up):
            for child in stage:
                child.ask_to_stop()
            asked_at = time.monotonic()
            for child in stage:
                if not child.end(until=asked_at + child.plan.patience_s):
                    self._report(
                        f"{child.plan.name} did not stop in {child.plan.patience_s:.0f} s and was killed."
                    )
        self._up.clear()


def _names(children: list[Child]) -> str:
    return ", ".join(child.plan.name for child in children)


def _cause(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"code {code}"


def _tail(log: "os.PathLike[str]") -> str:
    try:
        with open(log, errors="replace") as file:
            lines = file.read().splitlines()[-LOG_TAIL_LINES:]
    except OSError:
        return ""
    return f"\nThe end of {log}:\n" + "\n".join(f"  {line}" for line in lines)
