"""One error handler for what Sanic itself refuses, so that nothing leaves as text/plain."""

from collections.abc import Mapping
from typing import Final

from sanic import Request, exceptions
from sanic.handlers import ErrorHandler
from sanic.response import HTTPResponse

from adapters.http.execution.answer import Answer
from adapters.http.execution.exchange import Exchange
from adapters.http.execution.outgoing import Outgoing
from adapters.http.execution.surroundings import Surroundings
from adapters.http.observing import request_ids
from adapters.http.problems import server
from domain.shared.errors import DomainError

_OURS: Final[Mapping[type[exceptions.SanicException], type[Exception]]] = {
    exceptions.NotFound: server.RouteUnknown,
    exceptions.RequestTimeout: server.RequestTimedOut,
    exceptions.PayloadTooLarge: server.BodyTooLarge,
    exceptions.URITooLong: server.AddressTooLong,
    exceptions.ExpectationFailed: server.ExpectationUnmet,
    exceptions.ServiceUnavailable: server.AnswerTimedOut,
    exceptions.BadRequest: server.RequestMalformed,
}


def translated(trouble: Exception) -> Exception:
    """The refusal of ours that says the same; a trouble of no known sort comes back as it is."""
    if isinstance(trouble, DomainError | server.ServerRefusal):
        return trouble
    if isinstance(trouble, exceptions.MethodNotAllowed):
        return server.MethodNotAllowed(tuple(sorted(trouble.headers.get("Allow", "").split(", "))))
    for theirs, ours in _OURS.items():
        if isinstance(trouble, theirs):
            return ours()
    if isinstance(trouble, exceptions.SanicException):
        return {400: server.RequestMalformed(), 426: server.UpgradeNeeded()}.get(trouble.status_code, trouble)
    return trouble


class Failures(ErrorHandler):
    """Answers every exception that reaches Sanic with a problem."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._outgoing = Outgoing(None, around.metrics, around.log)

    def response(self, request: Request, exception: Exception) -> HTTPResponse:
        if isinstance(exception, exceptions.RequestCancelled):  # nobody is there to read it
            return Answer(b"", 499, None, {})
        given = request.headers.get(request_ids.HEADER)
        exchange = Exchange(request, self._around.request_ids.of(given))
        answer = self._outgoing.refused(exchange, translated(exception))
        self._outgoing.note(exchange, answer.status, len(answer.body or b""))
        return answer

    def default(self, request: Request, exception: Exception) -> HTTPResponse:
        return self.response(request, exception)
