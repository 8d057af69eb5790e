"""Solvers on a Ray cluster: many machines, one task for each question. Ray is an optional extra."""

import asyncio
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any, Final

from adapters.dispatch.solvers import Draft, SolverLost, SolversBusy, Tables
from adapters.dispatch.solving import Stage, answers
from adapters.dispatch.version import engine_version
from domain.dispatching.matching import MatchAnswer, MatchQuestion

_ROOT: Final = Path(__file__).resolve().parents[2]


def is_ray_installed() -> bool:
    """Without importing it, which takes seconds."""
    return any((Path(entry) / "ray" / "_version.py").is_file() for entry in sys.path)


def solve_remotely(question: MatchQuestion, tables: Tables) -> Iterator[Draft]:
    """What a task on the cluster does; importable there by this name."""
    yield from answers(question, tables)


@dataclass(slots=True)
class RaySolvers:
    """`address` is that of a cluster to which this machine belongs: `host:6379`, or `auto`.

    The machines of the cluster have this program and its packages installed. An answer by another version of
    it than this one counts as lost: it could not be replayed. A task is killed when its asker is cancelled,
    and never tried again by Ray itself. A cluster that is not there is looked for again when `again_after_s`
    have passed. Use on one event loop; call `close` when done.
    """

    address: str
    most_waiting: int = 1024
    again_after_s: float = 30.0
    _connecting: asyncio.Task[Any] | None = field(default=None, init=False)
    _failed_at: float | None = field(default=None, init=False)
    _asked: int = field(default=0, init=False)
    _is_closed: bool = field(default=False, init=False)

    async def warm_up(self, *, with_kernels: bool) -> None:
        """Connect. The cluster's processes load kernels when they first need them."""
        with suppress(SolverLost):
            await self._connected()

    async def solve(self, question: MatchQuestion, tables: Tables, drafts: list[Draft]) -> MatchAnswer:
        if self._asked >= self.most_waiting:
            raise SolversBusy
        self._asked += 1
        try:
            return await self._solve(await self._connected(), question, tables, drafts)
        finally:
            self._asked -= 1

    async def _solve(
        self, task: Any, question: MatchQuestion, tables: Tables, drafts: list[Draft]
    ) -> MatchAnswer:
        import ray

        told = None
        try:
            told = await asyncio.to_thread(task.remote, question, tables)
            async for one in told:
                stage, answer = await one
                if not isinstance(answer, MatchAnswer) or answer.engine != engine_version():
                    raise SolverLost("another version solves there")
                if stage is Stage.EXPLAINED:
                    return answer
                drafts.append((stage, answer))
        except asyncio.CancelledError:
            if told is not None:
                ray.cancel(told, force=True)
            raise
        except (ray.exceptions.RayError, ConnectionError) as trouble:
            raise SolverLost("its task is lost") from trouble
        raise SolverLost("not a whole answer")

    async def _connected(self) -> Any:
        """One connection for all; who stops waiting for it does not break it off."""
        if self._is_closed or self._is_resting():
            raise SolverLost("no cluster")
        if self._connecting is None:
            self._connecting = asyncio.create_task(asyncio.to_thread(self._connect))
        try:
            return await asyncio.shield(self._connecting)
        except SolverLost:
            self._connecting, self._failed_at = None, monotonic()
            raise

    def _is_resting(self) -> bool:
        return self._failed_at is not None and monotonic() - self._failed_at < self.again_after_s

    def _connect(self) -> Any:
        """Raises `SolverLost` when Ray is not installed or its cluster not reachable."""
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        host, _, port = self.address.rpartition(":")
        try:
            import ray

            if host:  # Ray itself would try for minutes
                socket.create_connection((host, int(port)), timeout=3.0).close()
            there = {"PYTHONPATH": str(_ROOT), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
            ray.init(
                self.address, runtime_env={"env_vars": there}, log_to_driver=False, logging_level="ERROR"
            )
        except (ImportError, RuntimeError, ValueError, OSError) as trouble:
            raise SolverLost("no cluster there") from trouble
        return ray.remote(num_cpus=1, max_retries=0, num_returns="streaming")(solve_remotely)

    async def close(self) -> None:
        """Leave the cluster; it ends what this process asked for."""
        self._is_closed = True
        if self._connecting is not None:
            with suppress(SolverLost):
                await self._connecting
                import ray

                await asyncio.to_thread(ray.shutdown)
