"""Set up this checkout: `python3 -m scripts.setup run|test|bench`. The second time it takes a moment.

Each stage leaves a stamp that carries the hash of what it was made from, so that only what changed is
done again.
"""

import fcntl
import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Final

from scripts.packages import MayNotInstall, ensure_packages
from scripts.steps import BUILD, ROOT, StepFailed, fail, run_as_command, run_step

VENV: Final = ROOT / ".venv"
PYTHON: Final = VENV / "bin" / "python"
# A lock contains those before it, so that one which is installed serves the smaller wishes too.
KINDS: Final = ("run", "test", "bench")


def main() -> None:
    kind = sys.argv[1] if len(sys.argv) > 1 else "run"
    if kind not in KINDS:
        fail(f"usage: python3 -m scripts.setup {'|'.join(KINDS)}")
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # `make run` and `make test` may start together
        try:
            ensure_packages(for_tests=kind != "run")
            ensure_venv()
            ensure_lock(kind)
            ensure_project()
            if kind != "run":
                ensure_kernels()
        except (StepFailed, MayNotInstall) as problem:
            fail(str(problem))


def ensure_venv() -> None:
    """A virtual environment of the Python that runs this script; made anew when it no longer works."""
    key = digest(f"{sys.version_info.major}.{sys.version_info.minor}", sys.base_prefix)
    if not (_works() and _stamp("venv") in {key, ""}):
        run_step("virtual environment", [sys.executable, "-m", "venv", "--clear", str(VENV)])
    _set_stamp("venv", key)


def ensure_lock(kind: str) -> None:
    """Install the packages of one lock, each checked against its hash."""
    lock = ROOT / "requirements" / f"{kind}.txt"
    for other in KINDS[KINDS.index(kind) :]:
        if _stamp(other) == digest((ROOT / "requirements" / f"{other}.txt").read_text()):
            return
    for other in KINDS:
        _set_stamp(other, "")
    run_step(f"Python packages ({kind})", [*_pip(), "--require-hashes", "-r", str(lock)])
    _set_stamp(kind, digest(lock.read_text()))


def ensure_project() -> None:
    """Put the checkout itself on the environment's path, and the command `callout` in its bin folder."""
    key = digest((ROOT / "pyproject.toml").read_text(), str(ROOT))
    if _stamp("project") == key and (VENV / "bin" / "callout").exists():
        return
    run_step("the project itself", [*_pip(), "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    _set_stamp("project", key)


def ensure_kernels() -> None:
    """Compile the engine's kernels once: tests run side by side, and each would compile them anew."""
    files = sorted((ROOT / "dispatch_engine").glob("**/kernels/*.py"))
    key = digest(*(file.read_text() for file in files))
    if _stamp("kernels") == key:
        return
    run_step("the engine's kernels", [str(PYTHON), "-m", "dispatch_engine"])
    _set_stamp("kernels", key)


def digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _pip() -> list[str]:
    return [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--no-input",
        "--disable-pip-version-check",
        "--progress-bar=off",
    ]


def _works() -> bool:
    """A venv breaks when the system's Python is upgraded below it or the checkout is moved."""
    try:
        asked = subprocess.run([str(PYTHON), "-c", "import pip"], capture_output=True, check=False)
    except OSError:
        return False
    return asked.returncode == 0


def _stamp_file(name: str) -> Path:
    return VENV / f".stamp-{name}"


def _stamp(name: str) -> str:
    try:
        return _stamp_file(name).read_text()
    except OSError:
        return ""


def _set_stamp(name: str, key: str) -> None:
    _stamp_file(name).write_text(key)


if __name__ == "__main__":
    run_as_command(main)
