"""The fewest rules that keep an unserved visit out of a plan in which nothing else changes hands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from dispatch_engine.planning.clocking import Allowance, Clocking
from dispatch_engine.planning.freeing import fewest_freed
from dispatch_engine.planning.judging import validate_plan
from dispatch_engine.planning.planner import Plan, Routes, plan_of
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.planning.relaxing import Relaxation, Rule, relaxed
from dispatch_engine.planning.standing import KEPT, Entry, Spot, Standing


@dataclass(frozen=True, slots=True)
class Admission:
    """How an unserved visit could be let into the plan, every other visit staying with its duty.

    `relaxations` are the fewest rules to relax over all places, the others keeping their order, and of as
    many those found with the smallest amounts together; none when a place is free: then the search was too
    short, or the visit is worth less than it costs there. `is_fewest`: no smaller set lets it in at any
    place; False only where visits of two workers make more cases than are looked at. `is_confirmed`: a plan
    with exactly these relaxed and the visit behind stop number `after` of `duty` was made and found valid. If
    other visits could change hands, less might be enough. `depot`: behind how many visits the duty stops at
    the depot then, `NO_DEPOT` when it does so no more, `KEPT` when nothing changes; where it changes, `after`
    counts visits alone. `partner`: for half of a visit of two workers, where the other half goes: duty,
    `after` and `depot` of it.
    """

    visit: int
    duty: int
    after: int
    relaxations: tuple[Relaxation, ...]
    is_confirmed: bool
    depot: int = KEPT
    partner: tuple[int, int, int] | None = None
    is_fewest: bool = True


@dataclass(frozen=True, slots=True)
class _Way:
    entries: tuple[Entry, ...]
    relaxations: tuple[Relaxation, ...]

    @property
    def rank(self) -> tuple[int, int]:
        return len(self.relaxations), sum(one.amount for one in self.relaxations)


MOST_DRIVES: Final = 6_000
"""So often tied routes are driven for one visit; then the best so far is named."""
PLENTY: Final = 200
"""As many places of visits of two workers with equally many rules are compared by their amounts."""
_CAPS: Final = frozenset({Rule.VISITS_CAP, Rule.CAPACITY, Rule.TIME_CAP})


class Admissions:
    """The plan as it stands, asked for one unserved visit after another."""

    __slots__ = ("_allowance", "_best", "_plan", "_problem", "_standing")

    def __init__(self, problem: PlanProblem, plan: Plan) -> None:
        self._problem, self._plan = problem, plan
        self._standing = Standing(problem, plan)
        self._best: _Way | None = None
        self._allowance = Allowance(MOST_DRIVES)

    def admit(self, visit: int) -> Admission | None:
        """The easiest place; None without a duty, or for half a visit without one of a second worker."""
        partner = int(self._problem.visits.partner[visit])
        self._best, self._allowance, equal = None, Allowance(MOST_DRIVES), 0
        pairs = self._alone(visit) if partner < 0 else self._both(visit, partner)
        for least, entries in pairs:
            known = self._most
            equal += least == known
            if least > known or self._allowance.left < 0 or (equal > PLENTY and self._problem.has_ties):
                break
            self._try(entries)
        return None if self._best is None else self._confirmed(visit, self._best)

    @property
    def _most(self) -> int:
        """More rules than that are of no interest."""
        return 2**31 if self._best is None else len(self._best.relaxations)

    def _alone(self, visit: int) -> Iterator[tuple[int, tuple[Entry, ...]]]:
        """The places of a visit by how many rules are broken there at least."""
        spots, known, most = [], [], 2**31
        for spot in self._standing.spots(visit):
            entry = (visit, spot)
            known.append((len(self._standing.timeless((entry,))), entry))
        for still, entry in sorted(known, key=lambda one: one[0]):
            if still > most:
                break
            least = still + self._rules_of_time(entry, most - still)
            # Where others may have to wait for this visit, a place is no more than a bound.
            most = most if self._problem.has_ties else min(most, least)
            spots.append((least, (entry,)))
        yield from sorted(spots, key=lambda one: one[0])

    def _both(self, visit: int, partner: int) -> Iterator[tuple[int, tuple[Entry, ...]]]:
        """The places of both halves with two workers, by how many rules are broken at least."""
        mine, theirs = self._by_least(visit), self._by_least(partner)
        if not mine or not theirs:
            return
        worker = self._problem.duties.worker
        for least in range(max(mine) + max(theirs) + 1):
            for own in range(least + 1):
                for one in mine.get(own, ()):
                    for other in theirs.get(least - own, ()):
                        if worker[one[1].duty] != worker[other[1].duty]:
                            yield least, (one, other)

    def _by_least(self, visit: int) -> dict[int, list[Entry]]:
        """The places of one half by the least number of rules that it breaks by itself.

        Caps that count duties of several workers might be broken by both halves at once, and do not count.
        """
        ranked: list[tuple[int, int, Entry]] = []
        for spot in self._standing.spots(visit):
            entry = (visit, spot)
            still, worker = self._standing.timeless((entry,)), self._problem.duties.worker
            shared = len(set(worker[self._problem.duties.shift == self._problem.duties.shift[spot.duty]])) > 1
            rules = sum(not (shared and one.rule in _CAPS) for one in still)
            ranked.append(
                (rules + self._rules_of_time(entry, 2**31), sum(one.amount for one in still), entry)
            )
        found: dict[int, list[Entry]] = {}
        for least, _, entry in sorted(ranked, key=lambda one: one[:2]):
            found.setdefault(least, []).append(entry)
        return found

    def _rules_of_time(self, entry: Entry, most: int) -> int:
        """How many rules of time give way at least at a place; one more than `most` when more do."""
        route = self._standing.grown((entry,))[entry[1].duty]
        return next(
            (rules for rules, _ in fewest_freed(self._standing, entry[1].duty, route, most)), most + 1
        )

    def _try(self, entries: tuple[Entry, ...]) -> None:
        """Keep the easiest way at this place, if it is easier than the best so far."""
        still = self._standing.timeless(entries)
        clocking = Clocking(self._standing, self._standing.grown(entries))
        as_windows_say = clocking.rules(())
        if as_windows_say is None or (self._problem.has_ties and not self._allowance.spend()):
            return
        self._offer(_Way(entries, (*still, *as_windows_say)))
        if as_windows_say:
            self._offer_freed(entries, still, clocking, [visit for visit, _ in entries])
        for freed in self._freed(entries, clocking, min(len(as_windows_say), self._most + 1 - len(still))):
            self._offer_freed(entries, still, clocking, freed)

    def _freed(self, entries: tuple[Entry, ...], clocking: Clocking, few: int) -> Iterator[Iterable[int]]:
        """Sets of visits outside their windows that leave fewer rules of time broken than that."""
        if not self._problem.has_ties:
            ((duty, route),) = clocking.routes.items()
            yield from (freed for _, freed in fewest_freed(self._standing, duty, route, few - 1))
            return
        yield from clocking.fewer(few, self._allowance)

    def _offer_freed(
        self,
        entries: tuple[Entry, ...],
        still: tuple[Relaxation, ...],
        clocking: Clocking,
        freed: Iterable[int],
    ) -> None:
        rules = clocking.rules(tuple(freed))
        if rules is not None:
            self._offer(_Way(entries, (*still, *rules)))

    def _offer(self, way: _Way) -> None:
        if self._best is None or way.rank < self._best.rank:
            self._best = way

    def _confirmed(self, visit: int, way: _Way) -> Admission:
        """Make the plan with exactly these rules relaxed, and have it checked."""
        (_, spot), *others = way.entries
        partner = next(((one.duty, one.after, one.depot) for _, one in others), None)
        answer = Admission(
            visit,
            spot.duty,
            spot.after,
            way.relaxations,
            False,
            spot.depot,
            partner,
            self._allowance.left >= 0,
        )
        is_valid = validate_plan(*admitted(self._problem, self._plan.routes, answer)) == ()
        return replace(answer, is_confirmed=is_valid)


def admitted(problem: PlanProblem, routes: Routes, admission: Admission) -> tuple[PlanProblem, Plan]:
    """The problem with an admission's rules relaxed, and the plan with its visit in: what confirms it."""
    open_problem = relaxed(problem, admission.relaxations)
    grown = [tuple(route) for route in routes]
    entries = [(admission.visit, Spot(admission.duty, admission.after, admission.depot))]
    if admission.partner is not None:
        entries.append((int(problem.visits.partner[admission.visit]), Spot(*admission.partner)))
    for visit, spot in entries:
        grown[spot.duty] = spot.grown(grown[spot.duty], visit)
    return open_problem, plan_of(open_problem, grown)
