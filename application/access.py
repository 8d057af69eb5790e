"""Who may ask for what, where no single order decides it."""

from domain.identity.roles import Actor
from domain.shared.errors import NotFound
from domain.shared.ids import RegionId


class NotInYourRegion(NotFound):
    """What belongs to another region does not exist for this caller."""

    code = "not_in_your_region"


def require_region(actor: Actor, region_id: RegionId) -> None:
    """Raises `NotInYourRegion` unless the actor's region is this one, or all of them."""
    if actor.region_id is not None and actor.region_id != region_id:
        raise NotInYourRegion()
