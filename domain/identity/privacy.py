"""When a worker may see a homeowner's phone and full address, and what is shown before. Business time."""

from datetime import datetime, timedelta
from typing import Final

from domain.shared.geo import Point

CONTACT_AFTER_COMPLETION: Final = timedelta(hours=24)

_HEAD_DIGITS = 2
_TAIL_DIGITS = 4
_HIDDEN_DIGITS = 4


def worker_sees_contact(
    accepted_at: datetime | None,
    completed_at: datetime | None,
    released_at: datetime | None,
    now: datetime,
) -> bool:
    """Whether the firm worker of a visit sees phone and full address at `now`.

    From acceptance (inclusive) to 24 h after completion (exclusive). `completed_at` is None while work is
    to be done, also when it was reopened. `released_at` is when the visit stopped being this worker's
    (dropped, reassigned, cancelled): from then on nothing is seen.
    """
    if accepted_at is None or now < accepted_at:
        return False
    if released_at is not None and now >= released_at:
        return False
    return completed_at is None or now < completed_at + CONTACT_AFTER_COMPLETION


def masked_phone(phone: str | None) -> str | None:
    """An E.164 number with its middle hidden: `+56*****5678`. At least four digits are always hidden."""
    if phone is None:
        return None
    digits = phone.removeprefix("+")
    head = min(_HEAD_DIGITS, max(0, len(digits) - _HIDDEN_DIGITS))
    tail = min(_TAIL_DIGITS, max(0, len(digits) - head - _HIDDEN_DIGITS))
    hidden = len(digits) - head - tail
    return "+" + digits[:head] + "*" * hidden + digits[len(digits) - tail :]


def coarse(point: Point) -> Point:
    """About a hundred metres: enough to judge the way, not enough to find the door."""
    return Point(round(point.lon, 3), round(point.lat, 3))
