"""A plan in the making: who is meant to get what nobody was asked for yet, and when somebody is asked."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import timedelta

from domain.dispatching.cards import Candidate
from domain.dispatching.greedy import in_turn
from domain.dispatching.requests import VisitRequest
from domain.dispatching.rule import Ask, Choice, Scene
from domain.shared.ids import VisitId, WorkerId

Improve = Callable[["Draft", Scene], None]


def plan_ahead(scene: Scene, improve: Improve, every_s: int) -> Choice:
    """Give new visits a place, improve the plan once in `every_s`, and ask for what is due.

    The policy's `ask_ahead_s` before its window opens a visit is asked for; urgent ones are at once.
    """
    draft = Draft(scene)
    for visit in draft.new:
        draft.insert(visit)
    if int(scene.context.now.timestamp()) % every_s < scene.context.policy.tick_s:
        draft.look_at_everybody()
        if draft.placed:
            improve(draft, scene)
    asks = _asks(draft, scene)
    return Choice(asks=asks, plan=draft.plan_without({ask.visit_id for ask in asks}))


def _asks(draft: "Draft", scene: Scene) -> tuple[Ask, ...]:
    """What is due, to whom the plan means to give it; to somebody else where it fits as an offer no more.

    In the plan visits may still shift in their windows; once offered they stay where they are.
    """
    sketch = scene.sketch()
    asks: list[Ask] = []
    for visit in scene.visits:
        worker_id = draft.whose(visit) if _is_due(visit, scene) else None
        if worker_id is None:
            continue
        planned = sketch.judge(visit, worker_id)
        chosen = planned if planned.fits else sketch.cheapest(visit)
        if chosen is not None:
            sketch.put(visit, chosen)
            asks.append(Ask(visit.visit_id, chosen.worker_id))
    return tuple(asks)


def _is_due(visit: VisitRequest, scene: Scene) -> bool:
    ahead = visit.need.window.start - scene.context.now
    return visit.is_urgent or ahead <= timedelta(seconds=scene.context.policy.ask_ahead_s)


class Draft:
    """The plan in the making. A worker's part of it is put onto the timeline when first looked at.

    `new` are visits that are not in the plan yet, or whose worker is not there any more; `before` is the plan
    of the tick before.
    """

    def __init__(self, scene: Scene) -> None:
        self.sketch = scene.sketch()
        self.visits = {visit.visit_id: visit for visit in scene.visits}
        self.before = scene.plan
        self.placed: dict[VisitId, Candidate] = {}
        self.new: list[VisitRequest] = []
        self._known: dict[WorkerId, list[VisitRequest]] = defaultdict(list)
        there = {worker.worker_id for worker in scene.workers}
        for visit in sorted(scene.visits, key=in_turn):
            planned_for = scene.plan.get(visit.visit_id)
            mine = self._known[planned_for] if planned_for is not None and planned_for in there else self.new
            mine.append(visit)

    def insert(self, visit: VisitRequest) -> None:
        """Give it its cheapest place, if there is any."""
        for worker_id in self.sketch.able(visit):
            self._look_at(worker_id)
        chosen = self.sketch.cheapest(visit)
        if chosen is not None:
            self._put(visit, chosen)

    def look_at_everybody(self) -> None:
        for worker_id in list(self._known):
            self._look_at(worker_id)

    def relocate(self, visit_id: VisitId) -> None:
        """Take it out and put it where it costs least now: away from the plan of before only at the price."""
        visit, known = self.visits[visit_id], self.placed.pop(visit_id)
        self.sketch.take_out(visit_id, known.worker_id)
        best = self.sketch.cheapest(visit)
        if best is not None:
            self._put(visit, self._stable(visit, best))

    def _stable(self, visit: VisitRequest, best: Candidate) -> Candidate:
        before, price = self.before.get(visit.visit_id), self.sketch.context.policy.move_price
        if before is None or not price or best.worker_id == before or before not in self.sketch.able(visit):
            return best
        stays = self.sketch.judge(visit, before)
        if stays.score is None or best.score is None or stays.score.total - best.score.total > price:
            return best
        return stays

    def rearrange(self, wanted: Mapping[VisitId, WorkerId]) -> None:
        """Give the planned visits to those workers instead, in the order given; the rest where it fits."""
        for visit_id, known in self.placed.items():
            self.sketch.take_out(visit_id, known.worker_id)
        left = dict.fromkeys(self.placed)
        self.placed = {}
        for visit_id, worker_id in wanted.items():
            candidate = self.sketch.judge(self.visits[visit_id], worker_id)
            if candidate.fits:
                self._put(self.visits[visit_id], candidate)
        for visit_id in left:
            if visit_id not in self.placed:
                self.insert(self.visits[visit_id])

    def whose(self, visit: VisitRequest) -> WorkerId | None:
        """Whom the plan gives it to, if it still fits there or anywhere."""
        for worker_id, visits in list(self._known.items()):
            if visit in visits:
                self._look_at(worker_id)
        found = self.placed.get(visit.visit_id)
        return found.worker_id if found else None

    def plan_without(self, asked: set[VisitId]) -> dict[VisitId, WorkerId]:
        kept = {visit_id: one.worker_id for visit_id, one in self.placed.items()}
        for worker_id, visits in self._known.items():
            kept |= {visit.visit_id: worker_id for visit in visits}
        return {visit_id: worker_id for visit_id, worker_id in kept.items() if visit_id not in asked}

    def _look_at(self, worker_id: WorkerId) -> None:
        """Put the worker's planned visits back; those that fit no more look for another place."""
        homeless: list[VisitRequest] = []
        for visit in self._known.pop(worker_id, []):
            is_able = worker_id in self.sketch.able(visit)
            candidate = self.sketch.judge(visit, worker_id) if is_able else None
            if candidate is not None and candidate.fits:
                self._put(visit, candidate)
            else:
                homeless.append(visit)
        for visit in homeless:
            self.insert(visit)

    def _put(self, visit: VisitRequest, candidate: Candidate) -> None:
        self.sketch.put(visit, candidate, is_fixed=False)
        self.placed[visit.visit_id] = candidate
