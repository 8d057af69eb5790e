"""What operators ask for, outside the API: does the process live, can it serve, how does it fare."""

import logging
from typing import Final

import msgspec
from sanic import Request
from sanic.response import HTTPResponse

from adapters.http.execution.answer import Answer
from adapters.http.observing.metrics import CONTENT_TYPE, Metrics
from adapters.http.services import Readiness

log = logging.getLogger("callout.http")
_encode: Final = msgspec.json.Encoder().encode


class Operations:
    def __init__(self, readiness: Readiness, metrics: Metrics) -> None:
        self._readiness = readiness
        self._metrics = metrics
        self.is_stopping = False

    async def healthz(self, request: Request) -> HTTPResponse:
        return _json({"status": "ok"}, 200)

    async def readyz(self, request: Request) -> HTTPResponse:
        missing = await self._missing()
        return _json({"is_ready": not missing, "missing": missing}, 503 if missing else 200)

    async def metrics(self, request: Request) -> HTTPResponse:
        return Answer(self._metrics.text().encode(), 200, CONTENT_TYPE, {"cache-control": "no-store"})

    async def _missing(self) -> dict[str, str]:
        if self.is_stopping:
            return {"process": "is stopping"}
        try:
            return dict(await self._readiness())
        except Exception:
            log.warning("readiness cannot be told", exc_info=True)
            return {"readiness": "cannot be told"}


def _json(value: object, status: int) -> HTTPResponse:
    return Answer(_encode(value), status, "application/json", {"cache-control": "no-store"})
