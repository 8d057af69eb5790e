"""How much work it is to tell what a plan does: driving its routes in plain Python, after the search."""

from collections.abc import Sequence
from time import thread_time

from dispatch_engine.planning.driving import drive
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.planning.terms import cost_by_term


def work_of_telling(problem: PlanProblem, routes: Sequence[Sequence[int]]) -> float:
    """Seconds of this thread: one route is driven, the others are taken to be like it stop by stop."""
    duty = max(range(len(routes)), key=lambda one: len(routes[one]))
    began = thread_time()
    cost_by_term(problem, {duty: drive(problem, duty, routes[duty])})
    return (thread_time() - began) * sum(map(len, routes)) / max(1, len(routes[duty]))
