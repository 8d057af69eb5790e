"""A warm process that answers one question after another."""

import asyncio
import os
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from adapters.dispatch.frames import packed, receive_frame
from adapters.dispatch.solvers import Draft, SolverLost, Tables
from adapters.dispatch.solving import Stage
from domain.dispatching.matching import MatchAnswer, MatchQuestion

_ROOT: Final = Path(__file__).resolve().parents[2]
_ONE_THREAD: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


@dataclass(slots=True, eq=False)
class SolverProcess:
    """`answered` counts its questions; one that was interrupted must be ended, never asked again."""

    process: Process
    answered: int = field(default=0, init=False)

    @classmethod
    async def start(cls, command: Sequence[str]) -> "SolverProcess":
        """Raises `SolverLost` when it cannot be started."""
        paths = os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        try:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=PIPE,
                stdout=PIPE,
                env={**os.environ, **_ONE_THREAD, "PYTHONPATH": paths},
                start_new_session=True,
            )
        except OSError as trouble:
            raise SolverLost("it cannot be started") from trouble
        return cls(process)

    @property
    def is_alive(self) -> bool:
        return self.process.returncode is None

    async def ask(self, question: MatchQuestion, tables: Tables, drafts: list[Draft]) -> MatchAnswer:
        """Raises `SolverLost`."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(await asyncio.to_thread(packed, (question, tables)))
            await self.process.stdin.drain()
            while True:
                stage, answer = await receive_frame(self.process.stdout)
                if not isinstance(answer, MatchAnswer):
                    raise SolverLost("not an answer")
                if stage is Stage.EXPLAINED:
                    self.answered += 1
                    return answer
                drafts.append((stage, answer))
        except (asyncio.IncompleteReadError, ConnectionError) as trouble:
            raise SolverLost("it died") from trouble

    async def end(self) -> None:
        """Kill it (nothing it holds is worth keeping) and wait until it is gone."""
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()
        if self.process.stdin is not None:
            self.process.stdin.close()
