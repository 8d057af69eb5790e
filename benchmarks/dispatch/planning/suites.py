"""What is measured. Each suite yields runs as they end, so that progress can be shown."""

from collections.abc import Iterator
from typing import Final

import msgspec

from benchmarks.dispatch.planning.measure import Run, alternate
from benchmarks.dispatch.planning.readers import instances
from dispatch_engine import read_pillac, read_prize_collecting, read_solomon, route_day

VRPTW: Final = (
    "solomon/C101", "solomon/C201", "solomon/R101", "solomon/R104", "solomon/R112", "solomon/R201",
    "solomon/R208", "solomon/RC101", "solomon/RC105", "solomon/RC201", "homberger/c1_2_1",
    "homberger/r1_2_1", "homberger/r2_2_5", "homberger/rc2_2_1",
)  # fmt: skip
PRIZES: Final = ("pcvrptw/C1_10_1", "pcvrptw/R2_10_3", "pcvrptw/RC1_10_5")
BEATEN: Final = {"RC101": 1623.6, "R201": 1147.8}
"""Stored values that checked plans have beaten: these are the best plans known here."""


def days(sizes: list[int], limit_s: float, seeds: int) -> Iterator[Run]:
    """Generated days, seven visits a worker; PyVRP up to 200 visits, above which it needs gigabytes."""
    for visits in sizes:
        names = ["ours", "VROOM", "PyVRP"] if visits <= 200 else ["ours", "VROOM"]
        for seed in range(seeds):
            problem = route_day(visits, visits // 7, seed)
            yield from alternate(f"{visits}", problem, limit_s, seed, names)


def public(limit_s: float, seeds: int) -> Iterator[Run]:
    """Solomon and Homberger, travel alone; nothing where the folder is missing."""
    folder = instances()
    for name in VRPTW if folder else ():
        assert folder is not None
        problem = read_solomon(folder / f"{name}.txt")
        for seed in range(seeds):
            case = name.split("/")[1].upper()
            yield from alternate(case, problem, limit_s, seed, ["ours", "PyVRP", "VROOM"])


def prizes(limit_s: float) -> Iterator[Run]:
    """Prize-collecting instances of 1,000 visits: the prizes lost count as cost."""
    folder = instances()
    for name in PRIZES if folder else ():
        assert folder is not None
        problem = read_prize_collecting(folder / f"{name}.vrp")
        yield from alternate(name.split("/")[1], problem, limit_s, 0, ["ours", "PyVRP"])


def technicians(limit_s: float, seeds: int) -> Iterator[Run]:
    """Pillac's technicians with tools, parts and a depot: the time away, ours alone as no peer models it."""
    folder = instances()
    for path in sorted((folder / "trsp_pillac").glob("*.txt")) if folder else ():
        problem = read_pillac(path)
        for seed in range(seeds):
            yield from alternate(f"TRSP {path.stem}", problem, limit_s, seed, ["ours"])


def best_known() -> dict[str, float]:
    """Published values by case, distance alone where there is one."""
    folder = instances()
    if folder is None:
        return {}
    stored = msgspec.json.decode((folder / "best_known.json").read_bytes())
    vrptw = stored["solomon_homberger"]
    found = {name.upper(): one["cost"] for name, one in vrptw.items() if isinstance(one, dict)}
    found |= {n: found[f"{n}_DISTANCE"] for n in list(found) if f"{n}_DISTANCE" in found}
    found |= {f"TRSP {n}": one[0]["duration"] for n, one in stored["trsp_pillac"].items() if n != "source"}
    return found | BEATEN | {n: c for n, c in stored["pcvrptw"].items() if n != "source"}
