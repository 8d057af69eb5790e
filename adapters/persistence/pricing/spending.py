"""What campaigns have given so far, from the counts of their budgets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from adapters.persistence.pooled import PooledStatements
from domain.shared.ids import RegionId

SPENT: Final = (
    "SELECT owner, sum(count)::bigint FROM promotion_tallies"
    " WHERE region_id = %(region_id)s AND kind = 'budget' AND count > 0 GROUP BY owner"
)


@dataclass(frozen=True, slots=True)
class SqlCampaignSpending:
    """The `CampaignSpending` port."""

    statements: PooledStatements

    async def spent(self, region_id: RegionId) -> Mapping[str, int]:
        return dict(await self.statements.read(SPENT, {"region_id": region_id}))
