"""Peer B: FastAPI, uvicorn and an asynchronous SQLAlchemy ORM session, in the style of their own guides."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from fastapi import Depends, FastAPI, Header, HTTPException, Query, Request
from sqlalchemy import Double, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import joinedload, selectinload

from benchmarks.http.peers import orm_models as db
from benchmarks.http.peers import orm_schemas as schemas
from benchmarks.http.peers.rules import (
    STAFF_ROLES,
    allowed_actions,
    eta,
    masked_phone,
    order_number,
    photo_url,
    token_digest,
)

OPTIONS: Final = "-c jit=off -c statement_timeout=15000 -c lock_timeout=3000 -c timezone=UTC"


async def new_session(request: Request) -> AsyncIterator[AsyncSession]:
    async with request.app.state.sessions() as session:
        yield session


DbSession = Annotated[AsyncSession, Depends(new_session)]


@dataclass
class Caller:
    account: db.Account
    role: str

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF_ROLES


async def current_caller(session: DbSession, authorization: Annotated[str, Header()] = "") -> Caller:
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise HTTPException(401, "not_signed_in")
    query = (
        select(db.AccessToken)
        .where(db.AccessToken.digest == token_digest(token), db.AccessToken.expires_at > datetime.now(UTC))
        .options(
            joinedload(db.AccessToken.session, innerjoin=True).joinedload(db.Session.account, innerjoin=True)
        )
    )
    found = (await session.scalars(query)).one_or_none()
    if found is None or found.session.revoked_at is not None or not found.session.account.is_active:
        raise HTTPException(401, "session_expired")
    return Caller(found.session.account, found.session.account.roles[0])


SignedIn = Annotated[Caller, Depends(current_caller)]


def summary_fields(order: db.Order, role: str) -> dict[str, Any]:
    has_review = order.review_id is not None
    return {
        "id": order.id,
        "number": order_number(order.id),
        "status": order.status,
        "version": order.version,
        "service_id": order.service_id,
        "service_name": order.terms["service_name"],
        "community_name": order.place["community_name"],
        "window_start": order.window_start,
        "window_end": order.window_end,
        "deadline_at": order.deadline_at,
        "on_expiry": order.on_expiry,
        "allowed_actions": allowed_actions(
            role, order.status, order.is_in_hall, has_review, order.not_done_count
        ),
        "is_urgent": order.is_urgent,
        "in_hall": order.is_in_hall,
        "price_minor": order.terms["price_minor"],
        "currency": order.terms["currency"],
        "created_at": order.created_at,
        "worker_name": order.worker.name if order.worker else None,
        "has_review": has_review,
    }


def detail_of(order: db.Order, caller: Caller) -> schemas.OrderDetail:
    visit = order.visits[-1]
    return schemas.OrderDetail(
        **summary_fields(order, caller.role),
        note=order.note,
        question=order.question,
        answer=order.answer,
        address=schemas.OrderAddress.model_validate(order.place),
        worker=worker_of(order, visit),
        visit=schemas.OrderVisit(
            id=visit.id,
            planned_start=visit.starts_at,
            planned_end=visit.ends_at,
            duration_s=order.terms["duration_s"],
            departed_at=visit.departed_at,
            arrived_at=visit.arrived_at,
            started_at=visit.started_at,
            completed_at=visit.completed_at,
        ),
        offers=[
            schemas.OrderOffer(
                id=offer.id,
                worker_id=offer.worker_id,
                worker_name=offer.worker.name,
                status=offer.status,
                round=offer.round,
                expires_at=offer.expires_at,
                decline_reason=offer.reason_code,
            )
            for offer in (order.offers if caller.is_staff else ())
        ],
        photos=[
            schemas.OrderPhoto(
                id=photo.id, kind=photo.kind, url=photo_url(photo.id), width=photo.width, height=photo.height
            )
            for photo in order.photos
        ],
        review=schemas.OrderReview.model_validate(order.review) if order.review else None,
        unassigned_reason=order.unassigned_reason if caller.is_staff else None,
        homeowner=homeowner_of(order) if caller.is_staff else None,
        reason=order.reason,
    )


def worker_of(order: db.Order, visit: db.Visit) -> schemas.OrderWorker | None:
    worker = order.worker
    if worker is None:
        return None
    travel = {"status": order.status, "departed_at": visit.departed_at, "starts_at": visit.starts_at}
    position = None
    if order.status == "EN_ROUTE" and worker.position_lon is not None and worker.position_lat is not None:
        position = schemas.Point(lon=worker.position_lon, lat=worker.position_lat)
    return schemas.OrderWorker(
        id=worker.id,
        name=worker.name,
        phone_masked=masked_phone(worker.account.phone),
        photo_url=None,
        eta_at=eta(travel | {"travel_s": visit.travel_s}),
        position=position,
    )


def homeowner_of(order: db.Order) -> schemas.Homeowner:
    owner = order.homeowner
    return schemas.Homeowner(name=owner.display_name, phone_masked=masked_phone(owner.phone))


async def get_order(order_id: UUID, session: DbSession, caller: SignedIn) -> schemas.OrderDetail:
    loading = [
        joinedload(db.Order.worker).joinedload(db.Worker.account),
        joinedload(db.Order.review),
        selectinload(db.Order.visits),
        selectinload(db.Order.photos),
    ]
    query = select(db.Order).where(db.Order.id == order_id)
    if caller.is_staff:
        loading += [selectinload(db.Order.offers).joinedload(db.Offer.worker), joinedload(db.Order.homeowner)]
        query = query.where(db.Order.region_id == caller.account.region_id)
    else:
        query = query.where(db.Order.homeowner_id == caller.account.id)
    order = (await session.scalars(query.options(*loading))).unique().one_or_none()
    if order is None:
        raise HTTPException(404, "order_not_found")
    return detail_of(order, caller)


async def list_orders(
    session: DbSession, caller: SignedIn, limit: Annotated[int, Query(ge=1, le=100)] = 50
) -> schemas.OrderPage:
    query = (
        select(db.Order)
        .options(joinedload(db.Order.worker))
        .order_by(db.Order.created_at.desc(), db.Order.id.desc())
        .limit(limit + 1)
    )
    if caller.is_staff:
        query = query.where(db.Order.region_id == caller.account.region_id)
    else:
        query = query.where(db.Order.homeowner_id == caller.account.id)
    orders = (await session.scalars(query)).all()
    following = None
    if len(orders) > limit:
        last = orders[limit - 1]
        following = msgspec.json.encode(["-created_at", last.created_at, last.id]).hex()
    items = [schemas.OrderSummary(**summary_fields(order, caller.role)) for order in orders[:limit]]
    return schemas.OrderPage(items=items, next_cursor=following)


async def nearest_workers(
    session: DbSession,
    caller: SignedIn,
    lon: Annotated[float, Query(ge=-180, le=180)],
    lat: Annotated[float, Query(ge=-90, le=90)],
    skill: Annotated[str, Query(min_length=1, max_length=64)],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> schemas.NearbyWorkers:
    if not caller.is_staff:
        raise HTTPException(403, "role_not_allowed")
    here = func.Geography(func.ST_SetSRID(func.ST_MakePoint(lon, lat), 4326))
    away = db.WorkerSkill.location.op("<->", return_type=Double)(here).label("away")
    query = (
        select(db.WorkerSkill, away)
        .options(joinedload(db.WorkerSkill.worker, innerjoin=True))
        .where(db.WorkerSkill.skill == skill, db.WorkerSkill.region_id == caller.account.region_id)
        .where(or_(db.WorkerSkill.expires_at.is_(None), db.WorkerSkill.expires_at > datetime.now(UTC)))
        .order_by("away")
        .limit(limit)
    )
    items = [
        schemas.NearbyWorker(
            id=skill_row.worker_id,
            name=skill_row.worker.name,
            distance_m=round(distance),
            point=schemas.Point(lon=skill_row.lon, lat=skill_row.lat),
        )
        for skill_row, distance in (await session.execute(query)).all()
    ]
    return schemas.NearbyWorkers(items=items)


def make_app(dsn: str) -> FastAPI:
    from benchmarks.http.peers.orm_writes import approve_order, place_order

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        engine = create_async_engine(
            dsn.replace("postgresql://", "postgresql+psycopg://"),
            pool_size=8,
            max_overflow=0,
            connect_args={"options": OPTIONS},
            json_serializer=lambda value: msgspec.json.encode(value).decode(),
            json_deserializer=msgspec.json.decode,
        )
        app.state.sessions = async_sessionmaker(engine, expire_on_commit=False)
        yield
        await engine.dispose()

    app = FastAPI(lifespan=life)
    app.get("/api/v1/orders/{order_id}")(get_order)
    app.get("/api/v1/orders")(list_orders)
    app.post("/api/v1/orders", status_code=201)(place_order)
    app.post("/api/v1/orders/{order_id}/approve")(approve_order)
    app.get("/api/v1/workers/nearest")(nearest_workers)
    return app
