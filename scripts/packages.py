"""Debian packages: which ones are missing, and how to get them as root or by sudo."""

import importlib.util
import os
import shutil
import subprocess
import sys
from typing import Final

from adapters.persistence.embedded.binaries import OLDEST_MAJOR, installed
from scripts.steps import run_step, say

LOCK_TIMEOUT: Final = "DPkg::Lock::Timeout=300"
ACQUIRE_RETRIES: Final = "Acquire::Retries=3"


class MayNotInstall(RuntimeError):
    """Packages are missing and this account cannot install them; the message says what to ask for."""


def ensure_packages(for_tests: bool) -> None:
    """Install what the product (and, when asked, its browser tests) need and this machine lacks.

    Raises:
        MayNotInstall: no apt here, or no right to use it.
    """
    wanted = missing(for_tests)
    if not wanted:
        return
    say(f"Debian packages are missing: {' '.join(wanted)}")
    prefix = _privilege(wanted)
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    apt += ["-o", LOCK_TIMEOUT, "-o", ACQUIRE_RETRIES]
    run_step("apt-get update", [*apt, "update"])
    names = [_by_distribution(name) for name in wanted]
    run_step("apt-get install", [*apt, "install", "-y", "--no-install-recommends", *names])


def missing(for_tests: bool) -> list[str]:
    """Package names, `postgis` standing for the package that fits the installed PostgreSQL."""
    wanted = [] if importlib.util.find_spec("ensurepip") else ["python3-venv"]
    if not os.environ.get("DATABASE_URL") or for_tests:
        servers = [one for one in installed() if one.major >= OLDEST_MAJOR]
        if not servers:
            wanted += ["postgresql", "postgis"]
        elif not any(one.has_postgis for one in servers):
            wanted += ["postgis"]
    if for_tests:
        wanted += [] if shutil.which("chromium") else ["chromium"]
        wanted += [] if _is_installed("fonts-noto-cjk") else ["fonts-noto-cjk"]
    return wanted


def _privilege(wanted: list[str]) -> list[str]:
    if not shutil.which("apt-get"):
        raise MayNotInstall(
            f"This system has no apt-get. Install by its own means: {' '.join(wanted)} "
            f"(PostgreSQL {OLDEST_MAJOR} or later with PostGIS), then start again."
        )
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        if subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
            return ["sudo", "-n"]
        if sys.stdin.isatty() and subprocess.run(["sudo", "-v"], check=False).returncode == 0:
            return ["sudo", "-n"]
    raise MayNotInstall(
        "This account may not install packages (not root, and sudo asks for a password or is absent).\n"
        "Ask an administrator to run the following, then start again:\n"
        f"  apt-get install --no-install-recommends {' '.join(_by_distribution(name) for name in wanted)}"
    )


def _by_distribution(name: str) -> str:
    return f"postgresql-{_major()}-postgis-3" if name == "postgis" else name


def _major() -> int:
    """The PostgreSQL that PostGIS has to fit: the newest one here, else the distribution's default."""
    here = [one.major for one in installed() if one.major >= OLDEST_MAJOR]
    if here:
        return max(here)
    told = subprocess.run(
        ["apt-cache", "depends", "postgresql"], capture_output=True, text=True, check=False
    ).stdout
    words = [word for word in told.split() if word.startswith("postgresql-") and word[11:].isdigit()]
    return int(words[0][11:]) if words else OLDEST_MAJOR


def _is_installed(name: str) -> bool:
    if not shutil.which("dpkg-query"):
        return True  # another distribution: fonts are its own affair
    told = subprocess.run(
        ["dpkg-query", "-W", "-f=${Status}", name], capture_output=True, text=True, check=False
    )
    return told.stdout.endswith(" installed")
