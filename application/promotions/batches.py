"""Batches of the rules in force: found by id, shown with their stock; and labels for new coupons."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from application.ports.ids import Ids
from application.ports.tokens import Randomness
from application.ports.unit_of_work import UnitOfWork
from application.promotions.live_rules import LiveRules
from application.views.coupons import BatchView
from domain.promotions.coupons.codes import new_codes
from domain.promotions.coupons.coupon import CouponId
from domain.promotions.coupons.refusals import BatchUnknown
from domain.promotions.coupons.stock import Label
from domain.promotions.rules.model import Batch, RuleSet
from domain.shared.ids import RegionId
from domain.shared.texts import Text

USUAL_LENGTH: Final = 12
Named = Mapping[str, Text]
"""The words of promotions, by id."""


def batch_in(source: RuleSet, batch: str) -> Batch:
    """Raises `BatchUnknown`."""
    for each in source.batches:
        if each.id == batch:
            return each
    raise BatchUnknown()


async def batch_at(uow: UnitOfWork, live: LiveRules, region_id: RegionId, batch: str, at: datetime) -> Batch:
    """Of the rules in force. Raises `BatchUnknown`, `RegionNotFound`."""
    return batch_in((await live.at(uow, region_id, at)).source, batch)


def new_labels(count: int, ids: Ids, randomness: Randomness, length: int = USUAL_LENGTH) -> tuple[Label, ...]:
    """Raises `CodeSpaceTooSmall`."""
    codes = new_codes(count, length, randomness.token_bytes)
    return tuple(Label(CouponId(ids.new()), code) for code in codes)


def names_in(source: RuleSet) -> Named:
    return {each.id: each.name for each in source.promotions}


def batches_with(source: RuleSet, given: Mapping[str, int], now: datetime) -> tuple[BatchView, ...]:
    """In the order of the rules. `given` has how many of each batch are given."""
    names = names_in(source)
    return tuple(
        BatchView(
            id=each.id,
            name=each.name,
            promotion=each.promotion,
            unlocks=names[each.promotion],
            kind=each.kind,
            state=each.state,
            running=each.schedule.at(now),
            starts_at=each.schedule.start,
            ends_at=each.schedule.end,
            size=each.size,
            given=given.get(each.id, 0),
            left=max(0, each.size - given.get(each.id, 0)),
            per_member=each.per_member,
            own=0,
            valid_days=each.valid_days,
        )
        for each in source.batches
    )
