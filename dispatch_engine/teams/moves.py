"""Small changes of who goes with whom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

import numpy as np

from dispatch_engine.planning.supplies import visits_in
from dispatch_engine.teams.problem import Team, TeamProblem

Teams = tuple[Team, ...]
Routes = Sequence[Sequence[int]]
GUIDED: Final = 0.5


def by_leader(workers: int, groups: Sequence[Sequence[int]]) -> Teams:
    """Teams by the duty they drive: that of their first member."""
    teams: list[Team] = [()] * workers
    for group in groups:
        if group:
            teams[min(group)] = tuple(sorted(group))
    return tuple(teams)


def everybody_alone(problem: TeamProblem) -> Teams:
    """Each worker a team of one."""
    return by_leader(problem.workers, [(worker,) for worker in range(problem.workers)])


def taken_over(problem: TeamProblem, before: Teams, routes: Routes, after: Teams) -> list[list[int]]:
    """Routes to begin from: each team goes on with that of most of its members, as far as it can.

    Of two teams that become one, the route of more visits is kept.
    """
    team_of = {member: duty for duty, team in enumerate(after) for member in team}
    begin: list[list[int]] = [[] for _ in after]
    for duty in sorted(range(len(before)), key=lambda one: -len(routes[one])):
        heirs = [team_of[member] for member in before[duty] if not begin[team_of[member]]]
        if routes[duty] and heirs:
            begin[max(heirs, key=heirs.count)] = list(routes[duty])
    for duty, route in enumerate(begin):
        if route and after[duty] != before[duty]:
            able = problem.able(after[duty])
            begin[duty] = [visit for visit in route if able[visit]]
    return begin


@dataclass(slots=True)
class Moves:
    """Draws changes of teams, half of them towards visits that nobody can take as things are."""

    problem: TeamProblem
    random: Random

    def draw(self, teams: Teams, routes: Routes, unserved: Sequence[int]) -> Teams | None:
        """Other teams, or None where the change drawn is not possible."""
        groups = [list(team) for team in teams if team]
        if unserved and self.random.random() < GUIDED:
            changed = self._help(groups, unserved)
        else:
            kinds: list[Callable[[list[list[int]]], bool]] = [self._join, self._part, self._hand, self._swap]
            kinds.append(lambda some: self._release(some, teams, routes))
            changed = self.random.choice(kinds)(groups)
        if not changed or not all(self.problem.may_go_together(group) for group in groups if group):
            return None
        after = by_leader(self.problem.workers, groups)
        return after if after != teams else None

    def _help(self, groups: list[list[int]], unserved: Sequence[int]) -> bool:
        """Somebody goes over to a team that lacks little for a visit left out: to whom they help the most."""
        prizes = (1 + self.problem.day.visits.prize[list(unserved)]).tolist()
        visit = self.random.choices(list(unserved), weights=prizes)[0]
        needs, has = self.problem.needs[visit], self.problem.has
        best: list[tuple[float, int, int, int]] = []
        for to, group in enumerate(groups):
            lack = needs - has[group].sum(axis=0)
            now = int(np.maximum(lack, 0).sum())
            for giver, other in enumerate(groups):
                for member in other if giver != to and now else ():
                    left = int(np.maximum(lack - has[member], 0).sum())
                    if left < now:
                        best.append((left + 2 * self.random.random(), to, giver, member))
        if not best:
            return self._swap(groups)
        _, to, giver, member = min(best)
        groups[giver].remove(member)
        groups[to].append(member)
        return True

    def _release(self, groups: list[list[int]], teams: Teams, routes: Routes) -> bool:
        """Somebody whom the route of their team does not need goes alone."""
        needs, has, spare = self.problem.needs, self.problem.has, []
        for number, group in enumerate(groups):
            served = list(visits_in(routes[min(group)]))
            most = needs[served].max(axis=0) if served else np.zeros(needs.shape[1], dtype=np.int64)
            over = has[group].sum(axis=0) - most
            spare += [(number, one) for one in group if len(group) > 1 and (has[one] <= over).all()]
        if not spare:
            return False
        number, member = self.random.choice(spare)
        groups[number].remove(member)
        groups.append([member])
        return True

    def _join(self, groups: list[list[int]]) -> bool:
        if len(groups) < 2:
            return False
        one, other = self.random.sample(groups, 2)
        one += other
        other.clear()
        return True

    def _part(self, groups: list[list[int]]) -> bool:
        group = self.random.choice(groups)
        if len(group) < 2:
            return False
        member = self.random.choice(group)
        group.remove(member)
        groups.append([member])
        return True

    def _hand(self, groups: list[list[int]]) -> bool:
        if len(groups) < 2:
            return False
        one, other = self.random.sample(groups, 2)
        member = self.random.choice(one)
        one.remove(member)
        other.append(member)
        return True

    def _swap(self, groups: list[list[int]]) -> bool:
        if len(groups) < 2:
            return False
        one, other = self.random.sample(groups, 2)
        mine, theirs = self.random.choice(one), self.random.choice(other)
        one[one.index(mine)], other[other.index(theirs)] = theirs, mine
        return True
