"""Cheapest insertion that also moves what was promised, when that saves more than a price.

The curve of kilometres over promises changed is drawn with it: what stability costs.
"""

from dataclasses import dataclass

from domain.dispatching.cards import Candidate
from domain.dispatching.rule import Choice, Freedom, Held, Move, Scene
from domain.dispatching.rules.insertion import CheapestInsertion
from domain.dispatching.sketch import Sketch


@dataclass(frozen=True, slots=True)
class InsertionWithMoves:
    """`price_s`: seconds of travel that a move has to save. Every `every_s` `tries` visits are tried."""

    price_s: int
    tries: int = 60
    every_s: int = 600

    def choose(self, scene: Scene) -> Choice:
        asks = CheapestInsertion().choose(scene).asks
        if int(scene.context.now.timestamp()) % self.every_s >= scene.context.policy.tick_s:
            return Choice(asks=asks)
        movable = [one for one in scene.held() if one.freedom is not Freedom.NEVER]
        looked_at = scene.chance.sample(movable, min(self.tries, len(movable)))
        sketch = scene.sketch()
        moves = tuple(Move(one.visit.visit_id) for one in looked_at if self._pays(one, sketch, scene))
        return Choice(asks=asks, moves=moves)

    def _pays(self, held: Held, sketch: Sketch, scene: Scene) -> bool:
        """Whether somebody else would save more than the price; if so the sketch has it there."""
        sketch.take_out(held.visit.visit_id, held.worker_id)
        here = sketch.judge(held.visit, held.worker_id)
        others = [one for one in sketch.fitting(held.visit) if one.worker_id != held.worker_id]
        least = self.price_s * scene.context.policy.weights.travel
        if others and here.fits and _total(here) - _total(others[0]) > least:
            sketch.put(held.visit, others[0])
            return True
        if here.fits:
            sketch.put(held.visit, here)
        return False


def _total(candidate: Candidate) -> int:
    return candidate.score.total if candidate.score else 0
