"""The referee: what a rule may see and do. Whoever breaks a rule of the game is whistled, not stopped."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from adapters.memory.facts import request_for
from arena.stage import Stage
from arena.statistics.foresight import surprise
from domain.dispatching.matching import MatchAnswer
from domain.dispatching.rule import Choice, Freedom, Held, Scene, freedom_of
from domain.orders.order import Order
from domain.shared.ids import OrderId, VisitId, WorkerId

FORESIGHT_Z = -4.5
"""Standard deviations of fewer declines than the chances say: by luck alone in 3 of a million experiments."""


@dataclass(slots=True)
class Referee:
    stage: Stage
    fouls: Counter[str] = field(default_factory=Counter)

    def taken_orders(self) -> list[Order]:
        """Every order whose visit somebody has or is asked for, once; what is done is nobody's any more."""
        orders = self.stage.store.orders
        found: dict[OrderId, Order] = {}
        for worker_id in self.stage.store.directory.workers:
            found |= {order.id: order for order in orders.firm_orders(worker_id)}
            found |= {order.id: order for order, _ in orders.live_offers(worker_id)}
        return [one for one in found.values() if freedom_of(one.status) is not Freedom.FREELY]

    def held(self) -> tuple[Held, ...]:
        """What a rule may see of them."""
        return tuple(self._held(order) for order in self.taken_orders())

    def _held(self, order: Order) -> Held:
        """An answered offer bars its worker from being asked again; whoever said yes still fits."""
        visit, whose = request_for(order, self.stage.store.orders), _whose(order)
        return Held(replace(visit, declined=visit.declined - {whose}), whose, freedom_of(order.status))

    def look_at(self, choice: Choice, scene: Scene) -> None:
        """Before anything is done: asks for what does not wait, moves of what may not move."""
        waiting = {visit.visit_id for visit in scene.visits}
        freedom = {one.visit.visit_id: one.freedom for one in (scene.held() if choice.moves else ())}
        seen: set[VisitId] = set()
        for ask in choice.asks:
            if ask.visit_id not in waiting:
                self.fouls["asked for a visit that does not wait"] += 1
            if ask.visit_id in seen:
                self.fouls["asked twice for a visit in one round"] += 1
            seen.add(ask.visit_id)
        for move in choice.moves:
            known = freedom.get(move.visit_id)
            if known is Freedom.NEVER:
                self.fouls["moved a visit whose worker has set out"] += 1
            elif known is None:
                self.fouls["moved a visit that nobody has"] += 1

    def look_at_answer(self, answer: MatchAnswer) -> None:
        """After the judgement: visits that do not fit where the rule wanted them."""
        self.fouls["gave a visit to a worker whom it does not fit"] += len(answer.misfits)

    def whistled(self) -> tuple[str, ...]:
        return tuple(f"{text} ({count})" for text, count in sorted(self.fouls.items()) if count)


def _whose(order: Order) -> WorkerId:
    """The firm worker, or the first of those asked."""
    return order.visit.worker_id or order.live_offers[0].worker_id


def foresees(tallied: Iterable[tuple[float, float]]) -> bool:
    """Whether those who were asked declined so rarely that the rule must have known beforehand."""
    return surprise(tallied) < FORESIGHT_Z
