"""Rows to holds, adjustments and refunds, and back."""

from collections.abc import Mapping
from typing import Any

from domain.loyalty.adjusting import Adjustment, AdjustmentStatus
from domain.loyalty.holds import Hold, HoldPart, HoldStatus
from domain.loyalty.journal import Origin, OriginKind
from domain.loyalty.refunds import Refund, RefundLine

Row = tuple[Any, ...]


def hold_from(row: Row) -> Hold:
    """A row of `HOLD_COLUMNS`."""
    parts = zip(row[5], row[6], row[7], row[8], strict=True)
    return Hold(
        id=row[0],
        member_id=row[1],
        origin=Origin(OriginKind(row[2]), row[3], row[4]),
        parts=tuple(HoldPart(*part) for part in parts),
        held_at=row[9],
        lapses_at=row[10],
        grace_days=row[11],
        status=HoldStatus(row[12]),
        ended_at=row[13],
        version=row[14],
    )


def hold_params(hold: Hold) -> Mapping[str, Any]:
    return {
        "id": hold.id,
        "member_id": hold.member_id,
        "origin_kind": hold.origin.kind.value,
        "origin_reference": hold.origin.reference,
        "order_id": hold.origin.order_id,
        "lot_ids": [part.lot_id for part in hold.parts],
        "amounts": [part.amount for part in hold.parts],
        "captured": [part.captured for part in hold.parts],
        "refunded": [part.refunded for part in hold.parts],
        "held_at": hold.held_at,
        "lapses_at": hold.lapses_at,
        "grace_days": hold.grace_days,
        "status": hold.status.value,
        "ended_at": hold.ended_at,
        "version": hold.version,
    }


def adjustment_from(row: Row) -> Adjustment:
    """A row of `ADJUSTMENT_COLUMNS`."""
    return Adjustment(
        id=row[0],
        region_id=row[1],
        member_id=row[2],
        points=row[3],
        reason=row[4],
        proposed_by=row[5],
        proposed_at=row[6],
        status=AdjustmentStatus(row[7]),
        decided_by=row[8],
        decided_at=row[9],
        version=row[10],
    )


def adjustment_params(one: Adjustment) -> Mapping[str, Any]:
    return {
        "id": one.id,
        "region_id": one.region_id,
        "member_id": one.member_id,
        "points": one.points,
        "reason": one.reason,
        "proposed_by": one.proposed_by,
        "proposed_at": one.proposed_at,
        "status": one.status.value,
        "decided_by": one.decided_by,
        "decided_at": one.decided_at,
        "version": one.version,
    }


def refund_from(row: Row) -> Refund:
    """A row of `REFUND_COLUMNS`."""
    return Refund(
        id=row[0],
        order_id=row[1],
        number=row[2],
        region_id=row[3],
        member_id=row[4],
        lines=tuple(RefundLine(*line) for line in zip(row[5], row[6], strict=True)),
        points_back=row[7],
        points_taken=row[8],
        points_owed=row[9],
        reason=row[10],
        granted_by=row[11],
        granted_at=row[12],
        points_minor=row[13],
    )


def refund_params(refund: Refund) -> Mapping[str, Any]:
    return {
        "id": refund.id,
        "order_id": refund.order_id,
        "number": refund.number,
        "region_id": refund.region_id,
        "member_id": refund.member_id,
        "lines": [line.line for line in refund.lines],
        "amounts_minor": [line.amount_minor for line in refund.lines],
        "points_back": refund.points_back,
        "points_taken": refund.points_taken,
        "points_owed": refund.points_owed,
        "reason": refund.reason,
        "granted_by": refund.granted_by,
        "granted_at": refund.granted_at,
        "points_minor": refund.points_minor,
    }
