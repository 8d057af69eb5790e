"""Points given or taken by hand: proposed with a reason, above a limit approved by a second person."""

from dataclasses import dataclass
from datetime import datetime

from application.access import require_region
from application.loyalty.booking import Request, insist, open_purse
from application.loyalty.giving import policy_for
from application.ports.accounts import Accounts
from application.ports.ids import Ids
from application.ports.ledger import LoyaltyWork
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit, UnitOfWork
from domain.identity.roles import Actor
from domain.loyalty.adjusting import Adjustment, AdjustmentId, credit, debit
from domain.loyalty.earning import Grant
from domain.loyalty.journal import LotId, asked_hash
from domain.loyalty.policy import Currency, EarningPolicy
from domain.loyalty.refusals import AdjustmentNotFound
from domain.shared.ids import AccountId, RegionId


@dataclass(frozen=True, slots=True)
class ProposeAdjustment:
    """`points` above zero are given, below zero taken. Up to the limit it is approved at once."""

    actor: Actor
    region_id: RegionId
    member_id: AccountId
    points: int
    reason: str


@dataclass(frozen=True, slots=True)
class DecideAdjustment:
    actor: Actor
    adjustment_id: AdjustmentId
    is_approved: bool


async def book_adjustment(
    work: LoyaltyWork, ids: Ids, adjustment: Adjustment, policy: EarningPolicy, at: datetime
) -> bool:
    """Stage the points of an approved adjustment; false where they stand already.

    Raises `PointsNotEnough` where more is taken than there is.
    """
    request = Request(
        f"adjustment:{adjustment.id}",
        asked_hash("adjust", adjustment.member_id, adjustment.points),
        at,
        adjustment.origin,
    )
    purse = await open_purse(work, ids, request, adjustment.member_id)
    if purse is None:
        return False
    heading = request.heading(ids)
    if adjustment.points > 0:
        grant = Grant(LotId(ids.new()), adjustment.member_id, adjustment.points, adjustment.origin)
        purse.move(credit(heading, grant, policy))
    else:
        purse.move(debit(heading, purse.own_lots, -adjustment.points, purse.debt.amount))
    purse.book(work)
    return True


@dataclass(frozen=True, slots=True)
class ProposeAdjustmentHandler:
    new_uow: NewUnit
    accounts: Accounts
    clock: Clock
    ids: Ids

    async def __call__(self, cmd: ProposeAdjustment) -> Adjustment:
        """Raises `NotInYourRegion`, `AccountNotFound`, `ReasonMissing`, and as `book_adjustment`."""
        require_region(cmd.actor, cmd.region_id)
        await self.accounts.get(cmd.member_id)
        by, now = _signer(cmd.actor), self.clock.now()
        ids = AdjustmentId(self.ids.new()), cmd.region_id, cmd.member_id
        proposed = Adjustment(*ids, cmd.points, cmd.reason.strip(), proposed_by=by, proposed_at=now)

        async def attempt(is_contended: bool) -> Adjustment:
            async with self.new_uow() as uow:
                if is_contended:
                    await uow.ledger.wait_for(cmd.member_id)
                policy = await _policy_of(uow, cmd.region_id, now)
                one = proposed
                if abs(one.points) <= policy.adjustment_limit:
                    one = one.approved(by, now, policy.adjustment_limit)
                    await book_adjustment(uow, self.ids, one, policy, now)
                uow.ledger.papers.keep(one)
                await uow.commit(one)
            return one

        return await insist(attempt)


@dataclass(frozen=True, slots=True)
class DecideAdjustmentHandler:
    new_uow: NewUnit
    clock: Clock
    ids: Ids

    async def __call__(self, cmd: DecideAdjustment) -> Adjustment:
        """Raises `AdjustmentNotFound` (also for another region), `AdjustmentIsDecided`,
        `AdjustmentNeedsAnother`, and as `book_adjustment`.
        """
        by, now = _signer(cmd.actor), self.clock.now()

        async def attempt(is_contended: bool) -> Adjustment:
            async with self.new_uow() as uow:
                one = await _adjustment(uow, cmd)
                if is_contended:
                    await uow.ledger.wait_for(one.member_id)
                policy = await _policy_of(uow, one.region_id, now)
                if cmd.is_approved:
                    one = one.approved(by, now, policy.adjustment_limit)
                    await book_adjustment(uow, self.ids, one, policy, now)
                else:
                    one = one.refused(by, now)
                uow.ledger.papers.keep(one)
                await uow.commit(one)
            return one

        return await insist(attempt)


def _signer(actor: Actor) -> AccountId:
    if actor.account_id is None:
        raise AdjustmentNotFound()
    return actor.account_id


async def _adjustment(uow: UnitOfWork, cmd: DecideAdjustment) -> Adjustment:
    one = await uow.ledger.papers.adjustment(cmd.adjustment_id)
    if one is None or cmd.actor.region_id not in (None, one.region_id):
        raise AdjustmentNotFound()
    return one


async def _policy_of(uow: UnitOfWork, region_id: RegionId, now: datetime) -> EarningPolicy:
    region = await uow.world.region(region_id)
    return await policy_for(uow, Currency(region.currency, region.currency_exponent), now)
