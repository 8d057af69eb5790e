"""Placing an order: what is kept of the asking, and everything that it is refused for."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from application.orders.approve_order import ApproveOrder
from application.orders.assign_worker import AssignWorker
from application.orders.cancel_order import CancelOrder
from application.orders.place_order import PlaceOrder
from application.ports.world import AddressNotFound, ServiceNotFound
from domain.dispatching.policy import DispatchPolicy
from domain.orders.events import OrderSubmitted
from domain.orders.policy import OrderPolicy
from domain.orders.refusals import (
    ActionNotAllowed,
    NobodyCanServe,
    PriceHasChanged,
    TooManyOpenOrders,
    WindowNotBookable,
)
from domain.orders.status import Action, Status
from domain.photos.photo import PhotoKind
from domain.photos.refusals import PhotoNotFound
from domain.shared.errors import DomainError
from domain.shared.ids import AddressId, PhotoId, ServiceId, WorkerId
from domain.shared.time import Window
from tests.adapters.contracts.hamlet import ANNA, BO, CLEANING, PRICE_MINOR, WINDOW
from tests.application.orders.office import Office, place_order
from tests.domain.orders.making import (
    DISPATCHER,
    NOON,
    OTHER_OWNER,
    OWNER,
    REGION,
    REVIEWER,
    WORKER,
    an_id,
    new_order,
)

HOUR = timedelta(hours=1)


def window(start_h: float, length_h: float = 2) -> Window:
    return Window(NOON + start_h * HOUR, NOON + (start_h + length_h) * HOUR)


async def refused(office: Office, cmd: PlaceOrder, refusal: type[DomainError]) -> DomainError:
    with pytest.raises(refusal) as raised:
        await office.do(cmd)
    assert office.store.orders.rows == {}
    assert office.outbox() == []
    return raised.value


async def test_an_order_is_kept_with_everything_it_was_agreed_on(office: Office) -> None:
    receipt = await office.do(place_order())
    order, made = await office.load(receipt.order_id), new_order()
    assert (order.terms, order.place, order.policy, order.zone) == (
        made.terms,
        made.place,
        made.policy,
        made.zone,
    )
    assert (order.status, order.version, order.note) == (Status.PENDING_REVIEW, 1, "under the sink")
    assert order.visit.window == WINDOW
    assert receipt.deadline_at == NOON + timedelta(minutes=10)
    assert receipt.allowed_actions == (Action.CANCEL,)
    assert [type(event) for event in office.outbox()] == [OrderSubmitted]


async def test_a_dispatcher_may_order_on_behalf_of_a_homeowner(office: Office) -> None:
    receipt = await office.do(place_order(actor=DISPATCHER, homeowner_id=an_id("owner")))
    assert (await office.load(receipt.order_id)).homeowner_id == an_id("owner")


async def test_a_worker_may_not_order_for_others(office: Office) -> None:
    await refused(office, place_order(actor=WORKER, homeowner_id=an_id("owner")), ActionNotAllowed)


async def test_photos_of_the_problem_come_along(office: Office) -> None:
    photos = await office.add_photos(PhotoKind.PROBLEM, 2)
    receipt = await office.do(place_order(photo_ids=(*photos, photos[0])))
    assert {office.store.photos.rows[one].order_id for one in photos} == {receipt.order_id}


async def test_without_the_photos_there_is_no_order(office: Office) -> None:
    await refused(office, place_order(photo_ids=(PhotoId(an_id("no such photo")),)), PhotoNotFound)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"shown_price_minor": PRICE_MINOR - 1}, PriceHasChanged),
        ({"homeowner_id": OTHER_OWNER.account_id, "actor": OTHER_OWNER}, AddressNotFound),
        ({"address_id": AddressId(an_id("no such address"))}, AddressNotFound),
        ({"service_id": ServiceId(an_id("no such service"))}, ServiceNotFound),
        ({"service_id": CLEANING}, ServiceNotFound),
        ({"window": window(-3)}, WindowNotBookable),
        ({"window": window(15 * 24)}, WindowNotBookable),
        ({"window": window(2, 0.4)}, WindowNotBookable),
        ({"window": window(2, 13)}, WindowNotBookable),
    ],
    ids=[
        "the price has changed",
        "the address is somebody else's",
        "the address is unknown",
        "the service is unknown",
        "the service is not sold here",
        "the window is over",
        "the window is too far ahead",
        "the window is too short",
        "the window is too long",
    ],
)
async def test_an_order_is_refused_when(
    office: Office, changes: Mapping[str, Any], refusal: type[DomainError]
) -> None:
    await refused(office, place_order(**changes), refusal)


async def test_the_price_now_is_told_when_it_has_changed(office: Office) -> None:
    error = await refused(office, place_order(shown_price_minor=1), PriceHasChanged)
    assert error.facts == {"price_minor": PRICE_MINOR, "shown_minor": 1}


async def test_nobody_can_serve_at_night(office: Office) -> None:
    error = await refused(office, place_order(window=window(14)), NobodyCanServe)
    assert error.facts == {"asked": 0}


async def test_nobody_can_serve_beyond_the_radius(office: Office) -> None:
    office.set_policy(DispatchPolicy(radius_m=500))
    error = await refused(office, place_order(), NobodyCanServe)
    assert error.facts == {"asked": 2}


async def test_nobody_can_serve_when_all_who_could_are_busy(office: Office) -> None:
    """Within two hours Anna and Bo begin two visits of an hour each; there is nobody for a fifth."""
    office.store.directory.order_policies[REGION] = OrderPolicy(open_orders_limit=100)
    office.set_policy(DispatchPolicy(visits_cap=None, load_cap_permille=None))

    async def one_more(worker_id: WorkerId) -> None:
        receipt = await office.do(place_order(window=window(3)))
        await office.do(ApproveOrder(REVIEWER, receipt.order_id, None))
        await office.do(AssignWorker(DISPATCHER, receipt.order_id, None, worker_id))

    for worker_id in (ANNA, BO, ANNA, BO):
        await one_more(worker_id)
    with pytest.raises(NobodyCanServe):
        await one_more(ANNA)


async def test_open_orders_are_limited_and_closed_ones_do_not_count(office: Office) -> None:
    receipts = [await office.do(place_order(window=window(2 + n))) for n in range(5)]
    with pytest.raises(TooManyOpenOrders):
        await office.do(place_order(window=window(8)))
    await office.do(CancelOrder(OWNER, receipts[0].order_id, None, "one too many"))
    await office.do(place_order(window=window(8)))


async def test_a_window_that_starts_soon_makes_the_order_urgent(office: Office) -> None:
    receipt = await office.do(place_order(window=window(1)))
    order = await office.load(receipt.order_id)
    assert order.is_urgent
    assert order.on_expiry is Action.APPROVE


async def test_an_order_keeps_the_policy_under_which_it_was_placed(
    office: Office,
) -> None:
    receipt = await office.do(place_order())
    office.store.directory.order_policies[REGION] = replace(OrderPolicy(), version=2, review_within_s=60)
    assert (await office.load(receipt.order_id)).policy.review_within_s == 600
    later = await office.load((await office.do(place_order(window=window(4)))).order_id)
    assert (later.policy.review_within_s, later.terms.policy_version) == (60, 2)
