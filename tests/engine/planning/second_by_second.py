"""Days walked through second by second, and all sets of rules tried: slow, plain, nothing of the engine's.

Only the problem, what it forgives (`Bounds`), and the routes of a plan are read from the engine.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from dispatch_engine import DEPOT, NOWHERE, Plan, PlanProblem, bounds_of

LATEST = 3_000
"""No day of these tests is over later, whatever is given up."""
Routes = Mapping[int, tuple[int, ...]]
Broken = tuple[str, int, int]
"""A rule by its kind and whose it is: a visit's, a duty's, a shift's, or a duty's tool or part."""


@dataclass
class World:
    """One problem; `holds` walks routes through it."""

    problem: PlanProblem
    asleep: list[set[int]] = field(init=False)

    def __post_init__(self) -> None:
        breaks = self.problem.breaks
        self.bounds = bounds_of(self.problem)
        self.asleep = [set() for _ in range(len(self.problem.duties))]
        for duty, start, end in zip(breaks.duty, breaks.start, breaks.end, strict=True):
            self.asleep[duty] |= set(range(start, end))

    def timeless(self, routes: Routes) -> set[Broken]:
        """What is broken whatever the hour."""
        found: set[Broken] = set()
        for duty, route in routes.items():
            found |= set(self._lacking(duty, route))
            worker = self.problem.duties.worker[duty]
            found |= {("worker", v, -1) for v in route if v != DEPOT and not self.problem.able[v, worker]}
        for shift in range(len(self.problem.limits_of_shifts)):
            held = [d for d in routes if self.problem.duties.shift[d] == shift and routes[d]]
            if held:
                visits = [v for d in held for v in routes[d] if v != DEPOT]
                seconds = sum(self._booked(d, routes[d]) for d in held)
                for kind, used, most in (
                    ("visits", len(visits), self.bounds.most_visits),
                    ("demand", sum(int(self.problem.visits.demand[v]) for v in visits), self.bounds.capacity),
                    ("seconds", seconds, self.bounds.most_s),
                ):
                    if used > most[shift]:
                        found.add((kind, shift, -1))
        return found

    def _lacking(self, duty: int, route: Sequence[int]) -> Iterator[Broken]:
        supplies = self.problem.supplies
        if supplies is None:
            return
        used = [0] * supplies.uses.shape[1]
        for stop in route:
            if stop == DEPOT:
                return
            for tool in range(supplies.needs.shape[1]):
                if supplies.needs[stop, tool] and not self.bounds.kit[duty, tool]:
                    yield "tool", duty, tool
            for part in range(len(used)):
                used[part] += int(supplies.uses[stop, part])
                if used[part] > self.bounds.stock[duty, part]:
                    yield "part", duty, part

    def _booked(self, duty: int, route: Sequence[int]) -> int:
        at, total = int(self.problem.duties.start_place[duty]), 0
        for stop in route:
            total += self._leg(duty, at, self._place(stop)) + self._work(stop)
            at = self._place(stop)
        home = int(self.problem.duties.end_place[duty])
        return total + (0 if home == NOWHERE else self._leg(duty, at, home))

    def _leg(self, duty: int, a: int, b: int) -> int:
        mode = self.problem.crew.mode[self.problem.duties.worker[duty]]
        return int(self.problem.travel[mode, a, b])

    def _place(self, stop: int) -> int:
        if stop == DEPOT:
            assert self.problem.supplies is not None
            return self.problem.supplies.depot
        return int(self.problem.visits.place[stop])

    def _work(self, stop: int) -> int:
        if stop == DEPOT:
            assert self.problem.supplies is not None
            return self.problem.supplies.stop_s
        return int(self.problem.visits.duration[stop])

    def holds(self, routes: Routes, given_up: frozenset[Broken]) -> bool:
        """Whether every rule of time is kept but those given up, everybody being as early as they can."""
        least: dict[int, int] = {}
        while True:
            begins: dict[int, int] = {}
            for duty, route in routes.items():
                if route and not self._walk(duty, route, (given_up, least), begins):
                    return False
            partner = self.problem.visits.partner
            late = {
                v: begins[int(partner[v])]
                for v in begins
                if partner[v] >= 0 and begins[int(partner[v])] > begins[v]
            }
            if not late:
                return True
            least |= late

    def _walk(
        self,
        duty: int,
        route: Sequence[int],
        rules: tuple[frozenset[Broken], Mapping[int, int]],
        begins: dict[int, int],
    ) -> bool:
        given_up, least = rules
        by = LATEST if ("end", duty, -1) in given_up else None
        end = int(self.problem.duties.end[duty] + self.problem.duties.overtime_s[duty])
        clock, at = int(self.problem.duties.start[duty]), int(self.problem.duties.start_place[duty])
        for stop in route:
            clock = self._arrival(duty, clock, self._leg(duty, at, self._place(stop)))
            at = self._place(stop)
            is_free = stop == DEPOT or ("window", stop, -1) in given_up
            clock = max(clock, least.get(stop, 0))
            while not (
                self._may_work(duty, clock, self._work(stop)) and (is_free or self._open(stop, clock))
            ):
                clock += 1
                if clock > LATEST:
                    return False
            if stop != DEPOT:
                begins[stop] = clock
            is_forgiven = stop != DEPOT and self.bounds.may_run_over(stop, duty, clock)
            clock += self._work(stop)
            if clock > end and by is None and not is_forgiven:
                return False
        home = int(self.problem.duties.end_place[duty])
        clock = self._arrival(duty, clock, 0 if home == NOWHERE else self._leg(duty, at, home))
        return by is not None or clock <= self.bounds.finish[duty]

    def _arrival(self, duty: int, clock: int, left: int) -> int:
        while left:
            left -= clock not in self.asleep[duty]
            clock += 1
        return clock

    def _may_work(self, duty: int, clock: int, seconds: int) -> bool:
        return self.asleep[duty].isdisjoint(range(clock, clock + seconds))

    def _open(self, visit: int, clock: int) -> bool:
        windows = zip(self.problem.visits.opens[visit], self.bounds.closes[visit], strict=True)
        return any(opens <= clock <= closes for opens, closes in windows)


def ways_in(problem: PlanProblem, found: Plan, visit: int) -> Iterator[dict[int, tuple[int, ...]]]:
    """All routes with the visit in: the others keep their duties and order, the depot may be anywhere."""
    partner = int(problem.visits.partner[visit])
    halves = [visit] if partner < 0 else [visit, partner]
    for grown in product(*(list(places_of(problem, found, half)) for half in halves)):
        if len({int(problem.duties.worker[duty]) for duty, _ in grown}) == len(halves):
            yield dict(enumerate(found.routes)) | dict(grown)


def places_of(problem: PlanProblem, found: Plan, visit: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    for duty, route in enumerate(found.routes):
        first = problem.committed.locked[duty]
        for after in range(first, len(route) + 1):
            grown = (*route[:after], visit, *route[after:])
            yield duty, grown
            if problem.has_depot and DEPOT not in route[:first]:
                alone = tuple(stop for stop in grown if stop != DEPOT)
                yield duty, alone
                for depot in range(first, len(alone) + 1):
                    yield duty, (*alone[:depot], DEPOT, *alone[depot:])


def smaller_set(problem: PlanProblem, found: Plan, visit: int, below: int) -> tuple[object, ...] | None:
    """Routes and a set of fewer rules than `below` that lets the visit in; None when there is none.

    What is broken whatever the hour has to be in the set; beside it all sets of rules of time are tried.
    """
    world = World(problem)
    for routes in ways_in(problem, found, visit):
        still = world.timeless(routes)
        rules: list[Broken] = [("end", duty, -1) for duty, route in routes.items() if route]
        rules += [("window", v, -1) for route in routes.values() for v in route if v != DEPOT]
        for size in range(below - len(still)):
            for given_up in combinations(rules, size):
                if world.holds(routes, frozenset(given_up)):
                    return routes, still, given_up
    return None
