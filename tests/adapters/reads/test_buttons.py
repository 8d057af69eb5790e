"""The remembered buttons are the life-cycle table's, for whoever stands in whatever relation."""

from itertools import product
from uuid import UUID, uuid4

import pytest

from adapters.persistence.reads.buttons import Relation, buttons
from domain.identity.roles import Actor, Role
from domain.orders.lifecycle import allowed_actions
from domain.orders.standing import Standing
from domain.orders.status import TERMINAL, Status
from domain.shared.ids import AccountId, RegionId

HERE, ELSEWHERE = RegionId(uuid4()), RegionId(uuid4())
ME, SOMEBODY = AccountId(uuid4()), AccountId(uuid4())
ROLES = (
    frozenset({Role.HOMEOWNER}),
    frozenset({Role.WORKER}),
    frozenset({Role.HOMEOWNER, Role.WORKER}),
    frozenset({Role.REVIEWER}),
    frozenset({Role.DISPATCHER}),
    frozenset({Role.MANAGER, Role.DISPATCHER}),
)


@pytest.mark.parametrize("status", Status)
def test_buttons_are_what_the_table_says_of_the_same_order(status: Status) -> None:
    flags = product((False, True), repeat=6)
    for (mine, job, offered, near, hall, reviewed), count, roles in product(flags, (0, 1, 2), ROLES):
        relation = Relation(status.value, mine, job, offered, near, hall, reviewed, count)
        assert buttons(roles, relation) == allowed_actions(_standing(relation), Actor(ME, roles, HERE))


def _standing(relation: Relation) -> Standing:
    status = Status(relation.status)
    firm: UUID | None = ME if relation.is_my_job else SOMEBODY
    return Standing(
        status=status,
        region_id=HERE if relation.is_of_my_region else ELSEWHERE,
        homeowner_id=ME if relation.is_mine else SOMEBODY,
        firm_worker_id=None if status in TERMINAL else firm,
        offered_worker_ids=frozenset({ME, SOMEBODY} if relation.is_offered_to_me else {SOMEBODY}),
        is_in_hall=relation.is_in_hall,
        is_reviewed=relation.is_reviewed,
        not_done_count=relation.not_done_count,
    )
