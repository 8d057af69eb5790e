"""The table itself, and the walk over status x action x caller."""

from itertools import product

import pytest

from domain.identity.roles import Actor, Role
from domain.orders.events import EVENT_OF
from domain.orders.lifecycle import TRANSITIONS, allowed_actions, permitted, transition
from domain.orders.order import Order
from domain.orders.refusals import ActionNotAllowed, IllegalTransition
from domain.orders.status import TERMINAL, Action, Status
from tests.domain.orders.making import CAST, ELSEWHERE, OTHER_OWNER, by, order_in

WALK = list(product(Status, Action))


def test_no_two_rows_share_a_source_and_an_action() -> None:
    keys = [(row.source, row.action) for row in TRANSITIONS]
    assert len(keys) == len(set(keys))


def test_no_two_rows_share_a_number() -> None:
    numbers = [row.row for row in TRANSITIONS]
    assert len(numbers) == len(set(numbers))


def test_every_action_has_an_event_of_its_own() -> None:
    assert set(EVENT_OF) == set(Action)
    assert len(set(EVENT_OF.values())) == len(Action)


def test_every_state_but_the_terminal_ones_can_be_left() -> None:
    for status in set(Status) - TERMINAL:
        assert any(row.source is status and row.to is not status for row in TRANSITIONS), status


def test_terminal_states_are_never_left() -> None:
    assert all(row.to is row.source for row in TRANSITIONS if row.source in TERMINAL)


def test_every_state_can_be_reached() -> None:
    reached: set[Status | None] = {None}
    for _ in Status:
        reached |= {row.to for row in TRANSITIONS if row.source in reached}
    assert reached - {None} == set(Status)


@pytest.mark.parametrize(("status", "action"), WALK)
def test_each_caller_may_do_exactly_what_the_table_grants(status: Status, action: Action) -> None:
    for actor in CAST:
        order = order_in(status)
        row = next((t for t in TRANSITIONS if t.source is status and t.action is action), None)
        shown = action in order.allowed_actions(actor)
        assert shown == (row is not None and row.admits(order.standing, actor))
        _walk_one(order_in(status), action, actor, is_granted=shown, exists=row is not None)


def _walk_one(order: Order, action: Action, actor: Actor, *, is_granted: bool, exists: bool) -> None:
    before = (order.status, order.version, len(order.events))
    if is_granted:
        order.move(action, by(actor))
        assert order.status is transition(before[0], action).to
        assert (order.version, len(order.events)) == (before[1] + 1, before[2] + 1)
        return
    with pytest.raises(ActionNotAllowed if exists else IllegalTransition):
        order.move(action, by(actor))
    assert (order.status, order.version, len(order.events)) == before


def test_nobody_of_another_region_may_do_anything() -> None:
    for status in Status:
        assert order_in(status).allowed_actions(ELSEWHERE) == ()


def test_nobody_else_may_touch_a_homeowners_order() -> None:
    for status in Status:
        assert order_in(status).allowed_actions(OTHER_OWNER) == ()


def test_a_move_that_the_table_does_not_know_always_raises() -> None:
    order = order_in(Status.COMPLETED)
    with pytest.raises(IllegalTransition):
        permitted(order.status, Action.ACCEPT, order.standing, by(CAST[2]).actor)


def test_buttons_come_in_the_order_of_the_table() -> None:
    order = order_in(Status.PENDING_REVIEW)
    every = Actor(None, frozenset(Role))
    rows = [row.action for row in TRANSITIONS if row.source is Status.PENDING_REVIEW]
    shown = allowed_actions(order.standing, every)
    assert list(shown) == [action for action in rows if action in shown]
