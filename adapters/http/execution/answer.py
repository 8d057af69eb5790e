"""A response whose headers are encoded without Sanic's per-value translation tables.

It takes a quarter of the time of Sanic's own class with the six headers of an answer (measured). Values
come from this package alone (the request id is checked against a harmless alphabet), never from a client.
"""

from collections.abc import Iterator
from typing import Any

from sanic.response import HTTPResponse

from adapters.http.execution.call import Cookie


class Answer(HTTPResponse):
    __slots__ = ()

    def __init__(self, body: bytes, status: int, content_type: str | None, headers: dict[str, Any]) -> None:
        self.asgi = False
        self.stream = None
        self.body = body
        self.status = status
        self.content_type = content_type
        self.headers = headers  # type: ignore[assignment]  # a plain dict does all that Sanic asks of it
        self._cookies = None
        if content_type is not None:
            headers["content-type"] = content_type

    @property
    def processed_headers(self) -> Iterator[tuple[bytes, bytes]]:
        return ((name.encode("ascii"), str(value).encode("latin-1")) for name, value in self.headers.items())


def with_cookies(response: HTTPResponse, cookies: tuple[Cookie, ...], is_secure: bool) -> HTTPResponse:
    """The same answer as a plain Sanic response that also sets these cookies."""
    plain = HTTPResponse(response.body, response.status, dict(response.headers), response.content_type)
    for cookie in cookies:
        plain.add_cookie(
            cookie.name,
            cookie.value or "",
            path=cookie.path,
            max_age=cookie.max_age_s if cookie.value is not None else 0,
            secure=is_secure,
            httponly=cookie.is_http_only,
            samesite="Strict",
        )
    return plain
