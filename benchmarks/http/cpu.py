"""CPU time read from /proc: of one process with all its threads, and of a whole PostgreSQL cluster."""

import os
from pathlib import Path
from typing import Final

_TICK_S: Final = 1 / os.sysconf("SC_CLK_TCK")
_UTIME: Final = 11  # fields of /proc/PID/stat, counted after the name in parentheses
_PARENT: Final = 1


def process_cpu_s(pid: int) -> float:
    """Seconds on a CPU, user and kernel, over all living threads, to the nanosecond where the kernel says."""
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9
    except (OSError, ValueError, IndexError):
        return sum(_stat(pid)[_UTIME : _UTIME + 2]) * _TICK_S


def cluster_cpu_s(postmaster: int) -> float:
    """Seconds of the postmaster, of its living children, and of those that have ended."""
    total = sum(_stat(postmaster)[_UTIME : _UTIME + 4]) * _TICK_S
    for pid in _children(postmaster):
        try:
            total += process_cpu_s(pid)
        except OSError:
            continue  # ended meanwhile; the postmaster's own count has it
    return total


def _stat(pid: int) -> list[int]:
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return [int(word) if word.lstrip("-").isdigit() else 0 for word in words]


def _children(parent: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if _stat(int(entry.name))[_PARENT] == parent:
                    found.append(int(entry.name))
            except OSError:
                continue
    return found
