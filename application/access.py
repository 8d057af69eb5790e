"""Who may ask for what, where no single order decides it."""

from typing import Final

from domain.identity.roles import Actor
from domain.orders.status import Action
from domain.shared.errors import NotFound
from domain.shared.ids import RegionId

# How a worker was found is between staff and workers: others see that it happened, not who and why.
BEHIND_THE_SCENES: Final = frozenset(
    {
        Action.OFFER,
        Action.DECLINE,
        Action.EXPIRE_OFFER,
        Action.WITHDRAW,
        Action.EXHAUST,
        Action.ESCALATE,
        Action.FLAG_LATE,
    }
)


class NotInYourRegion(NotFound):
    """What belongs to another region does not exist for this caller."""

    code = "not_in_your_region"


def require_region(actor: Actor, region_id: RegionId) -> None:
    """Raises `NotInYourRegion` unless the actor's region is this one, or all of them."""
    if actor.region_id is not None and actor.region_id != region_id:
        raise NotInYourRegion()
