"""How much of the past one dry run looks at."""

from collections.abc import Mapping

import pytest

from application.ports.past_events import Past
from application.promotions.drafts import ReadDraft, ReadDraftHandler
from application.promotions.dry_run_draft import MOST_EVENTS, DryRunDraft, DryRunDraftHandler
from domain.promotions.programme.opening import OpeningAsked
from domain.promotions.programme.uses import Tally
from domain.promotions.rules.editions import RuleDraftId
from domain.promotions.rules.refusals import TooMuchPast
from domain.shared.ids import RegionId
from domain.shared.time import Window
from tests.adapters.contracts.programme_desk import Desk, shop_rules
from tests.adapters.contracts.stage import Stage
from tests.adapters.contracts.test_programme import DAY
from tests.domain.orders.making import MANAGER, REGION

pytestmark = pytest.mark.asyncio(loop_scope="package")


@pytest.fixture
def desk(stage: Stage) -> Desk:
    return Desk(stage)


class Crowd:
    """More happened than one dry run looks at."""

    async def count(self, region_id: RegionId, period: Window) -> int:
        return MOST_EVENTS + 1

    async def of(self, region_id: RegionId, period: Window, limit: int) -> Past:
        raise AssertionError("nothing is read of it")

    async def opening(self, region_id: RegionId, asked: OpeningAsked) -> Mapping[Tally, int]:
        return {}


async def test_more_than_one_dry_run_looks_at_is_refused_and_not_cut(desk: Desk) -> None:
    row = (await desk.draft(shop_rules())).row
    handle = DryRunDraftHandler(desk.new_uow, Crowd(), desk.clock)
    with pytest.raises(TooMuchPast) as refusal:
        await handle(DryRunDraft(MANAGER, REGION, RuleDraftId(row.id), row.version, DAY))
    assert refusal.value.facts == {"at_most": MOST_EVENTS}
    read = ReadDraft(MANAGER, REGION, RuleDraftId(row.id))
    assert not (await desk.made(ReadDraftHandler)(read)).row.is_tried
