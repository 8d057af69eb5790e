"""What is known of one request while it is answered."""

from time import perf_counter
from typing import Any

from sanic import Request

from adapters.http.execution.credentials import Presented
from domain.identity.sessions import SignedInActor


class Exchange:
    __slots__ = ("code", "request", "request_id", "shown", "started", "who")

    def __init__(self, request: Request, request_id: str) -> None:
        self.request = request
        self.request_id = request_id
        self.started = perf_counter()
        self.who: SignedInActor | None = None
        self.shown: Presented | None = None
        self.code: str | None = None

    @property
    def account_locale(self) -> str | None:
        return self.who.locale if self.who else None

    def headers(self) -> dict[str, Any]:
        """Those of every answer of the API: it is private to the caller, and never to be guessed at."""
        return {
            "x-request-id": self.request_id,
            "cache-control": "no-store",
            "x-content-type-options": "nosniff",
        }
