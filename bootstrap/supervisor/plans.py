"""What is to run, as data."""

import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path


def _at_once(_process_id: int) -> bool:
    return True


def _nothing() -> None:
    return


@dataclass(frozen=True, slots=True)
class Service:
    """A process that has to be there all the time.

    `is_ready` is asked with the process id until it says yes. `before_start` and `after_end` clear away
    what an earlier process may have left. It gets `stop_signal`, then `patience_s` seconds, then is killed.
    """

    name: str
    command: tuple[str, ...]
    log: Path
    environment: Mapping[str, str]
    folder: Path = Path("/")
    inherits: tuple[int, ...] = ()
    is_ready: Callable[[int], bool] = _at_once
    before_start: Callable[[], object] = _nothing
    after_end: Callable[[], object] = _nothing
    stop_signal: signal.Signals = signal.SIGTERM
    patience_s: float = 3.0
    start_limit_s: float = 180.0


@dataclass(frozen=True, slots=True)
class Task:
    """A process that has to end well before the next stage begins."""

    title: str
    command: tuple[str, ...]
    log: Path
    environment: Mapping[str, str]
    folder: Path = Path("/")


@dataclass(frozen=True, slots=True)
class Stage:
    """First its tasks, one after the other; then its services together; `when_ready` once all are ready.

    Stages start in order and stop in the opposite order.
    """

    tasks: tuple[Task, ...] = ()
    services: tuple[Service, ...] = ()
    when_ready: Callable[[], object] = _nothing


def dies_with_parent(command: tuple[str, ...]) -> tuple[str, ...]:
    """The command, killed by the kernel when the process that started it ends for whatever reason."""
    return ("setpriv", "--pdeathsig", "KILL", "--", *command)
