"""A member gives points to another one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.loyalty.booking import Request, insist, open_purse
from application.ports.accounts import Accounts
from application.ports.ids import Ids
from application.ports.ledger import LoyaltyWork, NewLoyaltyWork
from application.ports.time import Clock
from domain.identity.roles import Role
from domain.loyalty.gifts import give, given_id
from domain.loyalty.journal import Origin, OriginKind, asked_hash
from domain.loyalty.refusals import MemberNotFound
from domain.shared.ids import AccountId


@dataclass(frozen=True, slots=True)
class GivePoints:
    giver_id: AccountId
    receiver_id: AccountId
    points: int


@dataclass(frozen=True, slots=True)
class Given:
    """The gift as it was booked. Who got it stays out: whoever knows a code does not learn an account."""

    id: UUID
    points: int
    at: datetime


async def give_points(work: LoyaltyWork, ids: Ids, request: Request, cmd: GivePoints) -> bool:
    """Stage it; false where it stands already. Raises `GiftToSelf`, `PointsNotEnough`, `PointsOutOfRange`."""
    purse = await open_purse(work, ids, request, cmd.giver_id)
    if purse is None:
        return False
    heading = request.heading(ids)
    own = purse.own_lots
    moved = give(heading, own, cmd.points, cmd.receiver_id, purse.debt.amount)
    purse.move(moved)
    purse.book(work)
    given = {lot.id for lot in moved.lots}
    parents = {given_id(heading, lot.id): lot.grace_of or lot.id for lot in own}
    work.ledger.inherit({child: parents[child] for child in given & parents.keys()})
    return True


def gift_request(gift_id: UUID, cmd: GivePoints, at: datetime) -> Request:
    asked = asked_hash("gift", cmd.giver_id, cmd.receiver_id, cmd.points)
    return Request(f"gift:{gift_id}", asked, at, Origin(OriginKind.GIFT, gift_id))


@dataclass(frozen=True, slots=True)
class GivePointsHandler:
    new_work: NewLoyaltyWork
    accounts: Accounts
    clock: Clock
    ids: Ids

    async def __call__(self, cmd: GivePoints) -> Given:
        """Raises as `give_points`, and `AccountNotFound` or `MemberNotFound` when nobody can receive them."""
        receiver = await self.accounts.get(cmd.receiver_id)
        if receiver.roles.isdisjoint({Role.HOMEOWNER, Role.WORKER}):
            raise MemberNotFound()
        gift_id, now = self.ids.new(), self.clock.now()

        async def attempt(is_contended: bool) -> Given:
            async with self.new_work() as work:
                if is_contended:
                    await work.ledger.wait_for(cmd.giver_id)
                await give_points(work, self.ids, gift_request(gift_id, cmd, now), cmd)
                given = Given(gift_id, cmd.points, now)
                await work.commit(given)
            return given

        return await insist(attempt)
