"""A rule that plans ahead with the engine: routes for everything that waits, around what is promised."""

from dataclasses import dataclass

from adapters.dispatch.decoding import RefusedByCheck
from adapters.dispatch.route_problem import RouteProblem
from dispatch_engine import Limits, plan, validate_plan
from domain.dispatching.greedy import in_turn
from domain.dispatching.rule import Choice, Scene
from domain.dispatching.rules.drafting import Draft, plan_ahead


@dataclass(frozen=True, slots=True)
class PlannedRoutes:
    """Every `every_s` seconds `work` ruins and recreates; in between new visits go where they cost least.

    Without `work` the policy's holds. The search begins from the plan of the tick before; what it gives to
    somebody else costs the policy's price. Raises `RefusedByCheck` when the engine's own check finds fault.
    """

    work: int | None = None
    every_s: int = 600

    def choose(self, scene: Scene) -> Choice:
        return plan_ahead(scene, self._improve, self.every_s)

    def _improve(self, draft: Draft, scene: Scene) -> None:
        visits = sorted(scene.visits, key=in_turn)
        encoded = RouteProblem.around(scene.sketch(), visits)
        if not encoded.spans:
            return
        policy = scene.context.policy
        start = encoded.routes_on(draft.sketch)
        problem = encoded.priced(start, set(scene.plan), policy.move_price)
        seed = int(scene.chance.random() * 2**31)
        found = plan(problem, Limits(work=self.work or policy.plan_work), seed, start)
        if validate_plan(problem, found):
            raise RefusedByCheck("the engine's own check of its routes")
        draft.rearrange(encoded.decoded(found.routes))
