"""Where public instance files are. They are other people's: they are read where `CALLOUT_SHARED` says."""

import os
from pathlib import Path


def instances() -> Path | None:
    """The folder with the instance files, None when `CALLOUT_SHARED` does not name one."""
    shared = os.environ.get("CALLOUT_SHARED")
    folder = Path(shared) / "engine" / "instances" if shared else None
    return folder if folder is not None and folder.is_dir() else None
