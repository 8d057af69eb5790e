"""The number of an order, as people say it on the phone."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final
from uuid import UUID

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base32: no I, L, O, U
_PAIRS: Final = tuple(first + second for first in _ALPHABET for second in _ALPHABET)
_EPOCH: Final = date(1970, 1, 1)
_DAY_MS: Final = 86_400_000
_DAYS_KEPT: Final = 2**47 // _DAY_MS  # till the year 6429; a foreign id has no sensible day anyway


def number_of(order_id: UUID) -> str:
    """`yymmdd-XXXXXX` of a UUIDv7: the UTC day on which the id was made, and 30 bits of its random tail.

    Not stored and not unique by promise: two orders of one day share a number once in a billion pairs.
    """
    bits = order_id.int
    tail = f"{_PAIRS[bits >> 20 & 1023]}{_PAIRS[bits >> 10 & 1023]}{_PAIRS[bits & 1023]}"
    return _day((bits >> 80) // _DAY_MS % _DAYS_KEPT) + tail


@lru_cache(maxsize=512)
def _day(days: int) -> str:
    return (_EPOCH + timedelta(days=days)).strftime("%y%m%d-")
