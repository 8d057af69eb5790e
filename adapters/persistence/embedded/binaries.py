"""Finding the distribution's PostgreSQL server programs and its PostGIS extension."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from adapters.persistence.embedded.errors import EmbeddedClusterError

OLDEST_MAJOR: Final = 15
DEBIAN_HOME: Final = Path("/usr/lib/postgresql")


@dataclass(frozen=True, slots=True)
class Binaries:
    """One installed PostgreSQL: its program folder, major version and extension folder."""

    folder: Path
    major: int
    extensions: Path

    @property
    def has_postgis(self) -> bool:
        return (self.extensions / "postgis.control").is_file()

    def program(self, name: str) -> str:
        return str(self.folder / name)


def find_binaries(home: Path = DEBIAN_HOME) -> Binaries:
    """The newest usable PostgreSQL that has PostGIS.

    Raises:
        EmbeddedClusterError: none is installed, or none of those installed will do.
    """
    found = installed(home)
    usable = [one for one in found if one.major >= OLDEST_MAJOR and one.has_postgis]
    if usable:
        return max(usable, key=lambda one: one.major)
    if not found:
        raise EmbeddedClusterError(
            "No PostgreSQL server is installed. Install the packages postgresql and postgis "
            "(`make setup` does it), or set DATABASE_URL to a server of your own."
        )
    seen = ", ".join(f"{one.major}{'' if one.has_postgis else ' without PostGIS'}" for one in found)
    raise EmbeddedClusterError(
        f"PostgreSQL {OLDEST_MAJOR} or later with PostGIS is needed; found: {seen}. "
        "`make setup` installs the matching PostGIS package."
    )


def installed(home: Path = DEBIAN_HOME) -> list[Binaries]:
    """Every PostgreSQL server on this machine, those on PATH included, usable or not."""
    folders = {path.parent.resolve() for path in home.glob("*/bin/postgres")}
    on_path = shutil.which("postgres")
    if on_path:
        folders.add(Path(on_path).resolve().parent)
    return [described for folder in sorted(folders) if (described := _describe(folder))]


def _describe(folder: Path) -> Binaries | None:
    if not all(os.access(folder / name, os.X_OK) for name in ("postgres", "initdb")):
        return None
    version = _ask(folder / "postgres", "--version").rsplit("(", 1)[0].split()
    if not version or not version[-1].split(".")[0].isdigit():
        return None
    major = int(version[-1].split(".")[0])
    return Binaries(folder, major, _share_folder(folder, major) / "extension")


def _share_folder(folder: Path, major: int) -> Path:
    """Where extensions live; pg_config belongs to another package on some systems."""
    told = _ask(folder / "pg_config", "--sharedir").strip() if (folder / "pg_config").exists() else ""
    return Path(told) if told else Path("/usr/share/postgresql") / str(major)


def _ask(program: Path, option: str) -> str:
    try:
        return subprocess.run(
            [str(program), option], capture_output=True, text=True, timeout=10, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
