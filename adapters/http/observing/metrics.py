"""Counts and durations of this process, in the Prometheus text format (version 0.0.4).

Own, because it is 100 lines: prometheus-client takes a lock and several dictionary walks per observation,
and needs files shared between processes to add them up. Here each process says who it is by a label.
"""

import os
import resource
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from typing import Final

BUCKETS_S: Final = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"

Gauge = Callable[[], float]
Gauges = Callable[[], Mapping[str, float]]


class Timings:
    """Durations of one (route, method, status)."""

    __slots__ = ("buckets", "count", "total_s")

    def __init__(self) -> None:
        self.buckets = [0] * (len(BUCKETS_S) + 1)
        self.count = 0
        self.total_s = 0.0

    def observe(self, seconds: float) -> None:
        self.buckets[bisect_left(BUCKETS_S, seconds)] += 1
        self.count += 1
        self.total_s += seconds


class Metrics:
    def __init__(self, process: str | None = None) -> None:
        self._process = process or str(os.getpid())
        self._timings: dict[tuple[str, str, int], Timings] = {}
        self._gauges: dict[str, tuple[str, Gauge]] = {}
        self._groups: list[tuple[str, str, Gauges]] = []

    def observe(self, route: str, method: str, status: int, seconds: float) -> None:
        key = (route, method, status)
        timings = self._timings.get(key)
        if timings is None:
            timings = self._timings[key] = Timings()
        timings.observe(seconds)

    def gauge(self, name: str, what: str, read: Gauge) -> None:
        """A value that is read when asked for."""
        self._gauges[name] = (what, read)

    def gauges(self, name: str, what: str, read: Gauges) -> None:
        """Several values under one name, told apart by the label `which`."""
        self._groups.append((name, what, read))

    def text(self) -> str:
        return "\n".join((*self._request_lines(), *self._gauge_lines(), *self._process_lines(), ""))

    def _labels(self, **labels: str) -> str:
        said = {**labels, "process": self._process}
        return ",".join(f'{name}="{_escaped(value)}"' for name, value in said.items())

    def _request_lines(self) -> Iterator[str]:
        name = "callout_http_request_duration_seconds"
        yield f"# HELP {name} Time from the request line to the answer."
        yield f"# TYPE {name} histogram"
        for (route, method, status), timings in sorted(self._timings.items()):
            labels = self._labels(route=route, method=method, status=str(status))
            below = 0
            for edge, hits in zip((*BUCKETS_S, "+Inf"), timings.buckets, strict=True):
                below += hits
                yield f'{name}_bucket{{{labels},le="{edge}"}} {below}'
            yield f"{name}_sum{{{labels}}} {timings.total_s:.6f}"
            yield f"{name}_count{{{labels}}} {timings.count}"

    def _gauge_lines(self) -> Iterator[str]:
        for name, (what, read) in self._gauges.items():
            yield from (f"# HELP {name} {what}", f"# TYPE {name} gauge")
            yield f"{name}{{{self._labels()}}} {read()}"
        for name, what, read_all in self._groups:
            yield from (f"# HELP {name} {what}", f"# TYPE {name} gauge")
            for which, value in sorted(read_all().items()):
                yield f"{name}{{{self._labels(which=which)}}} {value}"

    def _process_lines(self) -> Iterator[str]:
        yield "# TYPE process_cpu_seconds_total counter"
        yield f"process_cpu_seconds_total{{{self._labels()}}} {time.process_time():.3f}"
        yield "# TYPE process_max_resident_memory_bytes gauge"
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        yield f"process_max_resident_memory_bytes{{{self._labels()}}} {peak}"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
