"""How workers answer: offers on their phone, and what they see in the hall."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log

from application.orders.accept_offer import AcceptOffer, AcceptOfferHandler
from application.orders.decline_offer import DeclineOffer, DeclineOfferHandler
from application.orders.grab_order import GrabOrder, GrabOrderHandler
from arena.chance import Chance
from arena.inputs import Inputs
from arena.logbook import Tale
from arena.players.person import Person
from arena.script import Said, Script
from arena.stage import Stage, played
from arena.wishes import HOUR
from domain.orders.order import Order
from domain.orders.parts import Offer
from domain.orders.status import Status
from domain.shared.errors import DomainError

DAY = 24 * HOUR


@dataclass(slots=True)
class Answering:
    """`usual_pay` is the mean price per hour of work. `tallied` see `arena.results.DayResult`."""

    stage: Stage
    inputs: Inputs
    chance: Chance
    usual_pay: float
    script: Script | None = None
    refused_late: int = 0
    tallied: tuple[float, float] = (0.0, 0.0)

    def hear_offer(self, tale: Tale, offer: Offer, person: Person) -> None:
        """Look at the phone after a while, or never; as it is known to have been, where it is known."""
        said = self.script.answers.get((tale.wish.number, person.worker.id)) if self.script else None
        if said is not None:
            self._say_again(tale, offer, person, said)
            return
        answers, now_s = self.inputs.answers, self.stage.agenda.now_s
        luck = self.chance.of("answer", tale.wish.number, person.number, offer.round)
        ignores, thinks, mood = luck.random(), luck.lognormvariate(0, answers.thinks_sigma), luck.random()
        is_on = person.is_on_shift(now_s)
        if ignores < (answers.ignores if is_on else answers.ignores_off_shift) or person.is_sick:
            return
        pause = thinks * (answers.thinks_s if is_on else answers.thinks_off_shift_s)
        travel_s = offer.plan.travel_s
        self.stage.agenda.after(
            pause,
            lambda: self._answer(tale, offer, person, lambda: self._decide(tale, person, mood, travel_s)),
        )

    def hear_hall(self, tale: Tale, person: Person) -> None:
        """Notice it there after a while, if it is still there."""
        self._look_again(tale, person, 0)

    def willing(self, tale: Tale, person: Person, travel_s: int) -> float:
        """The chance that this worker says yes to this visit now."""
        answers, wish = self.inputs.answers, tale.wish
        hours = wish.service.duration_s / 3600
        pay = wish.price_minor / hours / self.usual_pay if self.usual_pay and wish.price_minor else 1.0
        is_late = (self.stage.agenda.now_s % DAY) / HOUR >= answers.late_from_h
        x = answers.base + answers.per_minute * travel_s / 60 + answers.pay * log(pay)
        x += answers.tired * person.booked_share + answers.late_hour * is_late
        return 1 / (1 + exp(-max(-30.0, min(30.0, x))))

    def _say_again(self, tale: Tale, offer: Offer, person: Person, said: Said) -> None:
        if said.after_s is not None:
            self.stage.agenda.after(
                said.after_s, lambda: self._answer(tale, offer, person, lambda: said.is_yes)
            )

    def _answer(self, tale: Tale, offer: Offer, person: Person, decide: Callable[[], bool]) -> None:
        order = self.stage.order(tale.order_id) if tale.order_id else None
        is_alive = order is not None and any(
            one.id == offer.id and one.is_alive(self.stage.clock.now()) for one in order.offers
        )
        if not is_alive or person.is_sick:
            return
        says_yes = decide()
        if says_yes and self._accepted(offer, person):
            return
        decline = DeclineOffer(person.actor, offer.id, "no_time" if says_yes else "too_far")
        played(DeclineOfferHandler(self.stage.new_uow, self.stage.clock)(decline))

    def _decide(self, tale: Tale, person: Person, mood: float, travel_s: int) -> bool:
        yes = self.willing(tale, person, travel_s)
        says_yes = mood < yes
        more, spread = self.tallied
        self.tallied = more + (0 if says_yes else 1) - (1 - yes), spread + yes * (1 - yes)
        return says_yes

    def _accepted(self, offer: Offer, person: Person) -> bool:
        """False when it does not fit any more: the kernel judges again at this moment."""
        stage = self.stage
        try:
            played(
                AcceptOfferHandler(stage.new_uow, stage.clock, stage.judge)(
                    AcceptOffer(person.actor, offer.id)
                )
            )
        except DomainError:
            self.refused_late += 1
            return False
        return True

    def _look_again(self, tale: Tale, person: Person, look: int) -> None:
        """Within the shift, or soon after it has begun."""
        if look >= self.inputs.answers.hall_looks or person.is_sick:
            return
        luck = self.chance.of("hall", tale.wish.number, person.number, look)
        pause_s, mood = luck.expovariate(1.0) * self.inputs.answers.hall_look_s, luck.random()
        at_s = round(max(self.stage.agenda.now_s, person.shift_start_s) + pause_s)
        if at_s < person.shift_end_s:
            self.stage.agenda.at(at_s, lambda: self._look(tale, person, look, mood))

    def _look(self, tale: Tale, person: Person, look: int, mood: float) -> None:
        stage = self.stage
        order = stage.order(tale.order_id) if tale.order_id else None
        if order is None or order.status is not Status.READY or not order.is_in_hall:
            return
        travel_s = stage.atlas.between(person.mode, person.where, tale.wish.address.point).seconds
        wants = person.is_on_shift(stage.agenda.now_s) and mood < self.willing(tale, person, travel_s)
        if not (wants and self._grabbed(order, person)):
            self._look_again(tale, person, look + 1)

    def _grabbed(self, order: Order, person: Person) -> bool:
        """False when somebody was quicker, or it does not fit into the worker's day."""
        stage = self.stage
        grab = GrabOrder(person.actor, order.id, order.version)
        try:
            played(GrabOrderHandler(stage.new_uow, stage.clock, stage.judge)(grab))
        except DomainError:
            return False
        return True
