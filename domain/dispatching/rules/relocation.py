"""Insertion with relocation: a plan for everything, asked for late, improved for as long as it is nobody's.

A visit gets its place in the plan at once, so that nothing is promised twice, and is asked for only when its
window comes near. Until then it may move to whoever's day it lengthens least, freely: nobody knows of it.
"""

from dataclasses import dataclass
from datetime import timedelta

from domain.dispatching.cards import Candidate
from domain.dispatching.greedy import in_turn
from domain.dispatching.requests import VisitRequest
from domain.dispatching.rule import Ask, Choice, Scene
from domain.dispatching.sketch import Sketch
from domain.shared.ids import VisitId, WorkerId


@dataclass(frozen=True, slots=True)
class InsertionWithRelocation:
    """The policy's `ask_ahead_s` before its window opens a visit is asked for; urgent ones are at once.

    `tries` relocations are looked at in each round, each of one planned visit.
    """

    tries: int = 12

    def choose(self, scene: Scene) -> Choice:
        draft = _Draft(scene.sketch())
        visits = {visit.visit_id: visit for visit in scene.visits}
        for visit_id, worker_id in scene.plan.items():
            if visit_id in visits:
                draft.try_with(visits[visit_id], worker_id)
        for visit in sorted(scene.visits, key=in_turn):
            if visit.visit_id not in draft.placed:
                draft.insert(visit)
        for _ in range(self.tries if len(draft.placed) else 0):
            draft.relocate(visits[scene.chance.choice(list(draft.placed))])
        due = [visit for visit in scene.visits if visit.visit_id in draft.placed and _is_due(visit, scene)]
        asks = tuple(Ask(visit.visit_id, draft.placed[visit.visit_id].worker_id) for visit in due)
        asked = {one.visit_id for one in asks}
        plan = {visit_id: one.worker_id for visit_id, one in draft.placed.items() if visit_id not in asked}
        return Choice(asks=asks, plan=plan)


def _is_due(visit: VisitRequest, scene: Scene) -> bool:
    ahead = visit.need.window.start - scene.context.now
    return visit.is_urgent or ahead <= timedelta(seconds=scene.context.policy.ask_ahead_s)


class _Draft:
    """The plan in the making."""

    def __init__(self, sketch: Sketch) -> None:
        self.sketch = sketch
        self.placed: dict[VisitId, Candidate] = {}

    def try_with(self, visit: VisitRequest, worker_id: WorkerId) -> None:
        if worker_id in self.sketch.able(visit):
            self._put(visit, self.sketch.judge(visit, worker_id))

    def insert(self, visit: VisitRequest) -> None:
        chosen = self.sketch.cheapest(visit)
        if chosen is not None:
            self._put(visit, chosen)

    def relocate(self, visit: VisitRequest) -> None:
        """Take it out and put it where it costs least now, which may be where it was."""
        known = self.placed.pop(visit.visit_id)
        self.sketch.take_out(visit.visit_id, known.worker_id)
        best = self.sketch.cheapest(visit)
        self._put(visit, best if best is not None else self.sketch.judge(visit, known.worker_id))

    def _put(self, visit: VisitRequest, candidate: Candidate) -> None:
        if candidate.fits:
            self.sketch.put(visit, candidate, is_fixed=False)
            self.placed[visit.visit_id] = candidate
