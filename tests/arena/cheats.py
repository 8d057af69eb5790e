"""Rules that cheat, each in one way, for the referee to catch; loaded from this file by name."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Final

from arena.casting import cast_of
from arena.chance import Chance
from arena.wishes import Wish, wishes_of
from domain.dispatching.cards import Candidate
from domain.dispatching.greedy import in_turn
from domain.dispatching.requests import VisitRequest
from domain.dispatching.rule import Ask, Choice, Freedom, Move, Scene
from domain.dispatching.rules.insertion import CheapestInsertion
from domain.shared.ids import WorkerId
from tests.arena.small_town import SIX, small_town

CHOOSY: Final = replace(SIX, answers=replace(SIX.answers, base=1.2))
"""Workers say no to about every third offer, so that it pays to know beforehand."""
SURELY: Final = 0.5
"""Nearly everybody in a mood below it says yes."""
SEEDS: Final = range(1, 40)


class Foresight:
    """Knows who will decline: finds out the seed, draws the answers itself, and asks whoever will say yes.

    A real cheat, by nothing but what a rule is given: the luck in its scene betrays the seed.
    """

    def choose(self, scene: Scene) -> Choice:
        seed = _seed_behind(scene)
        sketch, asks = scene.sketch(), []
        for visit in sorted(scene.visits, key=in_turn):
            moods = {one.worker_id: _reluctance(visit, one, seed) for one in sketch.fitting(visit)}
            willing = [one for one in sketch.fitting(visit) if moods[one.worker_id] < SURELY]
            if willing:
                chosen = min(willing, key=lambda one: moods[one.worker_id])
                sketch.put(visit, chosen)
                asks.append(Ask(visit.visit_id, chosen.worker_id))
        return Choice(asks=tuple(asks))


def _seed_behind(scene: Scene) -> int:
    assert isinstance(scene.chance, Random)
    state, at = scene.chance.getstate(), scene.context.now.timestamp()
    return next(seed for seed in SEEDS if Chance(seed).of("rule", at).getstate() == state)


def _reluctance(visit: VisitRequest, one: Candidate, seed: int) -> float:
    """The mood in which the worker will answer the next round: the higher, the sooner it is a no."""
    number, turn = _numbers(seed)[one.worker_id], len(visit.declined) + 1
    moods = [_mood(wish, number, turn, seed) for wish in _wishes_like(visit, seed)]
    return max(moods, default=0.5)


def _mood(wish: Wish, worker: int, turn: int, seed: int) -> float:
    luck = Chance(seed).of("answer", wish.number, worker, turn)
    luck.random()
    luck.lognormvariate(0, CHOOSY.answers.thinks_sigma)
    return luck.random()


@cache
def _numbers(seed: int) -> dict[WorkerId, int]:
    cast = cast_of(small_town(), CHOOSY, Chance(seed))
    return {worker.id: number for number, worker in enumerate(cast.workers)}


@cache
def _wishes(seed: int) -> tuple[Wish, ...]:
    return wishes_of(small_town(), CHOOSY, Chance(seed))


def _wishes_like(visit: VisitRequest, seed: int) -> Iterator[Wish]:
    """Those at that door for that work; nearly always there is one."""
    for wish in _wishes(seed):
        is_work = (wish.service.skill, wish.service.duration_s) == (visit.skill, visit.need.duration_s)
        if wish.address.point == visit.need.place and is_work:
            yield wish


@dataclass(frozen=True, slots=True)
class _Moving:
    """Honest asks, and a move of everything held with that freedom."""

    freedom: Freedom

    def choose(self, scene: Scene) -> Choice:
        held = (one for one in scene.held() if one.freedom is self.freedom)
        moves = tuple(Move(one.visit.visit_id) for one in held)
        return replace(CheapestInsertion().choose(scene), moves=moves)


def moves_departed() -> _Moving:
    return _Moving(Freedom.NEVER)


def moves_offered() -> _Moving:
    return _Moving(Freedom.AT_A_PRICE)


def moves_accepted() -> _Moving:
    return _Moving(Freedom.WITH_CONSENT)


class Overlap:
    """Asks the first able worker for everything at once, whatever else they have to do."""

    def choose(self, scene: Scene) -> Choice:
        sketch = scene.sketch()
        able = ((visit, sketch.able(visit)) for visit in scene.visits)
        return Choice(asks=tuple(Ask(visit.visit_id, who[0]) for visit, who in able if who))


class TwiceOrNotWaiting:
    """Asks twice for each visit, and for visits that others have."""

    def choose(self, scene: Scene) -> Choice:
        asks = CheapestInsertion().choose(scene).asks
        taken = tuple(Ask(one.visit.visit_id, scene.workers[0].worker_id) for one in scene.held())
        return Choice(asks=(*asks, *asks, *taken))
