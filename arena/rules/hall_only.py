"""Nobody is asked: everything goes to the hall, and workers take what they like."""

from dataclasses import dataclass

from domain.dispatching.rule import Choice, Scene


@dataclass(frozen=True, slots=True)
class HallOnly:
    def choose(self, scene: Scene) -> Choice:
        return Choice(to_hall=tuple(visit.visit_id for visit in scene.visits))
