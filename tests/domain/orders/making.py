"""Orders in any state, made by the moves that lead there."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from domain.identity.roles import SYSTEM_ACTOR, Actor, Role
from domain.orders import offering, serving
from domain.orders.by import By
from domain.orders.offering import Proposal
from domain.orders.order import Order
from domain.orders.parts import Place, Plan, Terms, Visit
from domain.orders.policy import OrderPolicy
from domain.orders.status import Status
from domain.shared.geo import Point
from domain.shared.ids import (
    AddressId,
    CommunityId,
    OfferId,
    OrderId,
    RegionId,
    ReviewId,
    ServiceId,
    VisitId,
    WorkerId,
)
from domain.shared.texts import Text
from domain.shared.time import Window

ROOT = UUID(int=1)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DOOR = Point(-71.25, -29.9)


def an_id(name: str) -> UUID:
    return uuid5(ROOT, name)


REGION = RegionId(an_id("region"))
OWNER = Actor(an_id("owner"), frozenset({Role.HOMEOWNER}))  # type: ignore[arg-type]
OTHER_OWNER = Actor(an_id("other owner"), frozenset({Role.HOMEOWNER}))  # type: ignore[arg-type]
WORKER = Actor(an_id("worker"), frozenset({Role.WORKER}), REGION)  # type: ignore[arg-type]
OTHER_WORKER = Actor(an_id("other worker"), frozenset({Role.WORKER}), REGION)  # type: ignore[arg-type]
REVIEWER = Actor(an_id("reviewer"), frozenset({Role.REVIEWER}), REGION)  # type: ignore[arg-type]
DISPATCHER = Actor(an_id("dispatcher"), frozenset({Role.DISPATCHER}), REGION)  # type: ignore[arg-type]
MANAGER = Actor(an_id("manager"), frozenset({Role.MANAGER}), REGION)  # type: ignore[arg-type]
ELSEWHERE = Actor(an_id("far"), frozenset({Role.DISPATCHER}), RegionId(an_id("elsewhere")))  # type: ignore[arg-type]
OFFER = OfferId(an_id("offer"))
CAST = (OWNER, OTHER_OWNER, WORKER, OTHER_WORKER, REVIEWER, DISPATCHER, MANAGER, ELSEWHERE, SYSTEM_ACTOR)


def by(actor: Actor, after_s: float = 0) -> By:
    return By(actor, NOON + timedelta(seconds=after_s))


def plan(start: datetime = NOON + timedelta(hours=2)) -> Plan:
    return Plan(start, start + timedelta(hours=1), start - timedelta(minutes=20), 1200, 5000)


def new_order(policy: OrderPolicy | None = None, *, is_urgent: bool = False) -> Order:
    order = Order(
        id=OrderId(an_id("order")),
        region_id=REGION,
        zone="America/Santiago",
        homeowner_id=an_id("owner"),
        terms=Terms(
            service_id=ServiceId(an_id("service")),
            service_name=Text("疏通", "Unclog"),
            skill="plumbing",
            min_level=2,
            duration_s=3600,
            price_minor=25000,
            currency="CLP",
            price_version=1,
            policy_version=1,
            photos_before=1,
            photos_after=2,
            warranty_days=30,
            service_code="unclog",
            category_code="home",
        ),
        place=Place(
            address_id=AddressId(an_id("address")),
            community_id=CommunityId(an_id("community")),
            community_name=Text("小区", "Community"),
            line="Balmaceda 100",
            unit="12",
            point=DOOR,
        ),
        visit=Visit(VisitId(an_id("visit")), 1, Window(NOON + timedelta(hours=2), NOON + timedelta(hours=4))),
        policy=policy or OrderPolicy(),
        created_at=NOON,
        queued_at=NOON,
        is_urgent=is_urgent,
    )
    order.submit(by(OWNER))
    return order


def offered(order: Order, *workers: Actor) -> Order:
    proposals = [
        Proposal(OFFER if n == 0 else OfferId(an_id(f"offer {n}")), WorkerId(one.account_id), plan())  # type: ignore[arg-type]
        for n, one in enumerate(workers or (WORKER,))
    ]
    offering.offer_to(order, by(DISPATCHER), proposals, None, 600)
    return order


def order_in(status: Status) -> Order:
    """An order that has come to `status` by the shortest way."""
    order = new_order()
    for step in _WAYS[status]:
        step(order)
    assert order.status is status
    return order


def _ask(order: Order) -> None:
    order.ask(by(REVIEWER), "Which floor?")


def _approve(order: Order) -> None:
    order.approve(by(REVIEWER))


def _offer(order: Order) -> None:
    offered(order)


def _accept(order: Order) -> None:
    offering.accept(order, by(WORKER), OFFER)


def _depart(order: Order) -> None:
    serving.depart(order, by(WORKER, 3600))


def _arrive(order: Order) -> None:
    serving.arrive(order, by(WORKER, 7200), DOOR, has_photo=False)


def _start(order: Order) -> None:
    serving.start(order, by(WORKER, 7300), photos_before=1)


def _complete(order: Order) -> None:
    serving.complete(order, by(WORKER, 10_000), 2, "done", None)


def _confirm(order: Order) -> None:
    order.confirm(by(OWNER, 10_100))


_TO_READY = (_approve,)
_TO_ACCEPTED = (*_TO_READY, _offer, _accept)
_TO_SERVICE = (*_TO_ACCEPTED, _depart, _arrive, _start)
_WAYS = {
    Status.PENDING_REVIEW: (),
    Status.INFO_REQUESTED: (_ask,),
    Status.READY: _TO_READY,
    Status.OFFERED: (*_TO_READY, _offer),
    Status.ACCEPTED: _TO_ACCEPTED,
    Status.EN_ROUTE: (*_TO_ACCEPTED, _depart),
    Status.ARRIVED: (*_TO_ACCEPTED, _depart, _arrive),
    Status.IN_SERVICE: _TO_SERVICE,
    Status.AWAITING_CONFIRMATION: (*_TO_SERVICE, _complete),
    Status.COMPLETED: (*_TO_SERVICE, _complete, _confirm),
    Status.REJECTED: (lambda order: order.reject(by(REVIEWER), "not_ours", ""),),
    Status.CANCELLED: (lambda order: order.cancel(by(OWNER), "changed my mind"),),
    Status.CLOSED_UNSERVED: (*_TO_READY, lambda order: order.close_unserved(by(DISPATCHER), "nobody")),
}


def in_hall(order: Order) -> Order:
    offering.open_hall(order, by(SYSTEM_ACTOR))
    return order


def reviewed(order: Order) -> Order:
    order.review(by(OWNER, 20_000), ReviewId(an_id("review")), 5)
    return order


def moved_to(order: Order, window: Window) -> Order:
    order.visit = replace(order.visit, window=window)
    return order
