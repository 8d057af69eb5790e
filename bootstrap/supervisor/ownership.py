"""One supervisor per data folder."""

import fcntl
import os
from pathlib import Path
from typing import Final, TextIO

from bootstrap.supervisor.errors import SupervisorError

LOCK_NAME: Final = "supervisor.lock"


def own(data: Path) -> TextIO:
    """Take the folder's lock until this process ends; the file carries our process id.

    Raises:
        SupervisorError: another supervisor has it.
    """
    data.mkdir(parents=True, exist_ok=True)
    lock = (data / LOCK_NAME).open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        holder = lock.read().strip() or "unknown"
        raise SupervisorError(
            f"Callout already runs on {data} (process {holder}). "
            "End it first, or choose another folder and port: CALLOUT_DATA=... CALLOUT_PORT=..."
        ) from None
    lock.truncate(0)
    lock.write(f"{os.getpid()}\n")
    lock.flush()
    return lock
