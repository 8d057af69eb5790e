"""Workers at work: they set out, drive, wait, serve, fall ill and go home."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from application.orders.drop_visit import DropVisit, DropVisitHandler
from application.profile.set_duty import SetDuty, SetDutyHandler
from arena.chance import Chance
from arena.inputs import Inputs
from arena.logbook import Logbook, Tale
from arena.players.answering import Answering
from arena.players.person import Person
from arena.players.phones import Phones
from arena.players.visiting import Visiting
from arena.stage import Stage, played
from domain.orders.events import OrderEvent
from domain.orders.order import Order
from domain.orders.status import FIRM, TERMINAL, Action, Status
from domain.shared.ids import AccountId, OrderId

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
    _phones: Phones = field(init=False)
    _visiting: Visiting = field(init=False)
    _holders: dict[OrderId, Person] = field(default_factory=dict)
    _skilled: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self._phones = Phones(self.stage)
        self._visiting = Visiting(self.stage, self.inputs, self.chance, self._phones, self._be_free)

    def begin(self) -> None:
        """Everybody comes to work; some will fall ill, and nobody knows yet."""
        for person in self.people.values():
            for code in {skill.code for skill in person.worker.skills}:
                self._skilled[code].append(person)
            self.stage.agenda.at(person.shift_start_s, lambda person=person: self._phones.tell_again(person))  # type: ignore[misc]
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
        self.stage.agenda.at(leaves_s, lambda: self._visiting.set_out(person, tale, turn))

    def _next(self, person: Person) -> Order | None:
        orders = (self.stage.order(one) for one in person.jobs if one not in person.forgotten)
        planned = [one for one in orders if one.status is Status.ACCEPTED and one.visit.plan is not None]
        return min(planned, key=_starts_at, default=None)

    def _be_free(self, person: Person) -> None:
        person.is_busy = False
        for order_id in [one for one in person.jobs if self.stage.order(one).status not in FIRM]:
            del person.jobs[order_id]
        if person.is_sick:
            return
        self._phones.tell(person, person.where)
        self._look_ahead(person)


def _starts_at(order: Order) -> tuple[object, object]:
    assert order.visit.plan is not None
    return order.visit.plan.starts_at, order.id
