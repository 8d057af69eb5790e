"""Staff correct a birthday that was told wrong, and say why: a slip of the finger would last a year."""

from dataclasses import dataclass

from application.access import require_region
from application.ports.ids import Ids
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit, UnitOfWork
from application.views.membership import MemberBirthdayView, member_birthday_view
from domain.identity.roles import Actor
from domain.loyalty.refusals import MemberNotFound
from domain.promotions.programme.birthdays import Birthday, Correction
from domain.shared.ids import AccountId, RegionId


@dataclass(frozen=True, slots=True)
class MemberBirthday:
    actor: Actor
    region_id: RegionId
    member_id: AccountId


@dataclass(frozen=True, slots=True)
class MemberBirthdayHandler:
    new_uow: NewUnit

    async def __call__(self, query: MemberBirthday) -> MemberBirthdayView:
        """Raises `NotInYourRegion`, `MemberNotFound` (also for a member of another region)."""
        require_region(query.actor, query.region_id)
        async with self.new_uow() as uow:
            await _require_member(uow, query.region_id, query.member_id)
            known = await uow.birthdays.of(query.member_id)
            return member_birthday_view(known, await uow.birthdays.corrections(query.member_id))


@dataclass(frozen=True, slots=True)
class CorrectBirthday:
    """`by` is the account of the actor."""

    actor: Actor
    by: AccountId
    region_id: RegionId
    member_id: AccountId
    month: int
    day: int
    reason: str


@dataclass(frozen=True, slots=True)
class CorrectBirthdayHandler:
    new_uow: NewUnit
    clock: Clock
    ids: Ids

    async def __call__(self, cmd: CorrectBirthday) -> MemberBirthdayView:
        """At any time; the same day again changes nothing. Raises as looking does, `BirthdayMalformed`,
        `BirthdayReasonMissing`, and `BirthdayFixed` where another one was told at this moment.
        """
        require_region(cmd.actor, cmd.region_id)
        async with self.new_uow() as uow:
            await _require_member(uow, cmd.region_id, cmd.member_id)
            known = await uow.birthdays.of(cmd.member_id)
            earlier = await uow.birthdays.corrections(cmd.member_id)
            right = Birthday(cmd.member_id, cmd.month, cmd.day, self.clock.now())
            paper = Correction(self.ids.new(), right, known, cmd.by, cmd.reason.strip())
            if known is not None and paper.changes_nothing:
                view = member_birthday_view(known, earlier)
            else:
                uow.birthdays.keep(right, known.given_at if known else None)
                uow.birthdays.note(paper)
                view = member_birthday_view(right, (paper, *earlier))
            await uow.commit(view)
        return view


async def _require_member(uow: UnitOfWork, region_id: RegionId, member_id: AccountId) -> None:
    membership = await uow.members.membership(member_id)
    if membership is None or membership.region_id != region_id:
        raise MemberNotFound()
