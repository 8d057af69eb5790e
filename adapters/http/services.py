"""What the composition root gives to the HTTP side: ports of the frame, and the handlers that routes call."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from adapters.http.execution.call import NewKeyedUnit
from adapters.http.execution.credentials import Authenticate, CheckCsrf
from adapters.http.execution.surroundings import Admit
from application.ports.changes import Changes

Readiness = Callable[[], Awaitable[Mapping[str, str]]]
"""What is missing before this process can serve, by name, in words; empty when it is ready."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The ports that the HTTP side itself needs. `real_now` is real time, aware UTC."""

    authenticate: Authenticate
    check_csrf: CheckCsrf
    new_keyed_unit: NewKeyedUnit
    changes: Changes
    real_now: Callable[[], datetime]
    readiness: Readiness
    pool_stats: Callable[[], Mapping[str, float]] = dict
    admit: Admit | None = None


@dataclass(frozen=True, slots=True)
class HttpSettings:
    """`site` holds the built front ends in `admin/`, `worker-h5/` and `homeowner-h5/`; None serves none.

    `is_secure` keeps cookies to https. `proxies` is how many of our own proxies stand before us (then
    X-Forwarded-For is believed that far). `write_log` takes lines of the access log; None writes none.
    """

    site: Path | None = None
    is_secure: bool = False
    proxies: int = 0
    write_log: Callable[[bytes], object] | None = None
    drain_within_s: float = 8.0
    request_timeout_s: float = 30.0
    response_timeout_s: float = 60.0
    process: str | None = None


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that the endpoints call."""

    frame: Frame
