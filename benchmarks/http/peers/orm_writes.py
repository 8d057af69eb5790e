"""The two writes of peer B: objects changed in a session, flushed and committed by it."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Header, HTTPException, Request, Response
from sqlalchemy import Double, exists, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.exc import StaleDataError
from uuid_utils.compat import uuid7

from benchmarks.http.peers import orm_models as db
from benchmarks.http.peers import orm_schemas as schemas
from benchmarks.http.peers.orm import Caller, DbSession, SignedIn
from benchmarks.http.peers.rules import (
    allowed_actions,
    ready_deadline,
    request_fingerprint,
    review_deadline,
    window_problem,
)

Key = Annotated[str, Header(alias="idempotency-key", min_length=1, max_length=200)]
DONE = ("COMPLETED", "REJECTED", "CANCELLED", "CLOSED_UNSERVED")


async def finish(
    session: AsyncSession, name: tuple[UUID, str, str], fingerprint: bytes, receipt: schemas.Receipt
) -> Response | None:
    """Commit with the answer under the key; the earlier answer when the key was used before."""
    owner_id, route, key = name
    session.add(
        db.IdempotencyKey(
            owner_id=owner_id,
            route=route,
            key=key,
            fingerprint=fingerprint,
            answer=receipt.model_dump_json().encode(),
            created_at=datetime.now(UTC),
        )
    )
    try:
        await session.commit()
    except (IntegrityError, StaleDataError):
        await session.rollback()
        if (before := await replayed(session, name, fingerprint)) is not None:
            return before
        raise HTTPException(409, "stale_version") from None
    return None


async def replayed(session: AsyncSession, name: tuple[UUID, str, str], fingerprint: bytes) -> Response | None:
    stored = await session.get(db.IdempotencyKey, name)
    if stored is None:
        return None
    if stored.fingerprint != fingerprint:
        raise HTTPException(422, "idempotency_key_reused")
    return Response(stored.answer, media_type="application/json")


def record(session: AsyncSession, kind: str, order: db.Order, event: dict[str, Any]) -> None:
    """A row of history and one for the outbox."""
    common = {"order_id": order.id, "seq": order.version, "region_id": order.region_id} | event
    session.add(db.OrderEvent(**common, target=order.status, data={}, worker_ids=[]))
    body = common | {"homeowner_id": order.homeowner_id, "to": order.status, "worker_ids": [], "reason": None}
    body |= {"data": {}, "is_in_hall": order.is_in_hall}
    session.add(db.OutboxRow(event_id=uuid7(), kind=kind, body=body))


async def approve_order(
    order_id: UUID, body: schemas.Versioned, request: Request, session: DbSession, caller: SignedIn, key: Key
) -> schemas.Receipt:
    if caller.role != "reviewer":
        raise HTTPException(403, "role_not_allowed")
    name = (caller.account.id, "approve_order", key)
    fingerprint = request_fingerprint("POST", request.url.path, await request.body())
    query = select(db.Order).where(db.Order.id == order_id, db.Order.region_id == caller.account.region_id)
    order = (await session.scalars(query)).one_or_none()
    if order is None:
        raise HTTPException(404, "order_not_found")
    if order.version != body.expected_version or order.status != "PENDING_REVIEW":
        if (before := await replayed(session, name, fingerprint)) is not None:
            return before  # type: ignore[return-value]
        raise HTTPException(409, "stale_version")
    policy = (await session.get_one(db.OrderPolicy, (order.region_id, order.policy_version))).policy
    now, source = datetime.now(UTC), order.status
    order.status, order.version, order.ready_since = "READY", order.version + 1, now
    order.deadline_at, order.on_expiry = ready_deadline(now, order.window_start, order.window_end, policy)
    event = {
        "action": "approve",
        "source": source,
        "actor_id": caller.account.id,
        "role": caller.role,
        "at": now,
    }
    record(session, "OrderApproved", order, event)
    receipt = receipt_of(order, caller)
    return await finish(session, name, fingerprint, receipt) or receipt  # type: ignore[return-value]


async def place_order(
    body: schemas.PlaceOrder, request: Request, session: DbSession, caller: SignedIn, key: Key
) -> schemas.Receipt:
    if caller.role != "homeowner":
        raise HTTPException(403, "role_not_allowed")
    name = (caller.account.id, "place_order", key)
    fingerprint = request_fingerprint("POST", request.url.path, await request.body())
    order = await drafted(session, caller, body)
    session.add(order)
    event = {"action": "submit", "source": None, "actor_id": caller.account.id, "role": caller.role}
    record(session, "OrderSubmitted", order, event | {"at": order.created_at})
    receipt = receipt_of(order, caller)
    return await finish(session, name, fingerprint, receipt) or receipt  # type: ignore[return-value]


async def drafted(session: AsyncSession, caller: Caller, body: schemas.PlaceOrder) -> db.Order:
    """The new order with its visit. Refuses what may not be ordered."""
    now = datetime.now(UTC)
    query = (
        select(db.Address)
        .where(db.Address.id == body.address_id, db.Address.account_id == caller.account.id)
        .options(
            joinedload(db.Address.region, innerjoin=True), joinedload(db.Address.community, innerjoin=True)
        )
    )
    address = (await session.scalars(query)).one_or_none()
    service = await session.get(db.Service, body.service_id)
    if address is None or service is None or not service.is_active:
        raise HTTPException(404, "address_or_service_not_found")
    region = address.region
    price = await session.get_one(db.ServicePrice, (region.id, service.id))
    policy = (await session.get_one(db.OrderPolicy, (region.id, region.order_policy_version))).policy
    if (rule := window_problem(body.window_start, body.window_end, now)) is not None:
        raise HTTPException(422, "window_not_bookable_" + rule)
    if price.price_minor != body.shown_price_minor:
        raise HTTPException(409, "price_has_changed")
    if await open_orders(session, caller) >= policy.get("open_orders_limit", 5):
        raise HTTPException(422, "too_many_open_orders")
    if not await somebody_can(session, address, service, body):
        raise HTTPException(422, "nobody_can_serve")
    is_urgent = body.is_urgent or (body.window_start - now).total_seconds() < 7200
    deadline_at = review_deadline(now, region.time_zone, policy.get("review_within_s", 600))
    order = db.Order(
        id=uuid7(),
        region_id=region.id,
        homeowner_id=caller.account.id,
        service_id=service.id,
        community_id=address.community_id,
        status="PENDING_REVIEW",
        version=1,
        is_urgent=is_urgent,
        is_in_hall=False,
        policy_version=region.order_policy_version,
        terms=terms_of(service, price, region),
        place=place_of(address),
        lon=address.lon,
        lat=address.lat,
        note=body.note.strip(),
        created_at=now,
        queued_at=now,
        deadline_at=deadline_at,
        on_expiry="approve" if is_urgent else "escalate",
        window_start=body.window_start,
        window_end=body.window_end,
    )
    window = {"window_start": body.window_start, "window_end": body.window_end}
    order.visits.append(db.Visit(id=uuid7(), region_id=region.id, seq=1, is_live=True, **window))
    return order


async def open_orders(session: AsyncSession, caller: Caller) -> int:
    query = select(func.count()).where(
        db.Order.homeowner_id == caller.account.id, db.Order.status.not_in(DONE)
    )
    return (await session.scalars(query)).one()


async def somebody_can(
    session: AsyncSession, address: db.Address, service: db.Service, body: schemas.PlaceOrder
) -> bool:
    """Whether a worker of the skill is on shift and free then, the nearest first."""
    here = func.Geography(func.ST_SetSRID(func.ST_MakePoint(address.lon, address.lat), 4326))
    wanted = func.tstzrange(body.window_start, body.window_end)
    skill, shift, visit = db.WorkerSkill, db.Shift, db.Visit
    query = (
        select(skill.worker_id)
        .where(skill.skill == service.skill, skill.level >= service.min_level)
        .where(skill.region_id == address.region_id)
        .where(exists().where(shift.worker_id == skill.worker_id, shift.during.overlaps(wanted)))
        .where(
            ~exists().where(visit.worker_id == skill.worker_id, visit.is_live, visit.block.overlaps(wanted))
        )
        .order_by(skill.location.op("<->", return_type=Double)(here))
        .limit(1)
    )
    return (await session.scalars(query)).one_or_none() is not None


def terms_of(service: db.Service, price: db.ServicePrice, region: db.Region) -> dict[str, Any]:
    names = ("skill", "min_level", "duration_s", "photos_before", "photos_after", "warranty_days")
    return {name: getattr(service, name) for name in names} | {
        "service_id": service.id,
        "service_name": service.name,
        "price_minor": price.price_minor,
        "currency": region.currency,
        "price_version": price.version,
        "policy_version": region.order_policy_version,
    }


def place_of(address: db.Address) -> dict[str, Any]:
    return {
        "address_id": address.id,
        "community_id": address.community_id,
        "community_name": address.community.name,
        "line": address.line,
        "unit": address.unit,
        "point": {"lon": address.lon, "lat": address.lat},
    }


def receipt_of(order: db.Order, caller: Caller) -> schemas.Receipt:
    return schemas.Receipt(
        order_id=order.id,
        status=order.status,
        version=order.version,
        deadline_at=order.deadline_at,
        allowed_actions=allowed_actions(caller.role, order.status, order.is_in_hall, False, 0),
    )
