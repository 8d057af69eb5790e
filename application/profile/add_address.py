"""A homeowner adds an address in a community."""

from dataclasses import dataclass

from application.ports.ids import Ids
from application.ports.people import NewAddress
from application.ports.unit_of_work import NewUnit
from application.views.me import Address
from domain.shared.geo import Point
from domain.shared.ids import AccountId, AddressId, CommunityId


@dataclass(frozen=True, slots=True)
class AddAddress:
    account_id: AccountId
    community_id: CommunityId
    line: str
    unit: str
    point: Point


@dataclass(frozen=True, slots=True)
class AddAddressHandler:
    new_uow: NewUnit
    ids: Ids

    async def __call__(self, cmd: AddAddress) -> Address:
        """Raises `CommunityNotFound`, and `AddressOutsideArea` when the point is not in its area."""
        address_id = AddressId(self.ids.new())
        line, unit = cmd.line.strip(), cmd.unit.strip()
        async with self.new_uow() as uow:
            name = await uow.people.community_name(cmd.community_id)
            uow.people.add_address(
                NewAddress(address_id, cmd.account_id, cmd.community_id, line, unit, cmd.point)
            )
            answer = Address(
                id=address_id,
                community_id=cmd.community_id,
                community_name=name,
                line=line,
                unit=unit,
                point=cmd.point,
                version=1,
            )
            await uow.commit(answer)
        return answer
