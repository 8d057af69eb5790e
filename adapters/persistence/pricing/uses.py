"""Uses of promotions on PostgreSQL: what was given, and counts that never pass their limit."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adapters.persistence.pricing import use_rows as made
from adapters.persistence.pricing import use_statements as sql
from adapters.persistence.pricing.pricings import json_of
from adapters.persistence.unit import SqlSession
from application.ports.pricings import TierActivity
from application.ports.promotion_uses import KeptOccasion, KeptUse, UseSource
from domain.promotions.programme.taking import Taking
from domain.promotions.programme.uses import Tally
from domain.promotions.rules.model import Trigger
from domain.promotions.stored import to_json
from domain.shared.ids import AccountId, OrderId, RegionId


@dataclass(frozen=True, slots=True)
class SqlPromotionUses:
    session: SqlSession

    async def counts(self, region_id: RegionId, tallies: Sequence[Tally]) -> Mapping[Tally, int]:
        if not tallies:
            return {}
        params = {"region_id": region_id, "rows": json.dumps([to_json(each) for each in tallies])}
        found = await self.session.fetch_all(sql.COUNTS, params)
        return {made.tally_from(row[:6]): row[6] for row in found}

    def take(self, source: UseSource, taking: Taking) -> None:
        amounts = taking.amounts
        if amounts:
            rows = [
                {
                    **made.fields_of(tally),
                    "place": place,
                    "amount": amount,
                    "at_most": taking.at_most[tally],
                }
                for place, (tally, amount) in enumerate(amounts.items())
            ]
            params = {"region_id": source.region_id, "rows": json.dumps(rows)}
            self.session.write(sql.counting(len(rows)), params)
        if taking.uses:
            self.session.write(
                sql.USES, {"rows": json.dumps([made.row_of(source, use) for use in taking.uses])}
            )

    async def of_order(self, order_id: OrderId) -> tuple[KeptUse, ...]:
        return tuple(map(made.kept_from, await self.session.fetch_all(sql.OF_ORDER, {"order_id": order_id})))

    def give_back(self, changed: Sequence[KeptUse], lost: Mapping[Tally, int]) -> None:
        if lost:
            ranked = sorted(lost.items(), key=lambda one: one[0].rank)
            rows = [
                {**made.fields_of(tally), "place": place, "amount": amount}
                for place, (tally, amount) in enumerate(ranked)
            ]
            params = {"region_id": changed[0].source.region_id, "rows": json.dumps(rows)}
            self.session.write(sql.uncounting(len(rows)), params)
        if changed:
            uses = [made.row_of(each.source, each.use, each.version) for each in changed]
            self.session.write(sql.giving_back(len(uses)), {"rows": json.dumps(uses)})

    async def occasion(self, order_id: OrderId, trigger: Trigger) -> KeptOccasion | None:
        params = {"order_id": order_id, "trigger": trigger.value}
        row = await self.session.fetch_one(sql.OCCASION, params)
        return None if row is None else made.occasion_from(row)

    async def occasions_of(self, member_id: AccountId, trigger: Trigger) -> tuple[KeptOccasion, ...]:
        params = {"member_id": member_id, "trigger": trigger.value}
        return tuple(map(made.occasion_from, await self.session.fetch_all(sql.OCCASIONS_OF, params)))

    def keep_occasion(self, kept: KeptOccasion) -> None:
        params = {
            **made.source_params(kept.source),
            "id": kept.source.id,
            "at": kept.source.at,
            "trigger": kept.occasion.trigger.value,
            "rules_version": kept.awarded.rules_version,
            "points": kept.awarded.points,
            "occasion": json_of(kept.occasion),
            "awarded": json_of(kept.awarded),
        }
        self.session.write(sql.OCCASION_KEPT, params)

    def count_activity(self, source: UseSource, activity: TierActivity) -> None:
        params = {
            "id": source.id,
            "region_id": source.region_id,
            "member_id": source.member_id,
            "at": activity.at,
            "points": activity.points,
            "spent_minor": activity.spent_minor,
            "orders": activity.orders,
        }
        self.session.write(sql.ACTIVITY, params)
