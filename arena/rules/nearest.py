"""The nearest worker who is free: what most products that dispatch by distance do."""

from dataclasses import dataclass

from domain.dispatching.cards import Candidate
from domain.dispatching.greedy import in_turn
from domain.dispatching.requests import VisitRequest
from domain.dispatching.rule import Ask, Choice, Scene
from domain.dispatching.sketch import Sketch
from domain.shared.geo import straight_m


@dataclass(frozen=True, slots=True)
class NearestFree:
    """Least distance by air from where the worker is now (home when not known), whatever else is planned."""

    def choose(self, scene: Scene) -> Choice:
        sketch = scene.sketch()
        asks: list[Ask] = []
        for visit in sorted(scene.visits, key=in_turn):
            fitting = sketch.fitting(visit)
            if fitting:
                chosen = min(fitting, key=lambda one: (_away_m(one, visit, sketch), one.worker_id))
                sketch.put(visit, chosen)
                asks.append(Ask(visit.visit_id, chosen.worker_id))
        return Choice(asks=tuple(asks))


def _away_m(candidate: Candidate, visit: VisitRequest, sketch: Sketch) -> float:
    worker = sketch.worker(candidate.worker_id).snapshot
    return straight_m(worker.position or worker.home, visit.need.place)
