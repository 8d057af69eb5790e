"""From a refusal to the bytes of application/problem+json."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import msgspec
from msgspec import UNSET

from adapters.http.models.problems import FactValue, Problem
from adapters.http.problems.catalogue import ENTRIES
from adapters.http.problems.entry import Entry
from adapters.http.problems.kinds import RETRY_AFTER_S, UNKNOWN_STATUS, status_of
from adapters.http.problems.server import (
    InputMalformed,
    InternalError,
    MethodNotAllowed,
    ServerRefusal,
    UpgradeNeeded,
)
from application.ports.unit_of_work import TwinInFlight
from domain.shared.errors import DomainError

PROBLEM_TYPE: Final = "application/problem+json"
PROBLEMS_PAGE: Final = "/docs/problems"
TWIN_RETRY_AFTER_S: Final = 1
_encode: Final = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal as it leaves: status, body and the headers that belong to it."""

    status: int
    code: str
    body: bytes
    headers: dict[str, str]


def refused(trouble: Exception, locale: str, request_id: str) -> Refused:
    """Never fails; a trouble of no kind becomes 500 without facts."""
    status = _status(trouble)
    if status == UNKNOWN_STATUS:
        trouble = InternalError()
    codes = tuple(_codes(trouble))
    entry = next(ENTRIES[code] for code in codes if code in ENTRIES)
    problem = Problem(
        type=f"{PROBLEMS_PAGE}#{codes[0]}",
        title=entry.title.in_locale(locale),
        status=status,
        detail=entry.advice.in_locale(locale),
        instance=f"/requests/{request_id}",
        code=codes[0],
        facts=_facts(trouble, entry) or UNSET,
        errors=trouble.errors if isinstance(trouble, InputMalformed) else UNSET,
    )
    return Refused(status, codes[0], _encode(problem), _headers(trouble, status, locale))


def _status(trouble: Exception) -> int:
    if isinstance(trouble, DomainError):
        return status_of(type(trouble))
    return trouble.status if isinstance(trouble, ServerRefusal) else UNKNOWN_STATUS


def _codes(trouble: Exception) -> Iterator[str]:
    """Its own code first, then those of its kind: a cause without words speaks with those of its kind."""
    return (kind.__dict__["code"] for kind in type(trouble).__mro__ if "code" in kind.__dict__)


def _facts(trouble: Exception, entry: Entry) -> dict[str, FactValue]:
    facts = trouble.facts if isinstance(trouble, DomainError) else {}
    return {name: value for name, value in facts.items() if name in entry.facts}


def _headers(trouble: Exception, status: int, locale: str) -> dict[str, str]:
    headers = {"content-language": "zh-CN" if locale.startswith("zh") else "en"}
    if status == 401:
        headers["www-authenticate"] = 'Bearer realm="callout"'
    if isinstance(trouble, MethodNotAllowed):
        headers["allow"] = ", ".join(trouble.allowed)
    if isinstance(trouble, UpgradeNeeded):
        headers["upgrade"] = "websocket"
    if isinstance(trouble, TwinInFlight):
        headers["retry-after"] = str(TWIN_RETRY_AFTER_S)
    elif status in RETRY_AFTER_S:
        headers["retry-after"] = str(_retry_after_s(trouble, status))
    return headers


def _retry_after_s(trouble: Exception, status: int) -> int:
    said = trouble.facts.get("retry_after_s") if isinstance(trouble, DomainError) else None
    return said if isinstance(said, int) else RETRY_AFTER_S[status]
