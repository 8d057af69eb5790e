"""The few rules that both peers need, written by hand as one writes them without a domain model."""

import base64
import hashlib
import hmac
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from datetime import time as time_of_day
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

STAFF_ROLES: Final = frozenset({"reviewer", "dispatcher", "manager"})
PHOTO_SECRET: Final = b"the peers' own secret for links to photos"
PHOTO_LIFE_S: Final = 3600
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

_ACTIONS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "homeowner": {
        "PENDING_REVIEW": ("cancel",),
        "INFO_REQUESTED": ("answer", "cancel"),
        "READY": ("cancel",),
        "OFFERED": ("cancel",),
        "AWAITING_CONFIRMATION": ("not_done", "confirm"),
        "COMPLETED": ("review",),
    },
    "reviewer": {
        "PENDING_REVIEW": ("approve", "ask", "reject", "cancel"),
        "INFO_REQUESTED": ("cancel",),
        "READY": ("cancel",),
        "OFFERED": ("cancel",),
    },
    "dispatcher": {
        "PENDING_REVIEW": ("cancel",),
        "INFO_REQUESTED": ("cancel",),
        "READY": ("offer", "assign", "open_hall", "close_unserved", "cancel"),
        "OFFERED": ("withdraw", "cancel"),
        "ACCEPTED": ("reassign",),
        "EN_ROUTE": ("reassign",),
    },
}


def allowed_actions(role: str, status: str, in_hall: bool, has_review: bool, not_done: int) -> list[str]:
    actions = _ACTIONS[role].get(status, ())
    if in_hall and "open_hall" in actions:
        return [action for action in actions if action != "open_hall"]
    if has_review and "review" in actions:
        return []
    if not_done >= 2 and "not_done" in actions:
        return [action for action in actions if action != "not_done"]
    return list(actions)


def order_number(order_id: UUID) -> str:
    bits = order_id.int
    day = time.strftime("%y%m%d", time.gmtime((bits >> 80) // 1000))
    return day + "-" + "".join(_ALPHABET[bits >> shift & 31] for shift in (25, 20, 15, 10, 5, 0))


def masked_phone(phone: str | None) -> str | None:
    return None if phone is None else phone[:3] + "*" * (len(phone) - 7) + phone[-4:]


def photo_url(photo_id: UUID) -> str:
    """A signed link; the product's own has the same shape and another secret."""
    exp = (int(time.time()) // PHOTO_LIFE_S + 2) * PHOTO_LIFE_S
    mac = hmac.digest(PHOTO_SECRET, f"{photo_id}:{exp}".encode(), "sha256")
    return f"/api/v1/photos/{photo_id}?exp={exp}&sig={base64.urlsafe_b64encode(mac[:18]).decode()}"


def review_deadline(now: datetime, zone: str, within_s: int) -> datetime:
    """When the reviewers' time is over: they work from 8 to 20, local time."""
    budget, local = timedelta(seconds=within_s), now.astimezone(ZoneInfo(zone))
    opens = datetime.combine(local.date(), time_of_day(8), local.tzinfo)
    closes = datetime.combine(local.date(), time_of_day(20), local.tzinfo)
    if local < opens:
        return (opens + budget).astimezone(now.tzinfo)
    left = max(closes - local, timedelta(0))
    if budget <= left:
        return now + budget
    return (opens + timedelta(days=1) + budget - left).astimezone(now.tzinfo)


def ready_deadline(
    now: datetime, window_start: datetime, window_end: datetime, policy: Mapping[str, Any]
) -> tuple[datetime, str]:
    """For an order that nobody was asked for yet: the hall some time before the window, else its end."""
    looking_since = max(now, window_start - timedelta(seconds=policy.get("hall_looks_ahead_s", 7200)))
    hall_at = looking_since + timedelta(seconds=policy.get("hall_after_s", 1800))
    return (hall_at, "open_hall") if hall_at < window_end else (window_end, "close_unserved")


def token_digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def request_fingerprint(method: str, path: str, body: bytes) -> bytes:
    return hashlib.sha256(b"%s %s\n%s" % (method.encode(), path.encode(), body)).digest()


def window_problem(start: datetime, end: datetime, now: datetime) -> str | None:
    """Why this window cannot be booked, under the default policy."""
    if end <= now:
        return "in_the_past"
    if start > now + timedelta(days=14):
        return "too_far_ahead"
    return None if timedelta(minutes=30) <= end - start <= timedelta(hours=12) else "length"


def eta(order: Mapping[str, Any]) -> datetime | None:
    if order["status"] == "EN_ROUTE" and order["departed_at"] is not None:
        departed: datetime = order["departed_at"]
        return departed + timedelta(seconds=order["travel_s"] or 0)
    planned: datetime | None = order["starts_at"]
    return planned if order["status"] == "ACCEPTED" else None
