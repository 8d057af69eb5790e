"""Ending the processes that a killed cluster left behind, by their ids and no others.

After a kill -9 of the postmaster a single orphaned backend can block the next start for minutes
("pre-existing shared memory block is still in use"). Every PostgreSQL process works in its data folder,
so that the working directory tells which ones belong to us.
"""

import contextlib
import os
import signal
import time
from pathlib import Path
from typing import Final

PROGRAM_NAMES: Final = frozenset({"postgres", "postmaster"})


def processes_of(data: Path) -> list[int]:
    """Ids of the running PostgreSQL processes whose data folder is `data`."""
    wanted = str(data.resolve())
    return [pid for pid in _all_processes() if _works_in(pid, wanted)]


def end_processes_of(data: Path, patience_s: float = 5.0) -> list[int]:
    """End them: politely first (the postmaster checkpoints), then at once. Returns the ids found."""
    found = processes_of(data)
    _signal_all(found, signal.SIGINT)
    _wait_until_gone(data, patience_s)
    _signal_all(processes_of(data), signal.SIGKILL)
    _wait_until_gone(data, patience_s)
    return found


def _all_processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _works_in(pid: int, data: str) -> bool:
    try:
        program = os.path.basename(os.readlink(f"/proc/{pid}/exe")).removesuffix(" (deleted)")
        folder = os.readlink(f"/proc/{pid}/cwd").removesuffix(" (deleted)")
    except OSError:
        return False  # gone meanwhile, or another account's
    return program in PROGRAM_NAMES and folder == data


def _signal_all(pids: list[int], number: signal.Signals) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)


def _wait_until_gone(data: Path, patience_s: float) -> None:
    until = time.monotonic() + patience_s
    while processes_of(data) and time.monotonic() < until:
        time.sleep(0.02)
