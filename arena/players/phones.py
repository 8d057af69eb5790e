"""Phones of those on duty tell where they are."""

from dataclasses import dataclass
from typing import Final

from application.profile.set_position import SetPosition, SetPositionHandler
from arena.players.person import Person
from arena.stage import Stage, played
from domain.shared.geo import Point
from domain.shared.ids import AccountId

TELLS_WHERE_EVERY_S: Final = 20 * 60


@dataclass(frozen=True, slots=True)
class Phones:
    stage: Stage

    def tell_again(self, person: Person) -> None:
        """The phone tells where they are, now and then, as long as they are on duty."""
        now_s = self.stage.agenda.now_s
        if person.is_sick or now_s >= person.shift_end_s:
            return
        self.tell(person, self._roughly(person, now_s))
        self.stage.agenda.after(TELLS_WHERE_EVERY_S, lambda: self.tell_again(person))

    def tell(self, person: Person, point: Point) -> None:
        stage = self.stage
        if not person.shift_start_s <= stage.agenda.now_s < person.shift_end_s:
            return
        handle = SetPositionHandler(stage.new_uow, stage.clock, stage.clock)
        played(handle(SetPosition(AccountId(person.worker.id), point, stage.clock.now())))

    def _roughly(self, person: Person, now_s: int) -> Point:
        """Where they are, as far as the atlas knows places."""
        drive = person.drives[-1] if person.drives and person.is_busy else None
        if drive is None or now_s >= drive.there_s:
            return person.where
        return drive.target if 2 * now_s > drive.left_s + drive.there_s else drive.origin
