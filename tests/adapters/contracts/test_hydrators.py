"""Whatever an order says about itself survives being stored, down to the microsecond and the last sign."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application.ports.ids import Ids
from domain.orders.events import OrderApproved, OrderEvent
from domain.orders.order import Order
from domain.orders.parts import Offer, OfferStatus, Plan, Visit
from domain.orders.status import Action, Status
from domain.shared.geo import Point
from domain.shared.ids import CardId, OfferId, OrderId, ReviewId, VisitId
from domain.shared.texts import Text
from domain.shared.time import Window
from tests.adapters.contracts.hamlet import ANNA, BO, CAI
from tests.adapters.contracts.stage import Stage
from tests.domain.orders.making import OWNER, an_id, by, new_order

pytestmark = pytest.mark.asyncio(loop_scope="package")

DAY = datetime(2026, 1, 1, tzinfo=UTC)

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
ids = st.uuids(version=4)
moments = st.timedeltas(timedelta(0), timedelta(hours=12)).map(lambda after: DAY + after)
small = st.integers(0, 32_767)
spans = st.timedeltas(timedelta(microseconds=1), timedelta(hours=5))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    block_from = draw(moments)
    starts_at = block_from + draw(spans)
    return Plan(starts_at, starts_at + draw(spans), block_from, draw(small), draw(st.integers(0, 2**31 - 1)))


@st.composite
def windows(draw: st.DrawFn) -> Window:
    start = draw(moments)
    return Window(start, start + draw(spans))


@st.composite
def visits(draw: st.DrawFn) -> Visit:
    maybe = st.none() | moments
    worker_id = draw(st.sampled_from([None, ANNA, BO, CAI]))
    return Visit(
        id=VisitId(an_id("visit")),
        seq=1,
        window=draw(windows()),
        is_live=draw(st.booleans()),
        worker_id=worker_id,
        plan=draw(plans()) if worker_id else None,
        departed_at=draw(maybe),
        arrived_at=draw(maybe),
        started_at=draw(maybe),
        completed_at=draw(maybe),
        closed_at=draw(maybe),
        summary=draw(st.none() | words),
    )


@st.composite
def offers(draw: st.DrawFn) -> list[Offer]:
    asked = draw(st.lists(st.sampled_from([ANNA, BO, CAI]), unique=True, max_size=3))
    return [
        Offer(
            id=OfferId(an_id("offer")),
            visit_id=VisitId(an_id("visit")),
            worker_id=worker_id,
            round=draw(small),
            plan=draw(plans()),
            card_id=draw(st.none() | ids.map(CardId)),
            created_at=draw(moments),
            expires_at=draw(moments),
            status=draw(st.sampled_from(OfferStatus)),
            answered_at=draw(st.none() | moments),
            reason_code=draw(st.none() | words),
            note=draw(st.none() | words),
        )
        for worker_id in asked
    ]


@st.composite
def orders(draw: st.DrawFn) -> Order:
    """Any order, also one that no chain of moves leads to; its ids are given by the test."""
    maybe = st.none() | moments
    order = new_order(is_urgent=draw(st.booleans()))
    degrees = st.floats(-89, 89).map(lambda degree: degree + 0.0)
    return replace(
        order,
        terms=replace(
            order.terms, service_name=Text(draw(words), draw(words)), price_minor=draw(st.integers(0, 2**53))
        ),
        place=replace(
            order.place, line=draw(words), unit=draw(words), point=Point(draw(degrees), draw(degrees))
        ),
        visit=draw(visits()),
        created_at=draw(moments),
        queued_at=draw(moments),
        status=draw(st.sampled_from(Status)),
        version=1,
        priority=draw(small),
        note=draw(words),
        question=draw(st.none() | words),
        answer=draw(st.none() | words),
        reason=draw(st.none() | words),
        is_in_hall=draw(st.booleans()),
        is_escalated=draw(st.booleans()),
        is_late=draw(st.booleans()),
        rounds=draw(small),
        ready_since=draw(maybe),
        not_done_count=draw(small),
        review_id=draw(st.none() | ids.map(ReviewId)),
        completed_at=draw(maybe),
        deadline_at=draw(maybe),
        on_expiry=draw(st.none() | st.sampled_from(Action)),
        offers=draw(offers()),
        events=[],
    )


def event(order: Order, seq: int) -> OrderEvent:
    return OrderApproved(
        order_id=order.id,
        seq=seq,
        region_id=order.region_id,
        homeowner_id=order.homeowner_id,
        worker_ids=(ANNA,),
        action=Action.APPROVE,
        source=None,
        to=order.status,
        actor_id=an_id("owner"),
        role=next(iter(OWNER.roles)),
        at=by(OWNER).at,
        reason="'\"\\",
        data={"note": "'\"\\", "n": 1.5, "list": ["a"], "none": None},
    )


def with_fresh_ids(order: Order, fresh: Ids) -> Order:
    visit_id = VisitId(fresh.new())
    made = [replace(offer, id=OfferId(fresh.new()), visit_id=visit_id) for offer in order.offers]
    return replace(
        order,
        id=OrderId(fresh.new()),
        visit=replace(order.visit, id=visit_id),
        offers=sorted(made, key=lambda offer: (offer.created_at, offer.id)),
    )


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=orders())
async def test_any_order_comes_back_as_it_was(stage: Stage, made: Order) -> None:
    order = with_fresh_ids(made, stage.ids)
    full = replace(order, version=2, offers=list(order.offers), events=[event(order, 2)])
    expected = replace(full, events=[], offers=list(full.offers))
    try:
        async with stage.new_uow() as uow:
            uow.orders.add(replace(order, offers=[], events=[event(order, 1)]))
            await uow.commit()
        async with stage.new_uow() as uow:
            uow.orders.save(full)
            await uow.commit()
        assert await stage.load(order.id) == expected
    finally:
        await close(stage, order.id)


async def close(stage: Stage, order_id: OrderId) -> None:
    """Leave the workers to the next example."""
    async with stage.new_uow() as uow:
        order = await uow.orders.get(order_id)
        order.visit = replace(order.visit, is_live=False)
        order.version += 1
        order.events = [event(order, order.version)]
        uow.orders.save(order)
        await uow.commit()
