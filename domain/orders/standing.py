"""What relates a caller to an order, computable from the columns of a list row."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from domain.identity.roles import Actor, Role
from domain.orders.status import Status
from domain.shared.ids import RegionId


@dataclass(frozen=True, slots=True)
class Standing:
    """The part of an order that decides which buttons a caller sees."""

    status: Status
    region_id: RegionId
    homeowner_id: UUID
    firm_worker_id: UUID | None
    offered_worker_ids: frozenset[UUID]
    is_in_hall: bool
    is_reviewed: bool
    not_done_count: int


StandingGuard = Callable[[Standing, Actor], bool]


def is_mine(standing: Standing, actor: Actor) -> bool:
    """The homeowner who ordered."""
    return actor.account_id == standing.homeowner_id


def is_my_job(standing: Standing, actor: Actor) -> bool:
    """The firm worker of the live visit."""
    return actor.account_id is not None and actor.account_id == standing.firm_worker_id


def offer_is_mine(standing: Standing, actor: Actor) -> bool:
    """A worker who holds a live offer."""
    return actor.account_id in standing.offered_worker_ids


def is_in_hall(standing: Standing, actor: Actor) -> bool:
    return standing.is_in_hall and _is_of_region(standing, actor)


def is_not_in_hall(standing: Standing, actor: Actor) -> bool:
    return not standing.is_in_hall


def is_in_my_region(standing: Standing, actor: Actor) -> bool:
    return _is_of_region(standing, actor)


def is_not_reviewed(standing: Standing, actor: Actor) -> bool:
    return not standing.is_reviewed


def may_still_say_not_done(standing: Standing, actor: Actor) -> bool:
    return standing.not_done_count < 2


def no_offer_is_alive(standing: Standing, actor: Actor) -> bool:
    return not standing.offered_worker_ids


def _is_of_region(standing: Standing, actor: Actor) -> bool:
    return actor.region_id is None or actor.region_id == standing.region_id


def may_see(standing: Standing, actor: Actor) -> bool:
    """Whether the order exists for this caller at all; otherwise it is not found."""
    if actor.has(Role.SYSTEM) or is_mine(standing, actor) or is_my_job(standing, actor):
        return True
    if offer_is_mine(standing, actor):
        return True
    if actor.has(Role.WORKER) and is_in_hall(standing, actor):
        return True
    return actor.is_staff and _is_of_region(standing, actor)
