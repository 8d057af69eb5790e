"""Filter by skill, area and shift, then anybody of those left: the floor that every rule should beat."""

from dataclasses import dataclass
from random import Random

from domain.dispatching.greedy import in_turn
from domain.dispatching.rule import Ask, Choice, Scene


@dataclass(frozen=True, slots=True)
class RandomFit:
    """`ties` seeds the choice; two of these that differ in it alone are the same rule."""

    ties: int = 0

    def choose(self, scene: Scene) -> Choice:
        sketch = scene.sketch()
        asks: list[Ask] = []
        for visit in sorted(scene.visits, key=in_turn):
            fitting = sketch.fitting(visit)
            if fitting:
                luck = Random(f"{self.ties} {scene.chance.random()}")
                chosen = luck.choice(fitting)
                sketch.put(visit, chosen)
                asks.append(Ask(visit.visit_id, chosen.worker_id))
        return Choice(asks=tuple(asks))
