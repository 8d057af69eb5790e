"""The desk finds members, and nobody else."""

from uuid import UUID

import pytest

from application.identity.find_member import FindMember, FindMemberHandler
from domain.identity.refusals import AccountNotFound, PhoneMalformed
from domain.shared.ids import AccountId
from tests.application.identity.front_desk import CAREFUL, GONE, MANAGER, OWNER, WORKER, FrontDesk


async def find(desk: FrontDesk, query: FindMember) -> AccountId:
    return (await FindMemberHandler(desk.accounts, desk.phones)(query)).id


async def test_a_member_is_found_by_a_phone_number_as_people_write_it(desk: FrontDesk) -> None:
    assert await find(desk, FindMember(phone="+56 9 1111 1111")) == OWNER.id


async def test_a_member_is_found_by_id_and_named_with_a_masked_number(desk: FrontDesk) -> None:
    member = await FindMemberHandler(desk.accounts, desk.phones)(FindMember(member_id=WORKER.id))
    assert (member.name, member.phone_masked, member.roles) == ("老王", "+56*****2222", ("worker",))


@pytest.mark.parametrize("hidden", [MANAGER.id, CAREFUL.id, GONE.id, AccountId(UUID(int=99))])
async def test_staff_closed_accounts_and_strangers_are_not_found(desk: FrontDesk, hidden: AccountId) -> None:
    with pytest.raises(AccountNotFound):
        await find(desk, FindMember(member_id=hidden))


async def test_an_unknown_number_is_not_found_and_a_wrong_one_is_refused(desk: FrontDesk) -> None:
    with pytest.raises(AccountNotFound):
        await find(desk, FindMember(phone="+56999999999"))
    with pytest.raises(PhoneMalformed):
        await find(desk, FindMember())
