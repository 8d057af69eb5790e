"""What a caller may do to the order of a row, by the life-cycle table, remembered by what decides it."""

from functools import lru_cache
from typing import Any, Final, NamedTuple
from uuid import UUID

from domain.identity.roles import Actor, Role
from domain.orders.lifecycle import allowed_actions
from domain.orders.standing import Standing
from domain.orders.status import TERMINAL, Action, Status
from domain.shared.ids import AccountId, RegionId

_ME: Final = UUID(int=1)
_OTHER: Final = UUID(int=2)


class Relation(NamedTuple):
    """How the caller stands to an order; together with the roles it decides the buttons."""

    status: str
    is_mine: bool
    is_my_job: bool
    is_offered_to_me: bool
    is_of_my_region: bool
    is_in_hall: bool
    is_reviewed: bool
    not_done_count: int


RELATION_COLUMNS: Final = (
    "o.status, o.homeowner_id = %(me)s, o.worker_id IS NOT DISTINCT FROM %(me)s::uuid, "
    "%(is_worker)s AND o.status = 'OFFERED' AND EXISTS (SELECT 1 FROM offers f WHERE f.order_id = o.id "
    "AND f.worker_id = %(me)s AND f.status = 'live'), "
    "%(my_region)s::uuid IS NULL OR o.region_id = %(my_region)s::uuid, "
    "o.is_in_hall, o.review_id IS NOT NULL, o.not_done_count"
)
RELATION_WIDTH: Final = len(Relation._fields)


def relation_params(actor: Actor) -> dict[str, object]:
    return {"me": actor.account_id, "my_region": actor.region_id, "is_worker": Role.WORKER in actor.roles}


@lru_cache(maxsize=8192)
def buttons(roles: frozenset[Role], row: tuple[Any, ...]) -> tuple[Action, ...]:
    """`allowed_actions` of anybody with those roles; `row` is a `Relation` or holds its values."""
    relation = Relation._make(row)
    status = Status(relation.status)
    is_firm = relation.is_my_job and status not in TERMINAL
    standing = Standing(
        status=status,
        region_id=RegionId(_ME if relation.is_of_my_region else _OTHER),
        homeowner_id=_ME if relation.is_mine else _OTHER,
        firm_worker_id=_ME if is_firm else None,
        offered_worker_ids=frozenset({_ME} if relation.is_offered_to_me else ()),
        is_in_hall=relation.is_in_hall,
        is_reviewed=relation.is_reviewed,
        not_done_count=relation.not_done_count,
    )
    return allowed_actions(standing, Actor(AccountId(_ME), roles, RegionId(_ME)))
