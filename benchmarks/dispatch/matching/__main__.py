"""`python -m benchmarks.dispatch.matching`: markets at scale, a table into benchmarks/dispatch/README.md.

Every contender runs in a process of its own, for its peak memory; time is CPU time, as all use one thread and
neighbours on the machine must not decide. `--large` adds 100,000 x 50,000 (minutes and 8 GiB for the peer).
"""

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import msgspec

from benchmarks.dispatch.matching.drawing import draw
from benchmarks.dispatch.matching.one import Timed
from benchmarks.dispatch.matching.tables import of_markets
from benchmarks.dispatch.planning.tables import write_section

PAGE = Path(__file__).parents[1] / "README.md"
RIVALS = {
    "5k ample": ("OR-Tools flow",),
    "20k ample": ("OR-Tools flow",),
    "5k scarce": ("OR-Tools flow", "scipy dense", "scipy sparse"),
    "20k scarce": ("OR-Tools flow",),
    "100k x 50k": ("OR-Tools flow",),
}


def runs(cases: Sequence[str], seeds: Sequence[int]) -> Iterator[Timed]:
    """All contenders of each case and seed, ours first."""
    for case in cases:
        ticks = () if case == "100k x 50k" else ("1 % tick",)
        for seed in seeds:
            for contender in ("ours", *ticks, *RIVALS[case]):
                yield run(case, seed, contender)


def run(case: str, seed: int, contender: str) -> Timed:
    command = [sys.executable, "-m", "benchmarks.dispatch.matching.one", case, str(seed), contender]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    found = msgspec.json.decode(said, type=Timed)
    sys.stdout.write(f"{found}\n")
    sys.stdout.flush()
    return found


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seeds", type=int, nargs="*", default=[11, 12, 13])
    asked.add_argument("--large", action="store_true")
    asked.add_argument("--cases", nargs="*", default=[case for case in RIVALS if case != "100k x 50k"])
    options = asked.parse_args()
    found = list(runs(options.cases, options.seeds))
    if options.large:
        found += runs(["100k x 50k"], [7])
    parts = ["## Matching over places, at scale", _head(), of_markets(found), f"![]({draw(found, PAGE)})"]
    write_section(PAGE, "matching at scale", "\n\n".join(parts))


def _head() -> str:
    engines = ", ".join(f"{name} {version(name)}" for name in ("ortools", "scipy", "numba", "numpy"))
    return (
        f"Python {platform.python_version()}, {engines}; {os.cpu_count()} cores of {platform.machine()},\n"
        f"load average {os.getloadavg()[0]:.1f} at the end. CPU seconds; made by\n"
        "`python -m benchmarks.dispatch.matching`."
    )


if __name__ == "__main__":
    main()
