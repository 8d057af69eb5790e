"""Online cheapest insertion: each visit at once to the worker whose day it lengthens least."""

from dataclasses import dataclass

from domain.dispatching.greedy import in_turn
from domain.dispatching.rule import Ask, Choice, Scene


@dataclass(frozen=True, slots=True)
class CheapestInsertion:
    """The more urgent visits first; a worker may get several in one round."""

    def choose(self, scene: Scene) -> Choice:
        sketch = scene.sketch()
        asks: list[Ask] = []
        for visit in sorted(scene.visits, key=in_turn):
            chosen = sketch.cheapest(visit)
            if chosen is not None:
                sketch.put(visit, chosen)
                asks.append(Ask(visit.visit_id, chosen.worker_id))
        return Choice(asks=tuple(asks))
