"""A visit by its worker: set out, drive, wait, serve; or come in vain."""

from collections.abc import Callable
from dataclasses import dataclass

from application.orders.arrive import Arrive, ArriveHandler
from application.orders.complete_service import CompleteService, CompleteServiceHandler
from application.orders.depart import Depart, DepartHandler
from application.orders.force_close_order import ForceCloseOrder, ForceCloseOrderHandler
from application.orders.start_service import StartService, StartServiceHandler
from arena.chance import Chance
from arena.inputs import Inputs
from arena.logbook import Tale
from arena.players.person import Person
from arena.players.phones import Phones
from arena.records import Drive, Work
from arena.stage import Stage, played
from arena.wishes import HOUR
from domain.orders.status import Status


@dataclass(slots=True)
class Visiting:
    """`be_free` is told when the worker is done, whatever became of the visit."""

    stage: Stage
    inputs: Inputs
    chance: Chance
    phones: Phones
    be_free: Callable[[Person], None]

    def set_out(self, person: Person, tale: Tale, turn: int) -> None:
        if turn != person.turn or person.is_busy or tale.order_id is None:
            return
        stage, wish = self.stage, tale.wish
        played(DepartHandler(stage.new_uow, stage.clock)(Depart(person.actor, tale.order_id, None)))
        person.is_busy = True
        leg = stage.atlas.between(person.mode, person.where, wish.address.point)
        takes_s = round(leg.seconds * self._road_factor(person, wish.number))
        now_s = stage.agenda.now_s
        person.drives.append(
            Drive(wish.number, now_s, now_s + takes_s, person.where, wish.address.point, leg.metres)
        )
        self.phones.tell(person, person.where)
        stage.agenda.after(takes_s, lambda: self._be_there(person, tale))

    def _road_factor(self, person: Person, number: int) -> float:
        roads = self.inputs.roads
        hour = (self.stage.agenda.now_s // HOUR) % 24
        traffic = 1 + (roads.traffic[hour] - 1) * roads.exposure.get(person.mode, 1.0)
        return traffic * self.chance.factor(roads.sigma, "road", number, person.number)

    def _be_there(self, person: Person, tale: Tale) -> None:
        stage, place = self.stage, tale.wish.address.point
        person.where = place
        self.phones.tell(person, place)
        assert tale.order_id is not None
        order = stage.order(tale.order_id)
        is_mine = order.visit.worker_id == person.worker.id and order.status is Status.EN_ROUTE
        if not is_mine:
            self._came_in_vain(person)
            return
        played(ArriveHandler(stage.new_uow, stage.clock)(Arrive(person.actor, order.id, None, place)))
        arrived_s = stage.agenda.now_s
        if self.chance.is_so(self.inputs.trouble.not_at_home, "home", tale.wish.number):
            tale.found_nobody = True
            waits_s = self.inputs.trouble.waits_s
            stage.agenda.after(waits_s, lambda: self._give_up(person, tale, arrived_s))
            return
        stage.agenda.at(max(arrived_s, tale.opens_s), lambda: self._start(person, tale, arrived_s))

    def _came_in_vain(self, person: Person) -> None:
        drive = person.drives[-1]
        person.drives[-1] = Drive(
            drive.order,
            drive.left_s,
            drive.there_s,
            drive.origin,
            drive.target,
            drive.metres,
            is_in_vain=True,
        )
        self.be_free(person)

    def _give_up(self, person: Person, tale: Tale, arrived_s: int) -> None:
        """Nobody opens: the office closes the order."""
        stage = self.stage
        assert tale.order_id is not None
        if stage.order(tale.order_id).status is Status.ARRIVED:
            close = ForceCloseOrder(stage.manager, tale.order_id, None, "nobody opened")
            played(ForceCloseOrderHandler(stage.new_uow, stage.clock)(close))
        now_s = stage.agenda.now_s
        person.works.append(Work(tale.wish.number, arrived_s, now_s, now_s))
        self.be_free(person)

    def _start(self, person: Person, tale: Tale, arrived_s: int) -> None:
        stage = self.stage
        assert tale.order_id is not None
        if stage.order(tale.order_id).status is not Status.ARRIVED:
            self.be_free(person)
            return
        start = StartService(person.actor, tale.order_id, None)
        played(StartServiceHandler(stage.new_uow, stage.clock)(start))
        started_s = stage.agenda.now_s
        takes_s = max(60, round(tale.wish.work_s * person.speed))
        stage.agenda.after(takes_s, lambda: self._finish(person, tale, (arrived_s, started_s)))

    def _finish(self, person: Person, tale: Tale, times: tuple[int, int]) -> None:
        stage = self.stage
        assert tale.order_id is not None
        person.works.append(Work(tale.wish.number, *times, stage.agenda.now_s))
        if stage.order(tale.order_id).status is Status.IN_SERVICE:
            done = CompleteService(
                person.actor, tale.order_id, None, summary="done", early_reason="less to do than expected"
            )
            played(CompleteServiceHandler(stage.new_uow, stage.clock)(done))
            person.earned_minor += round(tale.wish.price_minor * self.inputs.answers.pay_share)
        self.be_free(person)
