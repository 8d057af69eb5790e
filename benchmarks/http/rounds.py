"""Alternating rounds: every server in turn under the same load, so that a noisy machine is noisy to all."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Final

from benchmarks.http.load import Outcome
from benchmarks.http.servers import SERVERS, Server

ROUNDS: Final = int(os.environ.get("CALLOUT_BENCH_ROUNDS", "7"))
REQUESTS: Final = int(os.environ.get("CALLOUT_BENCH_REQUESTS", "120"))
CONNECTIONS: Final = 4
WARM_UP: Final = 60  # psycopg prepares a statement on a connection after five uses
TITLES: Final = {"ours": "Callout", "by_hand": "Sanic + raw psycopg", "orm": "FastAPI + SQLAlchemy ORM"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One server in one round: milliseconds of CPU a request, requests a second, latencies in ms."""

    cpu_ms: float
    database_cpu_ms: float
    rate: float
    latencies_ms: tuple[float, ...]


@dataclass(slots=True)
class Measured:
    """One operation; `readings[server]` has one entry a round, in the order of the rounds."""

    title: str
    readings: dict[str, list[Reading]] = field(default_factory=lambda: {name: [] for name in SERVERS})

    def cpu_ms(self, server: str) -> float:
        return median(one.cpu_ms for one in self.readings[server])

    def ratio_to(self, peer: str) -> float:
        """The median over the rounds of our CPU over the peer's in the same round."""
        pairs = zip(self.readings["ours"], self.readings[peer], strict=True)
        return median(ours.cpu_ms / theirs.cpu_ms for ours, theirs in pairs)

    def spread_to(self, peer: str) -> tuple[float, float]:
        pairs = zip(self.readings["ours"], self.readings[peer], strict=True)
        ratios = sorted(ours.cpu_ms / theirs.cpu_ms for ours, theirs in pairs)
        return ratios[0], ratios[-1]

    def latency_ms(self, server: str, share: float) -> float:
        """Over the requests of all rounds."""
        everything = sorted(ms for one in self.readings[server] for ms in one.latencies_ms)
        return everything[min(len(everything) - 1, int(len(everything) * share))]


def warm_up(servers: Mapping[str, Server], operation: str) -> None:
    for server in servers.values():
        server.loaded(server.operations[operation], WARM_UP, CONNECTIONS)


def one_round(servers: Mapping[str, Server], operation: str, into: Measured) -> None:
    """Each server once; who begins moves on from round to round."""
    names = list(servers)
    turn = len(into.readings[names[0]]) % len(names)
    for name in names[turn:] + names[:turn]:
        server = servers[name]
        outcome = server.loaded(server.operations[operation], REQUESTS, CONNECTIONS)
        into.readings[name].append(_reading(outcome))


def _reading(outcome: Outcome) -> Reading:
    count = len(outcome.latencies_s)
    return Reading(
        cpu_ms=outcome.cpu_s / count * 1000,
        database_cpu_ms=outcome.database_cpu_s / count * 1000,
        rate=count / outcome.wall_s,
        latencies_ms=tuple(seconds * 1000 for seconds in outcome.latencies_s),
    )


def ratio_lines(measured: list[Measured]) -> Iterator[str]:
    """The short table: what the aims are about."""
    yield "| operation | CPU of ours | of A | of B | ours / A (aim ≤ 1.5) | B / ours (aim ≥ 6) |"
    yield "|---|--:|--:|--:|--:|--:|"
    for one in measured:
        cells = [f"{one.cpu_ms(name):.2f} ms" for name in SERVERS]
        low, high = one.spread_to("by_hand")
        to_b = 1 / one.ratio_to("orm")
        least, most = (1 / ratio for ratio in reversed(one.spread_to("orm")))
        cells += [
            f"**{one.ratio_to('by_hand'):.2f}** ({low:.2f}-{high:.2f})",
            f"**{to_b:.1f}** ({least:.1f}-{most:.1f})",
        ]
        yield f"| {one.title} | {' | '.join(cells)} |"


def full_lines(measured: list[Measured]) -> Iterator[str]:
    """Everything that was measured."""
    yield "| operation | server | CPU a request | PostgreSQL's | requests/s | p50 | p99 |"
    yield "|---|---|--:|--:|--:|--:|--:|"
    for one in measured:
        for name in SERVERS:
            readings = one.readings[name]
            cells = [
                f"{one.cpu_ms(name):.2f} ms",
                f"{median(r.database_cpu_ms for r in readings):.2f} ms",
                f"{median(r.rate for r in readings):.0f}",
                f"{one.latency_ms(name, 0.5):.1f} ms",
                f"{one.latency_ms(name, 0.99):.1f} ms",
            ]
            yield f"| {one.title} | {TITLES[name]} | {' | '.join(cells)} |"
