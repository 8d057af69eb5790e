"""`python -m benchmarks.dispatch.matching`: markets and days at scale, tables into ../README.md.

Every contender runs in a process of its own, for its peak memory and its first call; time over markets is
CPU time, as all use one thread and neighbours on the machine must not decide. `--large` adds 100,000 x 50,000
(minutes and 8 GiB for the peer). `CALLOUT_BENCH_SCALE=0.05` tries it all at a twentieth and writes below
`.build`, where every run is also kept as a line of JSON.
"""

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from time import perf_counter
from typing import Final

import msgspec

from benchmarks.dispatch.matching.cases import DAYS
from benchmarks.dispatch.matching.drawing import draw
from benchmarks.dispatch.matching.one import TICK, URGENT, Timed
from benchmarks.dispatch.matching.tables import of_markets
from benchmarks.dispatch.matching.targets import against_targets
from benchmarks.dispatch.planning.tables import write_section
from benchmarks.dispatch.scale import PAGE, SCALE, kept, page_of

CONTENDERS: Final = {
    "5k ample": ("ours", TICK, "OR-Tools flow"),
    "20k ample": ("ours", TICK, "OR-Tools flow"),
    "5k scarce": ("ours", TICK, "OR-Tools flow", "scipy dense", "scipy sparse"),
    "20k scarce": ("ours", TICK, "OR-Tools flow"),
    "100k x 50k": ("ours", "OR-Tools flow"),
    **dict.fromkeys(DAYS, ("ours", URGENT)),
}
LARGE: Final = "100k x 50k"
Asked = tuple[str, int, str]


def runs(asked: Sequence[Asked]) -> Iterator[Timed]:
    """One after the other, each said on the screen when it ends."""
    began = perf_counter()
    for number, (case, seed, contender) in enumerate(asked, 1):
        command = [sys.executable, "-m", "benchmarks.dispatch.matching.one", case, str(seed), contender]
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
        found = msgspec.json.decode(said, type=Timed)
        with kept("matching.jsonl").open("ab") as lines:
            lines.write(said + b"\n")
        yield found
        print(
            f"[{number}/{len(asked)}, {perf_counter() - began:.0f} s] {case}, seed {seed}, {contender}: "
            f"{found.total_s:.3f} s, first call {found.first_s:.1f} s, {found.peak_mib} MiB",
            flush=True,
        )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seeds", type=int, nargs="*", default=[11, 12, 13])
    asked.add_argument("--large", action="store_true")
    asked.add_argument("--cases", nargs="*", default=[case for case in CONTENDERS if case != LARGE])
    options = asked.parse_args()
    wanted = [
        (case, seed, who) for case in options.cases for seed in options.seeds for who in CONTENDERS[case]
    ]
    if options.large:
        wanted += [(LARGE, 7, who) for who in CONTENDERS[LARGE]]
    found = list(runs(wanted))
    page = page_of(PAGE)
    parts = [
        "## Matching at scale",
        _head(options.seeds),
        "### Against the targets\n\n" + against_targets(found),
        "### All runs\n\n" + of_markets(found),
        f"![]({draw(found, page)})",
    ]
    write_section(page, "matching at scale", "\n\n".join(parts))
    print(f"written: {page}")


def _head(seeds: Sequence[int]) -> str:
    engines = ", ".join(f"{name} {version(name)}" for name in ("ortools", "scipy", "numba", "numpy"))
    numbers = ", ".join(map(str, seeds))
    scale = "" if SCALE == 1 else f" **Only {SCALE:g} of full scale.**"
    return (
        f"Python {platform.python_version()}, {engines}; {os.cpu_count()} cores of {platform.machine()},\n"
        f"load average {os.getloadavg()[0]:.1f} at the end; seeds {numbers} (100k x 50k: 7).\n"
        "CPU seconds, of days wall seconds; made by `python -m benchmarks.dispatch.matching`." + scale
    )


if __name__ == "__main__":
    main()
