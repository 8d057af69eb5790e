"""Teams and their routes, and the plan that they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from dispatch_engine.planning.planner import Plan
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.teams.problem import Team, TeamProblem


@dataclass(frozen=True, slots=True)
class TeamPlan:
    """Who goes with whom, and where.

    Attributes
    ----------
    teams
        For each duty the members of the team that drives it, the worker of that duty first; empty for a duty
        whose worker goes with somebody else. Who is in no route stays at home.
    plan
        Routes, starts and costs by duty.
    trials
        How many compositions were tried.
    """

    teams: tuple[Team, ...]
    plan: Plan
    trials: int = 0

    @property
    def cost(self) -> int:
        """The cost of the routes; what is left out is in `plan.lost`."""
        return self.plan.cost


def joined(problem: TeamProblem, teams: Sequence[Team]) -> PlanProblem:
    """The day as `plan` sees it once the teams are made: each is one worker, all other duties stay empty.

    Parameters
    ----------
    problem
        Whose day it is.
    teams
        For each duty its team as in `TeamPlan`.
    """
    allowed = np.zeros((len(problem.day.visits), problem.workers), dtype=np.bool_)
    for duty, team in enumerate(teams):
        if team:
            allowed[:, duty] = problem.able(team)
    return replace(problem.day, crew=replace(problem.day.crew, allowed=allowed))
