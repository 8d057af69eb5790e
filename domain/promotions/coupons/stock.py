"""Giving out the coupons of a batch: claimed by members, issued to them, or printed in bulk."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.promotions.coupons.coupon import Coupon, CouponId, Status
from domain.promotions.coupons.refusals import BatchClosed, BatchExhausted, BatchLimitReached
from domain.promotions.rules.lifecycle import State
from domain.promotions.rules.model import Batch, BatchKind
from domain.promotions.rules.schedule import Running
from domain.shared.ids import AccountId


@dataclass(frozen=True, slots=True)
class Stock:
    """How many coupons of a batch are given: in all, and to the member who asks."""

    given: int = 0
    to_member: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """Id and code of a coupon to be."""

    id: CouponId
    code: str


def give(batch: Batch, stock: Stock, member: AccountId, label: Label, now: datetime) -> tuple[Coupon, Stock]:
    """One coupon into a member's wallet, and the stock after it.

    Raises `BatchClosed`, `BatchExhausted`, `BatchLimitReached`; the stock is then as it was.
    """
    _open(batch, now)
    if batch.kind is BatchKind.PRINTED:
        raise BatchClosed(reason="printed")
    if stock.given >= batch.size:
        raise BatchExhausted()
    if stock.to_member >= batch.per_member:
        raise BatchLimitReached(per_member=batch.per_member)
    coupon = replace(_made(batch, label, now), status=Status.OWNED, owner=member)
    return coupon, Stock(stock.given + 1, stock.to_member + 1)


def print_codes(
    batch: Batch, stock: Stock, labels: Sequence[Label], now: datetime
) -> tuple[tuple[Coupon, ...], Stock]:
    """Free coupons, all or none. Raises `BatchClosed`, `BatchExhausted`."""
    _open(batch, now)
    if batch.kind is not BatchKind.PRINTED:
        raise BatchClosed(reason=batch.kind.value)
    if stock.given + len(labels) > batch.size:
        raise BatchExhausted()
    coupons = tuple(_made(batch, label, now) for label in labels)
    return coupons, replace(stock, given=stock.given + len(labels))


def _open(batch: Batch, now: datetime) -> None:
    if batch.state is not State.PUBLISHED:
        raise BatchClosed(reason=batch.state.value)
    running = batch.schedule.at(now)
    if running is not Running.ACTIVE:
        raise BatchClosed(reason=running.value)


def _made(batch: Batch, label: Label, now: datetime) -> Coupon:
    return Coupon(
        id=label.id,
        batch=batch.id,
        promotion=batch.promotion,
        code=label.code,
        given_at=now,
        expires_at=now + timedelta(days=batch.valid_days),
    )
