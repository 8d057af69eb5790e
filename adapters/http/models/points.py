"""Points beyond one's own balance: gifts, wallets, adjustments and refunds."""

from typing import Annotated

from msgspec import Meta

from adapters.http.models.fields import (
    DEFAULT_LIMIT,
    Count,
    Cursor,
    Id,
    Input,
    Limit,
    Line,
    Moment,
    NonEmptyWords,
    Output,
    Points,
    Price,
)
from adapters.http.models.me import ExpiringPoints, PointsBalance
from adapters.http.models.orders import Versioned
from domain.loyalty.adjusting import AdjustmentStatus
from domain.loyalty.holds import HoldStatus
from domain.loyalty.journal import OriginKind

PointsWanted = Annotated[int, Meta(ge=1, le=10**12, description="Points, whole and above zero")]


class ExpiringQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    limit: Limit = DEFAULT_LIMIT


class ExpiringList(Output, frozen=True, kw_only=True):
    """Soonest first, one entry for each moment."""

    items: list[ExpiringPoints]


class GivePoints(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """They keep their age and their end. Who gets them is told by `to_code`, their referral code as it was
    typed, or by `receiver_id`: by one of both.
    """

    to_code: Line | None = None
    receiver_id: Id | None = None
    points: PointsWanted


class Gift(Output, frozen=True, kw_only=True):
    id: Id
    points: Points
    at: Moment


class WalletQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`at` is a moment of the past; without it, now."""

    at: Moment | None = None


class PointsLot(Output, frozen=True, kw_only=True):
    """Of `amount`, `remaining` is free and `held` set aside; see the glossary for the others."""

    id: Id
    amount: Points
    remaining: Points
    held: Points
    expired: Points
    reversed: Points
    owed: Points
    earned_at: Moment
    pending_until: Moment
    expires_at: Moment
    origin: OriginKind
    order_id: Id | None
    policy_version: Count


class PointsHold(Output, frozen=True, kw_only=True):
    id: Id
    amount: Points
    status: HoldStatus
    held_at: Moment
    lapses_at: Moment | None
    order_id: Id | None


class Wallet(Output, frozen=True, kw_only=True):
    moment: Moment
    balance: PointsBalance
    lots: list[PointsLot]
    holds: list[PointsHold]


class ProposeAdjustment(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Above zero gives, below takes. `region_id` is the region that answers for it."""

    region_id: Id
    points: Annotated[int, Meta(ge=-(10**12), le=10**12)]
    reason: NonEmptyWords


class DecideAdjustment(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    is_approved: bool


class AdjustmentsQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    region_id: Id
    status: AdjustmentStatus | None = None
    cursor: Cursor | None = None
    limit: Limit = DEFAULT_LIMIT


class Adjustment(Output, frozen=True, kw_only=True):
    id: Id
    region_id: Id
    member_id: Id
    points: Points
    reason: str
    proposed_by: Id
    proposed_at: Moment
    status: AdjustmentStatus
    decided_by: Id | None
    decided_at: Moment | None


class AdjustmentPage(Output, frozen=True, kw_only=True):
    items: list[Adjustment]
    next_cursor: str | None


class RefundLineWanted(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    line: Line
    amount_minor: Annotated[int, Meta(ge=1, le=2**53 - 1, description="Minor units of the currency")]


class RefundOrder(Versioned, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without `lines` all that is left is refunded."""

    reason: NonEmptyWords
    lines: Annotated[list[RefundLineWanted], Meta(min_length=1, max_length=100)] | None = None


class RefundLine(Output, frozen=True, kw_only=True):
    line: str
    amount_minor: Price


class Refund(Output, frozen=True, kw_only=True):
    """`amount_minor` is money. `points_back` were spent on the order, where they had paid `points_minor` of
    the lines; `points_taken` it had earned, of which `points_owed` is debt.
    """

    id: Id
    order_id: Id
    number: Count
    amount_minor: Price
    points_minor: Price
    lines: list[RefundLine]
    points_back: Points
    points_taken: Points
    points_owed: Points
    reason: str
    granted_at: Moment


class RefundList(Output, frozen=True, kw_only=True):
    items: list[Refund]
