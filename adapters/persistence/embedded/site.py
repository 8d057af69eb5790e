"""Where the private cluster lives and as whom it runs."""

import hashlib
import os
import pwd
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from adapters.persistence.embedded.errors import EmbeddedClusterError

SYSTEM_ACCOUNT: Final = "postgres"
FALLBACK_HOME: Final = Path("/var/lib/callout")
SOCKET_PORT: Final = 54329
LONGEST_SOCKET_FOLDER: Final = 90


@dataclass(frozen=True, slots=True)
class Site:
    """Folders, socket and system account of one private cluster.

    `port` only names the socket file: the cluster listens on no network address. `account` is None when
    the cluster runs as the person who started it; `notice` is what that person should be told.
    """

    data: Path
    sockets: Path
    log: Path
    port: int = SOCKET_PORT
    account: str | None = None
    notice: str | None = None

    def dsn(self, role: str, database: str) -> str:
        """A libpq URI through the socket; SQLAlchemy takes it after a change of scheme."""
        return f"postgresql://{role}@/{database}?host={self.sockets}&port={self.port}"


def choose_site(folder: Path, port: int = SOCKET_PORT, fallback_home: Path = FALLBACK_HOME) -> Site:
    """The site of the cluster that belongs to the data folder `folder` (made when absent).

    PostgreSQL refuses to run as root, so root hands the cluster to the package's own account; where that
    account cannot reach `folder` (a 0700 home, say), the cluster goes below `fallback_home`.
    """
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "postgres.log"
    if os.geteuid() != 0:
        return Site(folder / "postgres", _sockets_for(folder), log, port)
    _require_account(SYSTEM_ACCOUNT)
    if _can_search(SYSTEM_ACCOUNT, folder):
        return Site(folder / "postgres", _sockets_for(folder), log, port, SYSTEM_ACCOUNT)
    home = fallback_home / _key(folder)
    notice = (
        f"The database lives in {home}: the account {SYSTEM_ACCOUNT}, as which root must run it, "
        f"cannot reach {folder}."
    )
    return Site(home / "postgres", _sockets_for(home), log, port, SYSTEM_ACCOUNT, notice)


def make_passable(folder: Path) -> None:
    """Make `folder` and what is missing above it so that every account may pass through."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
        path.chmod(0o755)


def make_private(folder: Path, account: str | None) -> None:
    """Make `folder` with mode 0700 for `account`; refuse one that somebody else has prepared.

    Raises:
        EmbeddedClusterError: the folder exists and belongs to another account.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    owner = pwd.getpwnam(account).pw_uid if account else os.geteuid()
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {owner, os.geteuid()}:
        raise EmbeddedClusterError(
            f"{folder} belongs to another account. Start as the account that owns it, or move it away."
        )
    if account:
        os.chown(folder, owner, pwd.getpwnam(account).pw_gid)
    folder.chmod(0o700)


def drop_to(account: str | None) -> list[str]:
    """The words before a command that make it run as `account` and end with its parent."""
    words = ["setpriv", "--pdeathsig", "INT"]
    if account:
        words += ["--reuid", account, "--regid", account, "--init-groups"]
    return [*words, "--"]


def _sockets_for(folder: Path) -> Path:
    wanted = folder / "sockets"
    if len(os.fsencode(wanted)) <= LONGEST_SOCKET_FOLDER:
        return wanted
    return Path(tempfile.gettempdir()) / f"callout-{os.geteuid()}-{_key(folder)}"


def _key(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]


def _require_account(account: str) -> None:
    try:
        pwd.getpwnam(account)
    except KeyError:
        raise EmbeddedClusterError(
            f"There is no account {account!r}, and PostgreSQL refuses to run as root. "
            "The Debian package postgresql makes that account (`make setup` installs it)."
        ) from None


def _can_search(account: str, folder: Path) -> bool:
    """Asks the kernel itself: modes, groups and access lists all count."""
    asked = [*drop_to(account), "test", "-x", str(folder)]
    return subprocess.run(asked, cwd="/", capture_output=True, check=False).returncode == 0
