"""A rule that plans ahead with the engine: routes for everything that waits, around what is promised."""

from dataclasses import dataclass

from adapters.dispatch.route_problem import RouteProblem
from dispatch_engine import Limits, plan
from domain.dispatching.greedy import in_turn
from domain.dispatching.rule import Choice, Scene
from domain.dispatching.rules.drafting import Draft, plan_ahead


@dataclass(frozen=True, slots=True)
class PlannedRoutes:
    """Every `every_s` seconds `work` ruins and recreates; in between new visits go where they cost least."""

    work: int = 2_000
    every_s: int = 600

    def choose(self, scene: Scene) -> Choice:
        return plan_ahead(scene, self._improve, self.every_s)

    def _improve(self, draft: Draft, scene: Scene) -> None:
        visits = sorted(scene.visits, key=in_turn)
        encoded = RouteProblem(scene, visits)
        if not encoded.crew:
            return
        seed = int(scene.chance.random() * 2**31)
        found = plan(encoded.problem, Limits(work=self.work), seed, encoded.start(draft))
        wanted = encoded.decoded(found.routes)
        draft.rearrange(wanted)
