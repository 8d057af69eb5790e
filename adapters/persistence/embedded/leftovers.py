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
KILL_PATIENCE_S: Final = 5.0


def processes_of(data: Path) -> list[int]:
    """Ids of the running PostgreSQL processes whose data folder is `data`."""
    wanted = str(data.resolve())
    return [pid for pid in _all_processes() if _works_in(pid, wanted)]


def end_processes_of(data: Path, patience_s: float = 5.0) -> list[int]:
    """End them, and return the ids found.

    A living postmaster is asked first and gets `patience_s` to write its checkpoint. Orphans are ended at
    once: without a postmaster they can only delay the recovery, which finds every committed row in the log.
    """
    found = processes_of(data)
    postmaster = _postmaster_of(data)
    if postmaster not in found:
        patience_s = 0.0
    else:
        _signal_all([postmaster], signal.SIGINT)
    _wait_until_gone(data, patience_s)
    _signal_all(processes_of(data), signal.SIGKILL)
    _wait_until_gone(data, KILL_PATIENCE_S)
    return found


def _postmaster_of(data: Path) -> int:
    """The id in the pid file; 0 when there is none."""
    try:
        return int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return 0


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
