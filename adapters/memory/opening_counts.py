"""What was counted of promotions right before a moment, in memory."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from adapters.memory.store import MemoryStore
from application.ports.promotion_uses import KeptUse
from domain.orders.status import TERMINAL, Status
from domain.promotions.programme.given import Given
from domain.promotions.programme.opening import OpeningAsked
from domain.promotions.programme.uses import Tally
from domain.promotions.rules.limits import Measure
from domain.shared.ids import RegionId

IN_VAIN: Final = TERMINAL - {Status.COMPLETED}


def opening_counts(store: MemoryStore, region_id: RegionId, asked: OpeningAsked) -> Mapping[Tally, int]:
    found = Counter[Tally]()
    for kept in store.promotions.uses.values():
        if kept.source.region_id == region_id and kept.source.at < asked.at:
            amounts = _left(store, kept, asked.at)
            for tally in filter(asked.wants, kept.use.tallies):
                found[tally] += amounts[tally.measure]
    return {tally: count for tally, count in found.items() if count}


def _left(store: MemoryStore, kept: KeptUse, at: datetime) -> dict[Measure, int]:
    use, is_back = kept.use, _came_back_before(store, kept, at)
    left = use.given.less(use.back if is_back else Given())
    uses = 0 if is_back and use.is_over else 1
    return {Measure.USES: uses, Measure.MINOR: left.minor, Measure.POINTS: left.points}


def _came_back_before(store: MemoryStore, kept: KeptUse, at: datetime) -> bool:
    order_id = kept.source.order_id
    if order_id is None:
        return False
    moments = [one.granted_at for one in store.books.refunds.values() if one.order_id == order_id]
    moments += [one.at for one in store.orders.histories.get(order_id, ()) if one.to in IN_VAIN]
    return bool(moments) and max(moments) < at
