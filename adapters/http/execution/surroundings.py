"""What all routes of an app share."""

from collections.abc import Callable
from dataclasses import dataclass, field

from adapters.http.execution.call import NewKeyedUnit
from adapters.http.execution.credentials import Door
from adapters.http.execution.writes import Writes
from adapters.http.observing.access_log import RequestLog, Silence
from adapters.http.observing.metrics import Metrics
from adapters.http.observing.request_ids import RequestIds
from domain.identity.sessions import SignedInActor

Admit = Callable[[str, SignedInActor | None], None]
"""Route name and caller. Raises `TooMany`; the place for a limit on everything."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`is_secure`: cookies are for https alone."""

    door: Door
    new_keyed_unit: NewKeyedUnit
    is_secure: bool
    admit: Admit | None = None
    log: RequestLog = field(default_factory=Silence)
    metrics: Metrics = field(default_factory=Metrics)
    writes: Writes = field(default_factory=Writes)
    request_ids: RequestIds = field(default_factory=RequestIds)
