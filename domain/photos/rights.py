"""Who may add which photo to an order, and until when. SQL filters by the same two sets."""

from typing import Final

from domain.orders.status import FIRM, TERMINAL, Status
from domain.photos.photo import PhotoKind

HOMEOWNER_ADDS_IN: Final = frozenset(Status) - TERMINAL
WORKER_ADDS_IN: Final = FIRM | {Status.AWAITING_CONFIRMATION}


def may_add(kind: PhotoKind, status: Status, *, is_homeowner: bool, is_firm_worker: bool) -> bool:
    """The homeowner shows the problem while the order is open; the worker the work until it is confirmed."""
    if kind is PhotoKind.PROBLEM:
        return is_homeowner and status in HOMEOWNER_ADDS_IN
    return is_firm_worker and status in WORKER_ADDS_IN
