"""The office: reviews orders in its opening hours."""

from dataclasses import dataclass

from application.orders.approve_order import ApproveOrder, ApproveOrderHandler
from arena.chance import Chance
from arena.inputs import Inputs
from arena.logbook import Tale
from arena.stage import Stage, played
from arena.wishes import HOUR
from domain.orders.events import OrderEvent
from domain.orders.status import Action, Status

DAY = 24 * HOUR


@dataclass(frozen=True, slots=True)
class Office:
    stage: Stage
    inputs: Inputs
    chance: Chance

    def hear(self, event: OrderEvent, tale: Tale) -> None:
        if event.action is Action.SUBMIT:
            takes_s = self.chance.of("review", tale.wish.number).uniform(*self.inputs.trouble.review_s)
            self.stage.agenda.at(round(self._opening_s() + takes_s), lambda: self._approve(tale))

    def _opening_s(self) -> int:
        """Now, or when the office opens next."""
        now_s = self.stage.agenda.now_s
        policy = self.stage.store.directory.order_policies[self.stage.region_id]
        opens_s, closes_s = (
            at.hour * HOUR + at.minute * 60 for at in (policy.review_opens, policy.review_closes)
        )
        midnight_s = now_s // DAY * DAY
        if now_s - midnight_s < opens_s:
            return midnight_s + opens_s
        return now_s if now_s - midnight_s < closes_s else midnight_s + DAY + opens_s

    def _approve(self, tale: Tale) -> None:
        assert tale.order_id is not None
        if tale.state is Status.PENDING_REVIEW:
            approve = ApproveOrder(self.stage.manager, tale.order_id, None)
            played(ApproveOrderHandler(self.stage.new_uow, self.stage.clock)(approve))
