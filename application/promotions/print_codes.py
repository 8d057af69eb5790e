"""Codes in bulk, for paper: told once, to whoever has them made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from application.access import require_region
from application.ports.coupons import Taking
from application.ports.ids import Ids
from application.ports.time import Clock
from application.ports.tokens import Randomness
from application.ports.unit_of_work import NewUnit
from application.promotions.batches import USUAL_LENGTH, batch_at, new_labels
from application.promotions.live_rules import LiveRules
from application.views.coupons import PrintedCodes
from domain.identity.roles import Actor
from domain.promotions.coupons.codes import shown
from domain.promotions.coupons.coupon import Coupon
from domain.promotions.coupons.stock import print_codes
from domain.shared.ids import RegionId

MOST_AT_ONCE: Final = 10_000


@dataclass(frozen=True, slots=True)
class PrintCodes:
    """`count` is at most `MOST_AT_ONCE`: the caller's edge bounds it."""

    actor: Actor
    region_id: RegionId
    batch: str
    count: int
    length: int = USUAL_LENGTH


@dataclass(frozen=True, slots=True)
class PrintCodesHandler:
    new_uow: NewUnit
    live: LiveRules
    clock: Clock
    ids: Ids
    randomness: Randomness

    async def __call__(self, cmd: PrintCodes) -> PrintedCodes:
        """All or none. Raises `NotInYourRegion`, `BatchUnknown`, `BatchClosed`, `BatchExhausted`,
        `CodeSpaceTooSmall`, `CouponCodeTaken`.
        """
        require_region(cmd.actor, cmd.region_id)
        now = self.clock.now()
        labels = new_labels(cmd.count, self.ids, self.randomness, cmd.length)
        async with self.new_uow() as uow:
            batch = await batch_at(uow, self.live, cmd.region_id, cmd.batch, now)
            stock = await uow.coupons.stock(cmd.region_id, batch.id, None)
            coupons, _ = print_codes(batch, stock, labels, now)
            uow.coupons.take(Taking(cmd.region_id, batch, None, len(coupons)))
            uow.coupons.add(cmd.region_id, coupons)
            printed = PrintedCodes(batch=batch.id, count=len(coupons), csv=_as_lines(coupons))
            await uow.commit(printed)
        return printed


def _as_lines(coupons: Sequence[Coupon]) -> str:
    """RFC 4180: neither codes nor moments need quotes."""
    lines = ("code,expires_at", *(f"{shown(one.code)},{one.expires_at.isoformat()}" for one in coupons))
    return "".join(f"{line}\r\n" for line in lines)
