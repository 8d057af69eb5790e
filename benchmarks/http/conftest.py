"""The servers of a run, and its tables at the end."""

import importlib.util
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

from benchmarks.http.rounds import CONNECTIONS, REQUESTS, ROUNDS, Measured, full_lines, ratio_lines
from benchmarks.http.servers import Server

REPORT: Final = Path(__file__).resolve().parents[2] / ".build" / "bench-http.md"
NEEDED: Final = ("fastapi", "uvicorn", "httptools", "uvloop", "greenlet", "geoalchemy2")
MEASURED: Final[list[Measured]] = []


@pytest.fixture(scope="session")
def servers() -> Iterator[Mapping[str, Server]]:
    """All three, warm, and proven to do the same work. Skips when something they need is missing."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"not installed here: {', '.join(missing)}")
    from adapters.persistence.embedded.binaries import find_binaries
    from adapters.persistence.embedded.errors import EmbeddedClusterError
    from benchmarks.http.database import running_cluster
    from benchmarks.http.sameness import require_same_work
    from benchmarks.http.servers import running_servers

    try:
        find_binaries()
    except EmbeddedClusterError as absent:
        pytest.skip(str(absent))
    with running_cluster() as cluster, running_servers(cluster) as running:
        require_same_work(running, calls=30)
        yield running


@pytest.fixture(scope="session")
def measured() -> list[Measured]:
    return MEASURED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not MEASURED:
        return
    lines = [
        f"{ROUNDS} alternating rounds of {REQUESTS} requests over {CONNECTIONS} connections; medians.",
        "",
        *ratio_lines(MEASURED),
        "",
        *full_lines(MEASURED),
    ]
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text("\n".join([*lines, ""]))
    terminalreporter.section("HTTP operations")
    for line in lines:
        terminalreporter.write_line(line)
