"""Homeowners: they order, change their minds, and confirm."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.orders.cancel_order import CancelOrder, CancelOrderHandler
from application.orders.confirm_order import ConfirmOrder, ConfirmOrderHandler
from application.orders.force_close_order import ForceCloseOrder, ForceCloseOrderHandler
from application.orders.place_order import PlaceOrder, PlaceOrderHandler
from application.promotions.typed_codes import NobodyGuesses
from arena.chance import Chance
from arena.inputs import Inputs
from arena.logbook import Logbook, Tale
from arena.script import Script
from arena.stage import Stage, played
from arena.wishes import HOUR, Wish
from domain.identity.roles import Actor, Role
from domain.orders.events import OrderEvent
from domain.orders.status import Action, Status
from domain.shared.errors import DomainError
from domain.shared.time import Window

MAY_CANCEL = frozenset({Status.PENDING_REVIEW, Status.READY, Status.OFFERED})


@dataclass(frozen=True, slots=True)
class Homeowners:
    stage: Stage
    inputs: Inputs
    chance: Chance
    log: Logbook
    script: Script | None = None

    def begin(self, wishes: Sequence[Wish]) -> tuple[Tale, ...]:
        """Note every wish for its moment; the tales that they will become."""
        tales = tuple(Tale(wish, wish.opens_s, wish.closes_s) for wish in wishes)
        for tale in tales:
            self.stage.agenda.at(tale.wish.wished_s, lambda tale=tale: self._order(tale))  # type: ignore[misc]
        return tales

    def hear(self, event: OrderEvent, tale: Tale) -> None:
        if event.action is Action.COMPLETE:
            pause = self.chance.of("confirm", tale.wish.number).expovariate(1.0)
            self.stage.agenda.after(pause * self.inputs.trouble.confirms_s, lambda: self._confirm(tale))

    def _order(self, tale: Tale) -> None:
        """Try the window wished for, then later ones."""
        demand, wish = self.inputs.demand, tale.wish
        for look in range(demand.looks):
            opens_s = wish.opens_s + round(look * demand.step_h * HOUR)
            if self._placed(tale, opens_s):
                self._perhaps_cancel(tale)
                return
        self.log.remark(self.stage.agenda.now_s, f"wish {wish.number} turned away")

    def _placed(self, tale: Tale, opens_s: int) -> bool:
        stage, wish = self.stage, tale.wish
        closes_s = opens_s + wish.closes_s - wish.opens_s
        command = PlaceOrder(
            actor=_owner(wish),
            homeowner_id=wish.address.account_id,
            address_id=wish.address.id,
            service_id=wish.service.id,
            window=Window(stage.moment(opens_s), stage.moment(closes_s)),
            note="",
            shown_price_minor=wish.price_minor,
        )
        try:
            parts = stage.new_uow, stage.clock, stage.ids, stage.judge, stage.rules, NobodyGuesses()
            receipt = played(PlaceOrderHandler(*parts)(command))
        except DomainError:
            return False
        tale.order_id, tale.opens_s, tale.closes_s = receipt.order_id, opens_s, closes_s
        tale.is_urgent = stage.order(receipt.order_id).is_urgent
        self.log.tales[receipt.order_id] = tale
        return True

    def _perhaps_cancel(self, tale: Tale) -> None:
        if self.script is not None:
            known_s = self.script.cancels.get(tale.wish.number)
            if known_s is not None:
                self.stage.agenda.at(known_s, lambda: self._cancel(tale))
            return
        luck = self.chance.of("cancel", tale.wish.number)
        if luck.random() < self.inputs.trouble.owner_cancels:
            start_s = tale.wish.wished_s
            at_s = start_s + luck.random() * max(0, tale.opens_s - start_s)
            self.stage.agenda.at(round(at_s), lambda: self._cancel(tale))

    def _cancel(self, tale: Tale) -> None:
        """By the app while nobody is firm; later they phone, and the office closes the order for them."""
        stage = self.stage
        assert tale.order_id is not None
        if tale.state in MAY_CANCEL:
            tale.is_called_off = True
            cancel = CancelOrder(_owner(tale.wish), tale.order_id, None, "changed_my_mind")
            played(CancelOrderHandler(stage.new_uow, stage.clock)(cancel))
        elif tale.state is Status.ACCEPTED:
            tale.is_called_off = True
            close = ForceCloseOrder(stage.manager, tale.order_id, None, "the homeowner phoned")
            played(ForceCloseOrderHandler(stage.new_uow, stage.clock)(close))

    def _confirm(self, tale: Tale) -> None:
        assert tale.order_id is not None
        if tale.state is Status.AWAITING_CONFIRMATION:
            confirm = ConfirmOrder(_owner(tale.wish), tale.order_id, None)
            played(ConfirmOrderHandler(self.stage.new_uow, self.stage.clock)(confirm))


def _owner(wish: Wish) -> Actor:
    return Actor(wish.address.account_id, frozenset({Role.HOMEOWNER}))
