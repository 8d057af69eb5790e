"""The one table from kind of refusal to HTTP status. The core knows none of these numbers."""

from collections.abc import Mapping
from typing import Final

from domain.shared.errors import (
    Conflict,
    DomainError,
    Expired,
    Forbidden,
    Malformed,
    NotFound,
    RuleBroken,
    TooMany,
    Unauthenticated,
    Unavailable,
)

STATUS_OF: Final[Mapping[type[DomainError], int]] = {
    Malformed: 400,
    Unauthenticated: 401,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    Expired: 410,
    RuleBroken: 422,
    TooMany: 429,
    Unavailable: 503,
}
UNKNOWN_STATUS: Final = 500
RETRY_AFTER_S: Final[Mapping[int, int]] = {429: 30, 503: 5}
"""Said where the refusal itself has no `retry_after_s` among its facts."""


def status_of(refusal: type[DomainError]) -> int:
    """By the nearest kind among its ancestors; 500 for a refusal of no kind."""
    return next((STATUS_OF[each] for each in refusal.__mro__ if each in STATUS_OF), UNKNOWN_STATUS)
