"""The same questions on a Ray cluster of this machine, started and ended by the test."""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from secrets import token_hex

import pytest

from adapters.dispatch.in_process import InProcessPlanner
from adapters.dispatch.planner import EnginePlanner
from adapters.dispatch.ray_cluster import RaySolvers, is_ray_installed
from domain.dispatching.matching import Solver, SolverReason
from tests.adapters.dispatch.town import GridTravel, question

ASKED = question(11, visits=14, workers=10)
needs_ray = pytest.mark.skipif(not is_ray_installed(), reason="the extra `ray` is not installed")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


def told_to(patch: pytest.MonkeyPatch) -> dict[str, str]:
    """Both ends of a cluster have to be told its token."""
    wanted = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": token_hex(32), "RAY_USAGE_STATS_ENABLED": "0"}
    for name, value in wanted.items():
        patch.setenv(name, value)
    return wanted


HEAD = """
import sys, ray
made = ray.init(num_cpus=2, include_dashboard=False, object_store_memory=100_000_000, _temp_dir=sys.argv[1])
print("at", made.address_info["gcs_address"], flush=True)
sys.stdin.read()
ray.shutdown()
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A head with two cores and a token of its own; it ends with the pipe to the process that holds it."""
    folder = tmp_path_factory.mktemp("ray")
    with (
        pytest.MonkeyPatch.context() as patch,
        subprocess.Popen(
            (sys.executable, "-c", HEAD, str(folder)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **told_to(patch)},
            text=True,
        ) as holder,
    ):
        assert holder.stdout is not None
        line = next((one for one in holder.stdout if one.startswith("at ")), "")
        yield line.split()[1]
        assert holder.stdin is not None
        holder.stdin.close()
        holder.wait(60)


@needs_ray
@pytest.mark.soak
async def test_a_cluster_answers_as_this_process_does_and_several_regions_at_once(cluster: str) -> None:
    planner, here = EnginePlanner(GridTravel(), RaySolvers(cluster)), InProcessPlanner(GridTravel())
    asked = [question(seed, visits=14, workers=10, deadline_s=100.0) for seed in range(8)]
    found = await asyncio.gather(*(planner.match(one) for one in asked))
    for one, answer in zip(asked, found, strict=True):
        assert replace(answer, solve_ms=0) == replace(await here.match(one), solve_ms=0)
    assert {answer.solver for answer in found} == {Solver.EXACT}
    late = await planner.match(replace(ASKED, deadline_s=0.001))
    assert (late.solver, late.solver_reason) == (Solver.GREEDY, SolverReason.DEADLINE)
    again = await planner.match(replace(ASKED, deadline_s=60.0))
    assert again.solver_reason is SolverReason.CERTIFIED
    await planner.close()
    assert (await planner.match(ASKED)).solver_reason is SolverReason.PROCESS_DIED


async def test_without_a_cluster_the_plain_rule_answers(tmp_path: Path) -> None:
    planner = EnginePlanner(GridTravel(), RaySolvers(f"127.0.0.1:{free_port()}"))
    answer = await planner.match(replace(ASKED, deadline_s=2.0))
    assert answer.solver is Solver.GREEDY
    assert answer.solver_reason in {SolverReason.PROCESS_DIED, SolverReason.DEADLINE}
    assert answer.assignments
    await planner.close()
