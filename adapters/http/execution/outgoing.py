"""From an answer or a refusal to a response, with its line in the log and its place in the metrics."""

import gzip
import logging
from time import perf_counter
from typing import Any, Final

import msgspec
from sanic import Request
from sanic.response import HTTPResponse

from adapters.http.contract.route import JSON_TYPE, Route
from adapters.http.execution.answer import Answer, with_cookies
from adapters.http.execution.call import Reply
from adapters.http.execution.exchange import Exchange
from adapters.http.execution.keys import REPLAYED_HEADER
from adapters.http.execution.languages import locale_of
from adapters.http.observing.access_log import RequestLine, RequestLog, wall_clock
from adapters.http.observing.metrics import Metrics
from adapters.http.problems.kinds import UNKNOWN_STATUS
from adapters.http.problems.render import PROBLEM_TYPE, refused

log = logging.getLogger("callout.http")
NO_CONTENT: Final = 204
NOT_MODIFIED: Final = 304
_encode: Final = msgspec.json.Encoder().encode


class Outgoing:
    """The answering side of one route, compiled. `route` None is for what the server itself refuses."""

    __slots__ = ("_is_secure", "_log", "_metrics", "_name", "_status")

    def __init__(
        self, route: Route | None, metrics: Metrics, request_log: RequestLog, is_secure: bool = False
    ) -> None:
        self._name = route.name if route else "-"
        self._status = route.status if route else UNKNOWN_STATUS
        self._metrics = metrics
        self._log = request_log
        self._is_secure = is_secure

    def answered(self, exchange: Exchange, answer: object) -> HTTPResponse:
        if isinstance(answer, Reply):
            return self._replied(exchange, answer)
        if self._status == NO_CONTENT:
            return Answer(b"", NO_CONTENT, None, exchange.headers())
        return Answer(_encode(answer), self._status, JSON_TYPE, exchange.headers())

    def _replied(self, exchange: Exchange, reply: Reply) -> HTTPResponse:
        headers = exchange.headers() | reply.headers
        if self._status == NO_CONTENT:
            response = Answer(b"", NO_CONTENT, None, headers)
        elif reply.raw is not None:
            response = _raw_answer(exchange.request, reply, reply.raw, headers)
        else:
            response = Answer(_encode(reply.answer), self._status, JSON_TYPE, headers)
        return with_cookies(response, reply.cookies, self._is_secure) if reply.cookies else response

    def replayed(self, exchange: Exchange, stored: bytes) -> HTTPResponse:
        """What was answered to the first request under this key."""
        headers = exchange.headers() | {REPLAYED_HEADER: "true"}
        if self._status == NO_CONTENT:
            return Answer(b"", NO_CONTENT, None, headers)
        return Answer(stored, self._status, JSON_TYPE, headers)

    def refused(self, exchange: Exchange, trouble: Exception) -> HTTPResponse:
        locale = locale_of(exchange.request, exchange.account_locale)
        problem = refused(trouble, locale, exchange.request_id)
        exchange.code = problem.code
        if problem.status == UNKNOWN_STATUS:
            log.error("request %s failed", exchange.request_id, exc_info=trouble)
        headers = exchange.headers() | problem.headers
        return Answer(problem.body, problem.status, PROBLEM_TYPE, headers)

    def note(self, exchange: Exchange, status: int, size: int) -> None:
        seconds = perf_counter() - exchange.started
        request = exchange.request
        self._metrics.observe(self._name, request.method, status, seconds)
        self._log.note(
            RequestLine(
                at=wall_clock(),
                request_id=exchange.request_id,
                method=request.method,
                path=request.path,
                route=self._name,
                status=status,
                ms=round(seconds * 1000, 2),
                size=size,
                account_id=exchange.who.actor.account_id if exchange.who else None,
                code=exchange.code,
            )
        )


def _raw_answer(request: Request, reply: Reply, raw: bytes, headers: dict[str, Any]) -> Answer:
    etag = headers.get("etag")
    if etag is not None and request.headers.get("if-none-match") == etag:
        return Answer(b"", NOT_MODIFIED, None, headers)
    if not reply.is_packed:
        return Answer(raw, 200, reply.content_type, headers)
    headers["vary"] = "accept-encoding"
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Answer(gzip.decompress(raw), 200, reply.content_type, headers)
    headers["content-encoding"] = "gzip"
    return Answer(raw, 200, reply.content_type, headers)
