"""Moments as whole seconds since 1970 UTC: the kernel counts, it does not round twice."""

from datetime import UTC, datetime, timedelta
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND: Final = timedelta(seconds=1)


def at_or_after(moment: datetime) -> int:
    """The first whole second that is not before `moment`."""
    return -((_EPOCH - moment) // _SECOND)


def at_or_before(moment: datetime) -> int:
    """The last whole second that is not after `moment`."""
    return (moment - _EPOCH) // _SECOND


def moment_of(second: int) -> datetime:
    return _EPOCH + timedelta(seconds=second)
