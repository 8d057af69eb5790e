"""Rule sets and drafts: each test runs in memory and on PostgreSQL."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import psycopg
import pytest

from domain.promotions.rules.editions import Publication, RuleDraft, RuleDraftId, RuleVersion
from domain.promotions.rules.refusals import (
    DraftNotTried,
    RuleDraftChanged,
    RuleDraftNotFound,
    RulesMovedMeanwhile,
    RuleVersionNotFound,
)
from domain.shared.ids import AccountId
from tests.adapters.contracts.hamlet import FAR_REGION
from tests.adapters.contracts.stage import Stage
from tests.domain.orders.making import NOON, REGION
from tests.support.database import Database

pytestmark = pytest.mark.asyncio(loop_scope="package")

CHIEF = AccountId(UUID(int=0xC))
CONTENT = {
    "version": 0,
    "currency": "CLP",
    "decimals": 0,
    "zone": "America/Santiago",
    "promotions": [{"id": "十", "when": {"all": [{"always": True}]}}],
}


def hours(count: float) -> datetime:
    return NOON + timedelta(hours=count)


def version(number: int, effective_at: datetime = NOON, note: str = "a note 说明") -> RuleVersion:
    return RuleVersion(REGION, number, {**CONTENT, "version": number}, effective_at, CHIEF, NOON, note)


def draft(stage: Stage, name: str = "spring 春", at: datetime = NOON) -> RuleDraft:
    return RuleDraft(RuleDraftId(stage.ids.new()), REGION, name, 0, CONTENT, CHIEF, at)


async def publish(stage: Stage, *versions: RuleVersion) -> None:
    for one in versions:
        async with stage.new_uow() as uow:
            uow.rules.publish(one)
            await uow.commit()


async def keep(stage: Stage, *drafts: RuleDraft) -> None:
    async with stage.new_uow() as uow:
        for one in drafts:
            uow.rules.keep(one)
        await uow.commit()


async def test_a_region_without_rules_is_at_version_zero(stage: Stage) -> None:
    async with stage.new_uow() as uow:
        assert await uow.rules.live_version(REGION, NOON) == 0
        assert await uow.rules.last_version(REGION) == 0
        assert await uow.rules.versions(REGION, None, 9) == ()
        with pytest.raises(RuleVersionNotFound):
            await uow.rules.version(REGION, 0)


async def test_the_highest_version_in_effect_is_live(stage: Stage) -> None:
    await publish(stage, version(1), version(2, hours(5)), version(3, hours(2)))
    async with stage.new_uow() as uow:
        lived = [await uow.rules.live_version(REGION, hours(at)) for at in (-1, 0, 1.9, 2, 5, 99)]
        assert lived == [0, 1, 1, 3, 3, 3]
        assert await uow.rules.last_version(REGION) == 3
        assert await uow.rules.live_version(FAR_REGION, hours(9)) == 0


async def test_a_version_comes_back_as_it_was_published_newest_first(stage: Stage) -> None:
    await publish(stage, version(1), version(2, hours(5)))
    async with stage.new_uow() as uow:
        assert await uow.rules.version(REGION, 2) == version(2, hours(5))
        assert [one.version for one in await uow.rules.versions(REGION, None, 9)] == [2, 1]
        assert [one.version for one in await uow.rules.versions(REGION, None, 1)] == [2]
        assert [one.version for one in await uow.rules.versions(REGION, 2, 9)] == [1]
        assert await uow.rules.versions(FAR_REGION, None, 9) == ()


async def test_a_number_is_given_once(stage: Stage) -> None:
    await publish(stage, version(1))
    with pytest.raises(RulesMovedMeanwhile):
        await publish(stage, version(1, note="another"))
    async with stage.new_uow() as uow:
        assert (await uow.rules.version(REGION, 1)).note == "a note 说明"


async def test_a_draft_is_kept_saved_again_and_taken_away(stage: Stage) -> None:
    first, second = draft(stage), draft(stage, "autumn", hours(1))
    await keep(stage, first, second)
    async with stage.new_uow() as uow:
        stored = await uow.rules.draft(REGION, first.id)
        assert stored == replace(first, version=1)
        assert [one.id for one in await uow.rules.drafts(REGION, 9)] == [second.id, first.id]
        assert [one.id for one in await uow.rules.drafts(REGION, 1)] == [second.id]
    saved = stored.saved({**CONTENT, "zone": "UTC"}, CHIEF, hours(2)).noted()
    changed = replace(saved, name="summer", based_on=3)
    await keep(stage, changed)
    async with stage.new_uow() as uow:
        again = await uow.rules.draft(REGION, first.id)
        assert again == replace(changed, version=2)
        assert again.is_tried
        uow.rules.drop(again)
        await uow.commit()
    async with stage.new_uow() as uow:
        assert [one.id for one in await uow.rules.drafts(REGION, 9)] == [second.id]
        with pytest.raises(RuleDraftNotFound):
            await uow.rules.draft(REGION, first.id)


async def test_a_draft_of_another_region_is_not_to_be_seen(stage: Stage) -> None:
    own = draft(stage)
    await keep(stage, own)
    async with stage.new_uow() as uow:
        assert await uow.rules.drafts(FAR_REGION, 9) == ()
        with pytest.raises(RuleDraftNotFound):
            await uow.rules.draft(FAR_REGION, own.id)


async def test_a_draft_that_moved_on_is_neither_saved_nor_taken_away(stage: Stage) -> None:
    first = draft(stage)
    await keep(stage, first)
    stored = replace(first, version=1)
    await keep(stage, stored)
    with pytest.raises(RuleDraftChanged):
        await keep(stage, stored)
    async with stage.new_uow() as uow:
        uow.rules.drop(stored)
        with pytest.raises(RuleDraftChanged):
            await uow.commit()


async def test_only_what_was_tried_is_published_whatever_its_number_or_the_order_of_its_keys(
    stage: Stage,
) -> None:
    how = Publication(CHIEF, NOON, hours(1), "now")
    tried = draft(stage).noted()
    turned = replace(tried, content={**dict(reversed(CONTENT.items())), "version": 9})
    await publish(stage, turned.published(4, how))
    async with stage.new_uow() as uow:
        found = await uow.rules.version(REGION, 4)
    assert (found.content["version"], found.effective_at, found.note) == (4, hours(1), "now")
    with pytest.raises(DraftNotTried):
        replace(tried, content={**CONTENT, "zone": "UTC"}).published(5, how)
    with pytest.raises(DraftNotTried):
        draft(stage).published(5, how)


async def test_no_published_version_is_ever_rewritten(sql_stage: Stage, process_database: Database) -> None:
    await publish(sql_stage, version(1))
    with psycopg.connect(process_database.app) as connection:
        for change in ("UPDATE rule_sets SET note = ''", "DELETE FROM rule_sets"):
            with pytest.raises(psycopg.Error, match="append-only"):
                connection.execute(change.encode())
            connection.rollback()
