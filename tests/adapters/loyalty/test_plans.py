"""What one redemption asks of the database does not grow with the books."""

from datetime import timedelta

import pytest

from adapters.persistence.fragments import WriteBatch
from adapters.persistence.loyalty import rows, statements
from adapters.persistence.pool import Pool
from domain.loyalty.earning import Grant, award
from domain.loyalty.journal import Heading, JournalId, LotId, Origin, OriginKind
from domain.loyalty.lots import Lot
from domain.loyalty.seals import Seals
from domain.shared.ids import AccountId
from tests.adapters.loyalty.conftest import NewWork, Sql
from tests.domain.loyalty.building import IDS, START, policy

pytestmark = pytest.mark.asyncio(loop_scope="package")
LOTS = 3_000


async def many_lots(new_work: NewWork) -> Lot:
    """The last one of them."""
    movements = []
    for number in range(LOTS):
        made, origin = IDS.new(), Origin(OriginKind.REVIEW, IDS.new())
        heading = Heading(JournalId(IDS.new()), f"many {made}", START + timedelta(seconds=number), origin)
        movements.append(award(heading, Grant(LotId(made), AccountId(IDS.new()), 9, origin), policy(0, 30)))
    async with new_work() as work:
        work.ledger.post(*movements)
        await work.commit()
    return movements[-1].lots[0]


@pytest.mark.parametrize("mode", ["force_generic_plan", "force_custom_plan"])
async def test_a_changed_lot_is_found_by_its_key_among_thousands(
    pool: Pool, sql_work: NewWork, owner_sql: Sql, mode: str
) -> None:
    lot = await many_lots(sql_work)
    owner_sql("ANALYZE lots")
    batch = WriteBatch()
    batch.add(statements.UPDATE_LOTS, rows.changed_lots_params([lot], Seals()))
    raw, arguments = batch.statement()
    async with pool.connection() as connection:
        await connection.execute(f"SET plan_cache_mode = {mode}".encode())
        cursor = await connection.execute(b"EXPLAIN " + raw, arguments)
        plan = "\n".join(str(line) for (line,) in await cursor.fetchall())
        await connection.execute(b"RESET plan_cache_mode")
    assert "lots_pkey" in plan
    assert "Seq Scan on lots" not in plan
