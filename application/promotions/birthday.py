"""A member tells the birthday, and reads what was told."""

from dataclasses import dataclass

from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from application.views.membership import BirthdayView, birthday_view
from domain.promotions.programme.birthdays import Birthday
from domain.shared.ids import AccountId


@dataclass(frozen=True, slots=True)
class BirthdayOf:
    member_id: AccountId


@dataclass(frozen=True, slots=True)
class BirthdayOfHandler:
    new_uow: NewUnit

    async def __call__(self, query: BirthdayOf) -> BirthdayView:
        async with self.new_uow() as uow:
            return birthday_view(await uow.birthdays.of(query.member_id))


@dataclass(frozen=True, slots=True)
class SetBirthday:
    member_id: AccountId
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class SetBirthdayHandler:
    new_uow: NewUnit
    clock: Clock

    async def __call__(self, cmd: SetBirthday) -> BirthdayView:
        """Raises `BirthdayMalformed`, `BirthdayFixed`."""
        now = self.clock.now()
        async with self.new_uow() as uow:
            known = await uow.birthdays.of(cmd.member_id)
            if known is None:
                birthday = Birthday(cmd.member_id, cmd.month, cmd.day, now)
            else:
                birthday = known.moved(cmd.month, cmd.day, now)
            if birthday != known:
                uow.birthdays.keep(birthday, known.given_at if known else None)
            view = birthday_view(birthday)
            await uow.commit(view)
        return view
