"""The nearest worker who is free: what most products that dispatch by distance do."""

from dataclasses import dataclass

from domain.dispatching.greedy import by_nearness, in_turn
from domain.dispatching.rule import Ask, Choice, Scene


@dataclass(frozen=True, slots=True)
class NearestFree:
    """Least travel from where the worker comes from, whatever it does to the rest of the day."""

    def choose(self, scene: Scene) -> Choice:
        sketch = scene.sketch()
        asks: list[Ask] = []
        for visit in sorted(scene.visits, key=in_turn):
            fitting = sketch.fitting(visit)
            if fitting:
                chosen = min(fitting, key=lambda one: (by_nearness(one), one.worker_id))
                sketch.put(visit, chosen)
                asks.append(Ask(visit.visit_id, chosen.worker_id))
        return Choice(asks=tuple(asks))
