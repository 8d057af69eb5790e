"""Who one is, and in which language."""

from uuid import UUID

import pytest

from application.identity.change_locale import ChangeLocale
from application.identity.who_am_i import WhoAmI
from application.ports.accounts import SkillLevel, WorkerSelf
from domain.identity.refusals import AccountNotFound, LocaleUnknown
from domain.shared.ids import AccountId, WorkerId
from tests.application.identity.front_desk import OWNER, WORKER, FrontDesk

NOBODY = AccountId(UUID(int=99))


async def test_a_profile_masks_the_phone_and_has_no_work_side_for_a_homeowner(desk: FrontDesk) -> None:
    me = await desk.who_am_i(WhoAmI(OWNER.id))
    assert me.phone_masked == "+56*****1111"
    assert me.worker is None


async def test_a_workers_profile_says_what_the_worker_can_do(desk: FrontDesk) -> None:
    work = WorkerSelf(WorkerId(WORKER.id), True, (SkillLevel("plumbing", 3),), "motorcycle")
    desk.profiles.workers[WORKER.id] = work
    assert (await desk.who_am_i(WhoAmI(WORKER.id))).worker == work


async def test_a_language_is_chosen_by_its_tag(desk: FrontDesk) -> None:
    await desk.change_locale(ChangeLocale(OWNER.id, "zh-CN"))
    assert (await desk.who_am_i(WhoAmI(OWNER.id))).locale == "zh-CN"
    assert desk.accounts.rows[OWNER.id].version == OWNER.version + 1


async def test_a_language_that_is_not_spoken_changes_nothing(desk: FrontDesk) -> None:
    with pytest.raises(LocaleUnknown):
        await desk.change_locale(ChangeLocale(OWNER.id, "tlh"))
    assert desk.accounts.rows[OWNER.id] == OWNER


async def test_nobody_has_no_profile(desk: FrontDesk) -> None:
    with pytest.raises(AccountNotFound):
        await desk.who_am_i(WhoAmI(NOBODY))
    with pytest.raises(AccountNotFound):
        await desk.change_locale(ChangeLocale(NOBODY, "en"))
