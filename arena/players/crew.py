"""Workers at work: they set out, drive, wait, serve, fall ill and go home."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from application.orders.arrive import Arrive, ArriveHandler
from application.orders.complete_service import CompleteService, CompleteServiceHandler
from application.orders.depart import Depart, DepartHandler
from application.orders.drop_visit import DropVisit, DropVisitHandler
from application.orders.force_close_order import ForceCloseOrder, ForceCloseOrderHandler
from application.orders.start_service import StartService, StartServiceHandler
from application.profile.set_duty import SetDuty, SetDutyHandler
from application.profile.set_position import SetPosition, SetPositionHandler
from arena.chance import Chance
from arena.inputs import Inputs
from arena.logbook import Logbook, Tale
from arena.players.answering import Answering
from arena.players.person import Person
from arena.records import Drive, Work
from arena.stage import Stage, played
from arena.wishes import HOUR
from domain.orders.events import OrderEvent
from domain.orders.order import Order
from domain.orders.status import FIRM, TERMINAL, Action, Status
from domain.shared.geo import Point
from domain.shared.ids import AccountId, OrderId

TELLS_WHERE_EVERY_S = 20 * 60
TAKEN = frozenset({Action.ACCEPT, Action.GRAB, Action.ASSIGN})
LEFT = frozenset({Action.DROP, Action.NO_SHOW, Action.REASSIGN})


@dataclass(slots=True)
class Crew:
    stage: Stage
    inputs: Inputs
    chance: Chance
    log: Logbook
    people: Mapping[UUID, Person]
    answering: Answering
    _holders: dict[OrderId, Person] = field(default_factory=dict)
    _skilled: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))

    def begin(self) -> None:
        """Everybody comes to work; some will fall ill, and nobody knows yet."""
        for person in self.people.values():
            for code in {skill.code for skill in person.worker.skills}:
                self._skilled[code].append(person)
            self.stage.agenda.at(person.shift_start_s, lambda person=person: self._tell_again(person))  # type: ignore[misc]
            luck = self.chance.of("sick", person.number)
            if luck.random() < self.inputs.trouble.sick:
                at_s = round(luck.uniform(person.shift_start_s, person.shift_end_s))
                self.stage.agenda.at(at_s, lambda person=person: self._go_home_ill(person))  # type: ignore[misc]

    def hear(self, event: OrderEvent, tale: Tale) -> None:
        order = self.stage.order(event.order_id)
        if event.action is Action.OFFER:
            for offer in order.live_offers:
                self.answering.hear_offer(tale, offer, self.people[offer.worker_id])
        elif event.action in TAKEN and order.visit.worker_id is not None:
            self._take_on(order, tale, self.people[order.visit.worker_id])
        elif event.action is Action.OPEN_HALL:
            for person in self._skilled[order.terms.skill]:
                self.answering.hear_hall(tale, person)
        elif event.action in LEFT or event.to in TERMINAL:
            self._forget(event)

    # -- what they have said yes to ----------------------------------------------------------

    def _take_on(self, order: Order, tale: Tale, person: Person) -> None:
        trouble, number = self.inputs.trouble, tale.wish.number
        person.jobs[order.id] = order.terms.duration_s
        self._holders[order.id] = person
        turn = order.version
        if self.chance.is_so(trouble.forgets, "forgets", number, person.number, order.rounds):
            person.forgotten.add(order.id)
        luck = self.chance.of("drops", number, person.number, order.rounds)
        if luck.random() < trouble.drops and order.visit.plan is not None:
            leaves_s = self.stage.second(order.visit.plan.block_from)
            at_s = self.stage.agenda.now_s + luck.random() * max(0, leaves_s - self.stage.agenda.now_s)
            self.stage.agenda.at(round(at_s), lambda: self._drop(tale, person, turn))
        if person.is_sick:
            self._drop(tale, person, turn)
            return
        self._look_ahead(person)

    def _drop(self, tale: Tale, person: Person, turn: int) -> None:
        """Give it back, unless it has gone on since."""
        assert tale.order_id is not None
        order = self.stage.order(tale.order_id)
        if order.status is Status.ACCEPTED and order.version == turn:
            self._give_back(order, person, "unwell" if person.is_sick else "no_time")

    def _give_back(self, order: Order, person: Person, reason: str) -> None:
        drop = DropVisit(person.actor, order.id, None, reason)
        played(DropVisitHandler(self.stage.new_uow, self.stage.clock)(drop))

    def _forget(self, event: OrderEvent) -> None:
        person = self._holders.pop(event.order_id, None)
        if person is not None and event.order_id in person.jobs:
            del person.jobs[event.order_id]
            person.forgotten.discard(event.order_id)
            self._look_ahead(person)

    def _go_home_ill(self, person: Person) -> None:
        """What was begun is finished; everything else is given back."""
        person.is_sick = True
        person.away.append((self.stage.agenda.now_s, person.shift_end_s))
        off = SetDuty(AccountId(person.worker.id), is_on_duty=False)
        played(SetDutyHandler(self.stage.new_uow, self.stage.clock)(off))
        for order_id in list(person.jobs):
            order = self.stage.order(order_id)
            if order.status is Status.ACCEPTED:
                self._give_back(order, person, "unwell")

    # -- setting out, being there, serving ---------------------------------------------------

    def _look_ahead(self, person: Person) -> None:
        """Intend to set out for the next visit in time."""
        person.turn += 1
        if person.is_busy or person.is_sick:
            return
        next_one = self._next(person)
        if next_one is None or next_one.visit.plan is None:
            return
        leg = self.stage.atlas.between(person.mode, person.where, next_one.place.point)
        starts_s = self.stage.second(next_one.visit.plan.starts_at)
        soonest_s = self.stage.second(next_one.visit.window.start) - next_one.policy.depart_at_most_before_s
        leaves_s = max(person.shift_start_s, soonest_s, starts_s - leg.seconds)
        for start_s, end_s in person.away:
            if start_s <= max(leaves_s, self.stage.agenda.now_s) < end_s:
                leaves_s = end_s
        turn = person.turn
        tale = self.log.tales[next_one.id]
        self.stage.agenda.at(leaves_s, lambda: self._set_out(person, tale, turn))

    def _next(self, person: Person) -> Order | None:
        orders = (self.stage.order(one) for one in person.jobs if one not in person.forgotten)
        planned = [one for one in orders if one.status is Status.ACCEPTED and one.visit.plan is not None]
        return min(planned, key=_starts_at, default=None)

    def _set_out(self, person: Person, tale: Tale, turn: int) -> None:
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
        self._tell(person, person.where)
        stage.agenda.after(takes_s, lambda: self._be_there(person, tale))

    def _road_factor(self, person: Person, number: int) -> float:
        roads = self.inputs.roads
        hour = (self.stage.agenda.now_s // HOUR) % 24
        traffic = 1 + (roads.traffic[hour] - 1) * roads.exposure.get(person.mode, 1.0)
        return traffic * self.chance.factor(roads.sigma, "road", number, person.number)

    def _be_there(self, person: Person, tale: Tale) -> None:
        stage, place = self.stage, tale.wish.address.point
        person.where = place
        self._tell(person, place)
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
        self._be_free(person)

    def _give_up(self, person: Person, tale: Tale, arrived_s: int) -> None:
        """Nobody opens: the office closes the order."""
        stage = self.stage
        assert tale.order_id is not None
        if stage.order(tale.order_id).status is Status.ARRIVED:
            close = ForceCloseOrder(stage.manager, tale.order_id, None, "nobody opened")
            played(ForceCloseOrderHandler(stage.new_uow, stage.clock)(close))
        now_s = stage.agenda.now_s
        person.works.append(Work(tale.wish.number, arrived_s, now_s, now_s))
        self._be_free(person)

    def _start(self, person: Person, tale: Tale, arrived_s: int) -> None:
        stage = self.stage
        assert tale.order_id is not None
        if stage.order(tale.order_id).status is not Status.ARRIVED:
            self._be_free(person)
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
        self._be_free(person)

    def _be_free(self, person: Person) -> None:
        person.is_busy = False
        for order_id in [one for one in person.jobs if self.stage.order(one).status not in FIRM]:
            del person.jobs[order_id]
        if person.is_sick:
            return
        self._tell(person, person.where)
        self._look_ahead(person)

    # -- where they are -----------------------------------------------------------------------

    def _tell_again(self, person: Person) -> None:
        """The phone tells where they are, now and then, as long as they are on duty."""
        now_s = self.stage.agenda.now_s
        if person.is_sick or now_s >= person.shift_end_s:
            return
        self._tell(person, self._roughly(person, now_s))
        self.stage.agenda.after(TELLS_WHERE_EVERY_S, lambda: self._tell_again(person))

    def _tell(self, person: Person, point: Point) -> None:
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


def _starts_at(order: Order) -> tuple[object, object]:
    assert order.visit.plan is not None
    return order.visit.plan.starts_at, order.id
