"""CPU, throughput and latency of five HTTP operations on three servers; see benchmarks/README.md."""

from collections.abc import Callable, Mapping
from functools import partial

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.http.rounds import ROUNDS, Measured, one_round, warm_up
from benchmarks.http.servers import SERVERS, Server

OPERATIONS = {
    "get": "get order",
    "list": "list 50 orders",
    "create": "create order",
    "approve": "approve order",
    "nearest": "nearest 20 of 50k",
}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_on_all_three_servers(
    benchmark: BenchmarkFixture, servers: Mapping[str, Server], measured: list[Measured], operation: str
) -> None:
    """What pytest-benchmark times is a whole alternating round; what counts is in `extra_info`."""
    warm_up(servers, operation)
    found = Measured(OPERATIONS[operation])
    pedantic: Callable[..., None] = benchmark.pedantic
    pedantic(partial(one_round, servers, operation, found), rounds=ROUNDS, iterations=1)
    measured.append(found)
    benchmark.extra_info |= {f"cpu_ms of {name}": round(found.cpu_ms(name), 3) for name in SERVERS}
    benchmark.extra_info |= {f"ours / {peer}": round(found.ratio_to(peer), 3) for peer in SERVERS[1:]}
