"""The planner port as the arena fills it: a rule decides, the referee looks on."""

from dataclasses import dataclass, replace
from time import process_time

from application.orders.open_hall import OpenHall, OpenHallHandler
from application.orders.reassign_visit import ReassignVisit, ReassignVisitHandler
from application.orders.withdraw_offer import WithdrawOffer, WithdrawOfferHandler
from arena.chance import Chance
from arena.referee import Referee
from arena.stage import Stage, played
from domain.dispatching.by_rule import explained, scene_of, who_fits
from domain.dispatching.matching import MatchAnswer, MatchQuestion
from domain.dispatching.rule import Choice, Freedom, Rule, freedom_of
from domain.orders.order import Order
from domain.shared.ids import VisitId

MOVED = "the plan of the day was improved"


@dataclass(slots=True)
class RulePlanner:
    """`consents` is the chance that a worker who has accepted agrees to give a visit away."""

    rule: Rule
    stage: Stage
    referee: Referee
    chance: Chance
    consents: float
    withdrawn: int = 0
    rule_s: float = 0.0

    async def match(self, question: MatchQuestion) -> MatchAnswer:
        asked = replace(question, seed=self.stage.seed)
        luck = self.chance.of("rule", question.now.timestamp())
        scene = scene_of(asked, self.stage.atlas.whole, luck, self.referee.held)
        started = process_time()
        choice = self.rule.choose(scene)
        self.rule_s += process_time() - started
        self.referee.look_at(choice, scene)
        self._move(choice)
        self._open_hall(choice, asked)
        answer = explained(choice, scene, asked, look=who_fits)
        self.referee.look_at_answer(answer)
        return answer

    def _move(self, choice: Choice) -> None:
        """By the dispatcher, with the use cases that a dispatcher has; what may not move stays."""
        wanted = {move.visit_id for move in choice.moves}
        if wanted:
            for order in self.referee.taken_orders():
                if order.visit.id in wanted:
                    self._let_go(order, freedom_of(order.status))

    def _let_go(self, order: Order, freedom: Freedom) -> None:
        stage = self.stage
        if freedom is Freedom.AT_A_PRICE:
            self.withdrawn += len(order.live_offers)
            for offer in order.live_offers:
                played(
                    WithdrawOfferHandler(stage.new_uow, stage.clock)(WithdrawOffer(stage.manager, offer.id))
                )
        elif freedom is Freedom.WITH_CONSENT and self._agrees(order):
            move = ReassignVisit(stage.manager, order.id, None, MOVED)
            played(ReassignVisitHandler(stage.new_uow, stage.clock)(move))

    def _agrees(self, order: Order) -> bool:
        return self.chance.is_so(self.consents, "consent", str(order.id), order.version)

    def _open_hall(self, choice: Choice, question: MatchQuestion) -> None:
        wanted: set[VisitId] = set(choice.to_hall)
        for visit in question.visits:
            if visit.visit_id in wanted:
                opened = OpenHall(self.stage.manager, visit.order_id, None)
                played(OpenHallHandler(self.stage.new_uow, self.stage.clock)(opened))
