"""Is a plan of teams feasible? The composition is counted member by member; `validate_plan` does the rest."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from dispatch_engine.planning.breaches import PlanViolation
from dispatch_engine.planning.judging import validate_plan
from dispatch_engine.teams.answer import TeamPlan
from dispatch_engine.teams.problem import Team, TeamProblem


class TeamBreach(StrEnum):
    WRONG_LENGTH = "wrong_length"
    NO_SUCH_WORKER = "no_such_worker"
    IN_TWO_TEAMS = "in_two_teams"
    TOO_MANY_MEMBERS = "too_many_members"
    DUTIES_DIFFER = "duties_differ"
    NOT_LED_BY_ITS_WORKER = "not_led_by_its_worker"
    NOBODY_DRIVES = "nobody_drives"
    NOT_QUALIFIED = "not_qualified"
    NOT_ALLOWED = "not_allowed"


@dataclass(frozen=True, slots=True)
class TeamViolation:
    """`visit`, `duty` and `worker` are -1 where none is concerned."""

    breach: TeamBreach
    duty: int = -1
    visit: int = -1
    worker: int = -1


def validate_teams(problem: TeamProblem, answer: TeamPlan) -> tuple[TeamViolation | PlanViolation, ...]:
    """Everything that is wrong with an answer; nothing that the solver computed is believed.

    Parameters
    ----------
    problem
        As it was given to `plan_with_teams`.
    answer
        The answer; only its teams, routes, starts, costs and prizes are read.

    Returns
    -------
    tuple of TeamViolation and PlanViolation
        Empty when the teams are possible, have what their visits need, and the plan is right.
    """
    if len(answer.teams) != problem.workers:
        return (TeamViolation(TeamBreach.WRONG_LENGTH),)
    wrong = tuple(_of_members(problem, answer))
    if wrong:
        return wrong
    free = replace(problem.day, crew=replace(problem.day.crew, allowed=None))
    plain = validate_plan(free, answer.plan)
    return plain or tuple(_of_visits(problem, answer))


def _of_members(problem: TeamProblem, answer: TeamPlan) -> Iterator[TeamViolation]:
    times = Counter(member for team in answer.teams for member in team)
    for worker, count in times.items():
        if not 0 <= worker < problem.workers:
            yield TeamViolation(TeamBreach.NO_SUCH_WORKER, worker=worker)
        elif count > 1:
            yield TeamViolation(TeamBreach.IN_TWO_TEAMS, worker=worker)
    for duty, team in enumerate(answer.teams):
        if team and team[0] != duty:
            yield TeamViolation(TeamBreach.NOT_LED_BY_ITS_WORKER, duty)
        if len(team) > problem.most:
            yield TeamViolation(TeamBreach.TOO_MANY_MEMBERS, duty)
        for member in team[1:]:
            if 0 <= member < problem.workers and not _are_alike(problem, duty, member):
                yield TeamViolation(TeamBreach.DUTIES_DIFFER, duty, worker=member)


def _of_visits(problem: TeamProblem, answer: TeamPlan) -> Iterator[TeamViolation]:
    for duty, (team, route) in enumerate(zip(answer.teams, answer.plan.routes, strict=True)):
        if route and not team:
            yield TeamViolation(TeamBreach.NOBODY_DRIVES, duty)
            continue
        for visit in route:
            if not _is_qualified(problem, team, visit):
                yield TeamViolation(TeamBreach.NOT_QUALIFIED, duty, visit)
            yield from (
                TeamViolation(TeamBreach.NOT_ALLOWED, duty, visit, member)
                for member in team
                if problem.day.crew.allowed is not None and not problem.day.crew.allowed[visit, member]
            )


def _is_qualified(problem: TeamProblem, team: Team, visit: int) -> bool:
    for kind, needed in enumerate(problem.needs[visit].tolist()):
        if sum(int(problem.has[member, kind]) for member in team) < needed:
            return False
    return True


def _are_alike(problem: TeamProblem, one: int, other: int) -> bool:
    """Whether two workers could drive each other's duty without noticing."""
    day = problem.day
    duties, breaks, shifts = day.duties, day.breaks, day.limits_of_shifts
    here, there = int(duties.shift[one]), int(duties.shift[other])
    pairs = [(column[one], column[other]) for column in (duties.start, duties.end, duties.start_place)]
    pairs += [(column[one], column[other]) for column in (duties.end_place, duties.overtime_s, day.crew.mode)]
    caps = (shifts.span_s, shifts.booked_s, shifts.most_visits, shifts.most_s, shifts.capacity)
    pairs += [(cap[here], cap[there]) for cap in caps]
    pauses = [
        [(int(s), int(e)) for d, s, e in zip(breaks.duty, breaks.start, breaks.end, strict=True) if d == duty]
        for duty in (one, other)
    ]
    return all(int(mine) == int(theirs) for mine, theirs in pairs) and pauses[0] == pauses[1]
