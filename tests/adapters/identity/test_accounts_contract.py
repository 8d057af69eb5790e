"""What every store of accounts must do."""

import asyncio
from uuid import UUID

import pytest

from application.ports.accounts import SkillLevel, WorkerSelf
from domain.identity.account import Locale
from domain.identity.refusals import AccountNotFound, PhoneTaken, UsernameTaken
from domain.shared.ids import AccountId, WorkerId
from tests.adapters.identity.conftest import IdentityStore
from tests.adapters.identity.people import homeowner, staff, switched_off

NOBODY = AccountId(UUID(int=99))


async def test_an_account_comes_back_as_it_was_stored(store: IdentityStore) -> None:
    everybody = (homeowner(), staff(), switched_off(homeowner("+56922222222")))
    await store.accounts.add(everybody)
    for account in everybody:
        assert await store.accounts.get(account.id) == account


async def test_an_account_is_found_by_phone_and_by_user_name(store: IdentityStore) -> None:
    owner, manager = homeowner(), staff()
    await store.accounts.add((owner, manager))
    assert await store.accounts.by_phone("+56911111111") == owner
    assert await store.accounts.by_username("manager") == manager
    assert await store.accounts.by_phone("manager") is None
    assert await store.accounts.by_username("+56911111111") is None


async def test_nobody_is_not_found(store: IdentityStore) -> None:
    with pytest.raises(AccountNotFound):
        await store.accounts.get(NOBODY)
    with pytest.raises(AccountNotFound):
        await store.profiles.of(NOBODY)


async def test_a_phone_belongs_to_one_account(store: IdentityStore) -> None:
    await store.accounts.add((homeowner(),))
    with pytest.raises(PhoneTaken):
        await store.accounts.add((staff(), homeowner()))
    assert await store.accounts.by_username("manager") is None


async def test_a_user_name_belongs_to_one_account(store: IdentityStore) -> None:
    with pytest.raises(UsernameTaken):
        await store.accounts.add((staff(), staff()))
    assert await store.accounts.by_username("manager") is None


async def test_a_password_hash_is_replaced_unless_it_was_changed_meanwhile(store: IdentityStore) -> None:
    manager = staff()
    await store.accounts.add((manager,))
    await store.accounts.replace_password_hash(manager.id, "hash", "stronger")
    await store.accounts.replace_password_hash(manager.id, "hash", "too late")
    kept = await store.accounts.get(manager.id)
    assert (kept.password_hash, kept.version) == ("stronger", 2)


async def test_an_authenticators_step_is_used_once_and_never_after_a_later_one(store: IdentityStore) -> None:
    manager = staff()
    await store.accounts.add((manager,))
    assert await store.accounts.take_totp_step(manager.id, 100)
    assert not await store.accounts.take_totp_step(manager.id, 100)
    assert await store.accounts.take_totp_step(manager.id, 101)
    assert not await store.accounts.take_totp_step(manager.id, 100)


async def test_of_many_who_use_a_step_at_once_one_may(store: IdentityStore) -> None:
    manager = staff()
    await store.accounts.add((manager,))
    taken = await asyncio.gather(*(store.accounts.take_totp_step(manager.id, 7) for _ in range(8)))
    assert taken.count(True) == 1


async def test_a_profile_says_who_one_is_without_the_whole_phone(store: IdentityStore) -> None:
    owner, manager = homeowner(), staff()
    await store.accounts.add((owner, manager))
    me = await store.profiles.of(owner.id)
    assert (me.id, me.display_name, me.roles) == (owner.id, owner.display_name, ("homeowner",))
    assert (me.locale, me.phone_masked, me.region_id, me.worker) == ("en", "+56*****1111", None, None)
    assert (await store.profiles.of(manager.id)).roles == ("manager", "reviewer")


@pytest.mark.parametrize("skills", [(), (SkillLevel("cleaning", 2), SkillLevel("plumbing", 5))])
async def test_a_workers_profile_has_the_work_side(
    store: IdentityStore, skills: tuple[SkillLevel, ...]
) -> None:
    account = homeowner()
    await store.accounts.add((account,))
    worker = WorkerSelf(WorkerId(account.id), on_duty=True, skills=skills, travel_mode="e_bike")
    store.employ(account.id, worker)
    assert (await store.profiles.of(account.id)).worker == worker


async def test_a_language_is_changed_on_commit_and_only_then(store: IdentityStore) -> None:
    owner = homeowner()
    await store.accounts.add((owner,))
    async with store.new_account_work() as work:
        work.accounts.change_locale(owner.id, Locale.ZH_CN)
    assert (await store.accounts.get(owner.id)).locale is Locale.EN
    async with store.new_account_work() as work:
        work.accounts.change_locale(owner.id, Locale.ZH_CN)
        await work.commit()
    kept = await store.accounts.get(owner.id)
    assert (kept.locale, kept.version) == (Locale.ZH_CN, 2)


async def test_nobodys_language_cannot_be_changed(store: IdentityStore) -> None:
    async with store.new_account_work() as work:
        work.accounts.change_locale(NOBODY, Locale.ZH_CN)
        with pytest.raises(AccountNotFound):
            await work.commit()
