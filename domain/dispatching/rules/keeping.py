"""The plan as it is, with new visits where they cost least: what stands in when a search for routes fails."""

from dataclasses import dataclass

from domain.dispatching.rule import Choice, Scene
from domain.dispatching.rules.drafting import Draft, plan_ahead

EVERY_DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class InsertionIntoPlan:
    """Cheapest insertion ahead of time: what is planned stays where it is while it fits."""

    def choose(self, scene: Scene) -> Choice:
        return plan_ahead(scene, _leave, EVERY_DAY_S)


def _leave(draft: Draft, scene: Scene) -> None:
    """Nothing moves."""
