"""Event -> what follows. The one place to look when asking why something happened after something."""

from collections.abc import Mapping
from typing import Final

from application.reactions.desk import (
    SETTLES,
    clear_desk,
    put_low_score_on_desk,
    put_on_desk,
    put_review_back_on_desk,
)
from application.reactions.react import (
    Reaction,
    give_held_points_back,
    give_order_points,
    give_promotions_back,
    give_review_points,
    notify_homeowner,
    notify_workers,
    spend_held_points,
    use_coupons,
)
from application.reactions.words import TO_DESK, TO_HOMEOWNER, TO_WORKERS
from domain.orders.events import EVENT_OF, InfoAnswered, OrderCompleted, OrderEvent, OrderReviewed
from domain.orders.lifecycle import TRANSITIONS
from domain.orders.status import TERMINAL, Status

# Every event of a step that leads to an end other than done, as the life-cycle has them.
ENDS_WITHOUT_SERVICE: Final = frozenset(
    EVENT_OF[row.action] for row in TRANSITIONS if row.to in TERMINAL - {Status.COMPLETED}
)


def _reactions_to(kind: type[OrderEvent]) -> tuple[Reaction, ...]:
    found: list[Reaction] = []
    if kind in TO_HOMEOWNER:
        found.append(notify_homeowner)
    if kind in TO_WORKERS:
        found.append(notify_workers)
    if kind in SETTLES:
        found.append(clear_desk)
    if kind in TO_DESK:
        found.append(put_on_desk)
    if kind is InfoAnswered:
        found.append(put_review_back_on_desk)
    if kind is OrderCompleted:
        found.extend((spend_held_points, use_coupons, give_order_points))
    if kind in ENDS_WITHOUT_SERVICE:
        found.extend((give_held_points_back, give_promotions_back))
    if kind is OrderReviewed:
        found.extend((give_review_points, put_low_score_on_desk))
    return tuple(found)


REACTIONS: Final[Mapping[type[OrderEvent], tuple[Reaction, ...]]] = {
    kind: _reactions_to(kind) for kind in EVENT_OF.values()
}
