"""Insertion with relocation: a plan for everything, asked for late, improved while it is nobody's.

A visit gets its place in the plan at once, so that no hour is given away twice, and is asked for only when
its window comes near. Until then it may move to whoever's day it lengthens least: nobody knows of it.
"""

from dataclasses import dataclass

from domain.dispatching.rule import Choice, Scene
from domain.dispatching.rules.drafting import Draft, plan_ahead


@dataclass(frozen=True, slots=True)
class InsertionWithRelocation:
    """Every `every_s` seconds `tries` relocations are looked at, each of one planned visit."""

    tries: int = 40
    every_s: int = 600

    def choose(self, scene: Scene) -> Choice:
        return plan_ahead(scene, self._improve, self.every_s)

    def _improve(self, draft: Draft, scene: Scene) -> None:
        for _ in range(self.tries if draft.placed else 0):
            draft.relocate(scene.chance.choice(list(draft.placed)))
