"""Whether the kernels of the search for routes are compiled; if not, that is done beside everything else."""

import asyncio
import logging
import os
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Final

log = logging.getLogger(__name__)
COMPILER: Final = (sys.executable, "-m", "dispatch_engine")
_ROOT: Final = Path(__file__).resolve().parents[2]
_ENDS: Final = "import os, sys; os.nice(5); os.execv(sys.argv[1], sys.argv[1:])"


@dataclass(slots=True)
class WarmKernels:
    """Compiling takes most of a minute of a core once for each version, and a second after that.

    `command` compiles, or loads what is compiled, and ends with 0. After a failure it is tried again when
    `again_after_s` have passed. Use on one event loop; call `close` when done.
    """

    command: Sequence[str] = COMPILER
    again_after_s: float = 300.0
    _is_warm: bool = field(default=False, init=False)
    _running: Process | None = field(default=None, init=False)
    _watching: asyncio.Task[None] | None = field(default=None, init=False)
    _failed_at: float | None = field(default=None, init=False)

    async def are_warm(self) -> bool:
        """Never waits for the compiler; the first call that hears False has started it."""
        if not self._is_warm and self._watching is None and not self._is_resting():
            self._watching = asyncio.create_task(self._compile())
        return self._is_warm

    async def warmed(self) -> bool:
        """Wait until it has ended. False when it failed."""
        await self.are_warm()
        if self._watching is not None:
            await asyncio.shield(self._watching)
        return self._is_warm

    async def close(self) -> None:
        if self._running is not None:
            with suppress(ProcessLookupError):
                self._running.kill()
        if self._watching is not None:
            await self._watching

    def _is_resting(self) -> bool:
        return self._failed_at is not None and monotonic() - self._failed_at < self.again_after_s

    async def _compile(self) -> None:
        paths = os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        try:
            self._running = await asyncio.create_subprocess_exec(
                *(sys.executable, "-c", _ENDS),
                *self.command,
                stdin=DEVNULL,
                stdout=DEVNULL,
                env={**os.environ, "PYTHONPATH": paths},
                start_new_session=True,
            )
            self._is_warm = await self._running.wait() == 0
        except OSError:
            log.exception("the compiler of the kernels cannot be started")
        finally:
            self._running = self._watching = None
        if not self._is_warm:
            self._failed_at = monotonic()
            log.error("the kernels of the search for routes could not be compiled; asked again later")
