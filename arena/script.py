"""What is known of a day beforehand and not drawn: wishes, cancels and answers as they once were."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from arena.wishes import Wish
from domain.orders.policy import OrderPolicy
from domain.shared.ids import WorkerId


@dataclass(frozen=True, slots=True)
class Said:
    """How a worker answered an offer: so many seconds later, or never (None)."""

    after_s: float | None
    is_yes: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """Seconds since midnight. `cancels` are by the number of the wish; nobody else cancels.

    `answers` are by wish and worker; where there is none the answer is drawn as on any other day.
    """

    wishes: tuple[Wish, ...]
    order_policy: OrderPolicy
    cancels: Mapping[int, int] = field(default_factory=dict)
    answers: Mapping[tuple[int, WorkerId], Said] = field(default_factory=dict)
