"""A planning problem as the arrays that kernels work on, writable and of fixed types."""

import numpy as np

from dispatch_engine.arrays import Flags, Ints, ramps
from dispatch_engine.planning.bounds import Bounds, ends_of
from dispatch_engine.planning.kernels.arrays import (
    DUTY,
    NEVER,
    PRICE,
    SHIFT,
    VISIT,
    Data,
    Longs,
    Records,
    Shorts,
)
from dispatch_engine.planning.nearness import FAR, HOMES, Lists, lists_of, nearest
from dispatch_engine.planning.parts import NOWHERE
from dispatch_engine.planning.problem import PlanProblem
from dispatch_engine.planning.supplies import visits_in


def data_of(problem: PlanProblem, bounds: Bounds, lists: Lists | None = None) -> Data:
    """Lay a problem out for the kernels; with the neighbours where they are known."""
    depots = len(problem.duties) if problem.has_depot else 0
    allowed = problem.able[:, problem.duties.worker]
    pair_cost = _pair_cost(problem)
    travel = _travel(problem)
    lists = lists or lists_of(problem, travel)
    kinds = _kinds(problem, bounds, allowed, pair_cost)
    homes, kind_first, kind_duty = _homes(problem, travel, allowed, kinds)
    windows = _windows(problem, bounds, depots)
    visits = np.concatenate([_visits(problem, bounds, allowed), _depots(problem)[:depots]])
    own = np.zeros((len(visits), windows.shape[1] + 1, 2), dtype=np.int64)
    own[:, :-1], own[:, -1, 0] = windows, visits["windows"]
    return Data(
        travel=travel,
        visits=visits,
        windows=windows,
        own=own,
        duties=_duties(problem, bounds, kinds),
        breaks=_breaks(problem),
        shifts=_shifts(problem, bounds),
        price=_price(problem),
        allowed=np.concatenate([allowed, np.eye(depots, len(problem.duties), dtype=np.bool_)]).astype(
            np.uint8
        ),
        pair_cost=np.concatenate([pair_cost, np.zeros((depots, len(problem.duties)), dtype=np.int64)]),
        parts=_parts(problem, depots),
        stock=np.ascontiguousarray(bounds.stock, dtype=np.int64),
        near=lists.near,
        around=lists.around,
        homes=homes,
        kind_first=kind_first,
        kind_duty=kind_duty,
    )


def lists_for(problem: PlanProblem) -> Lists:
    """The neighbours of all visits, for several layouts of problems that differ in weights alone."""
    return lists_of(problem, _travel(problem))


def width_of(problem: PlanProblem, bounds: Bounds) -> int:
    """Room in a row: two ends, one to spare, as many visits as could ever fit into a duty, and the depot."""
    visits, duties = problem.visits, problem.duties
    longest = int((bounds.finish - duties.start).max(initial=0))
    fit = int(np.searchsorted(np.cumsum(np.sort(visits.duration)), longest, side="right"))
    held = max((len(route) for route in problem.committed.routes), default=0)
    cap = int(bounds.most_visits.max(initial=0))
    return max(min(fit, cap, len(visits)), held) + 3 + problem.has_depot


def _travel(problem: PlanProblem) -> Shorts:
    """Seconds between nodes; the way to the end of a duty that has no end place is 0."""
    duties, visits = problem.duties, problem.visits.place
    if problem.supplies is not None and problem.has_depot:
        visits = np.concatenate([visits, np.full(len(duties), problem.supplies.depot)])
    ends = np.where(duties.end_place == NOWHERE, 0, duties.end_place)
    place = np.concatenate([visits, duties.start_place, ends])
    table = problem.travel.astype(np.int32)[:, place[:, None], place[None, :]]
    first_end = len(visits) + len(duties)
    table[:, :, first_end + np.flatnonzero(duties.end_place == NOWHERE)] = 0
    return np.ascontiguousarray(table)


def _visits(problem: PlanProblem, bounds: Bounds, allowed: Flags) -> Records:
    visits = problem.visits
    exists = bounds.closes >= visits.opens
    rows = np.zeros(len(visits), dtype=VISIT)
    rows["opens"] = visits.opens[:, 0]
    rows["closes"] = np.where(exists, bounds.closes, -1).max(axis=1, initial=-1)
    rows["late_until"], rows["home_duty"] = bounds.late_until, bounds.home_duty
    rows["duration"], rows["demand"], rows["prize"] = visits.duration, visits.demand, visits.prize
    rows["windows"], rows["able"] = exists.sum(axis=1), allowed.sum(axis=1)
    rows["worth"] = NEVER if problem.prize_first else visits.prize
    rows["counts"], rows["partner"] = 1, visits.partner
    if problem.supplies is not None:
        rows["tools"] = _mask(problem.supplies.needs)
        rows["needs"] = problem.supplies.needs.any(axis=1) | problem.supplies.uses.any(axis=1)
    locked = zip(problem.committed.routes, problem.committed.locked, strict=True)
    fast = [visit for route, first in locked for visit in visits_in(route[:first])]
    rows["fast"][fast] = 1
    rows["fast"][visits.partner[fast][visits.partner[fast] >= 0]] = 1
    return rows


def _depots(problem: PlanProblem) -> Records:
    """A stop at the depot for each duty: a visit that counts for nothing and may be left out."""
    rows = np.zeros(len(problem.duties), dtype=VISIT)
    if problem.supplies is not None:
        rows["duration"], rows["closes"], rows["windows"] = problem.supplies.stop_s, NEVER, 1
    rows["late_until"], rows["home_duty"], rows["partner"] = -1, -1, -1
    return rows


def _mask(tools: Flags) -> Ints:
    """One number for each row of tools."""
    bits: Ints = tools.astype(np.int64) @ (1 << np.arange(tools.shape[1], dtype=np.int64))
    return bits


def _parts(problem: PlanProblem, depots: int) -> Longs:
    """(N, p); no rows at all where nothing is ever needed."""
    if problem.supplies is None:
        return np.zeros((0, 0), dtype=np.int64)
    none = np.zeros((depots, problem.supplies.uses.shape[1]), dtype=np.int64)
    return np.concatenate([problem.supplies.uses, none])


def _windows(problem: PlanProblem, bounds: Bounds, depots: int) -> Longs:
    opens, closes = problem.visits.opens, bounds.closes
    order = np.argsort(closes < opens, axis=1, kind="stable")
    pairs = (np.take_along_axis(opens, order, axis=1), np.take_along_axis(closes, order, axis=1))
    mine = np.stack(pairs, axis=2)
    always = np.zeros((depots, *mine.shape[1:]), dtype=np.int64)
    always[:, 0, 1] = NEVER
    return np.ascontiguousarray(np.concatenate([mine, always]))


def _duties(problem: PlanProblem, bounds: Bounds, kinds: Ints) -> Records:
    duties, weights = problem.duties, problem.weights
    rows = np.zeros(len(duties), dtype=DUTY)
    rows["start"], rows["end"], rows["finish"] = duties.start, duties.end, bounds.finish
    rows["over"] = ends_of(problem)
    rows["mode"], rows["shift"], rows["kind"] = problem.crew.mode[duties.worker], duties.shift, kinds
    rows["breaks"] = np.bincount(problem.breaks.duty, minlength=len(duties))
    rows["locked"] = problem.committed.locked
    has_overtime = bounds.finish > duties.end
    rows["worker"], rows["tools"], rows["depot"] = duties.worker, _mask(bounds.kit), -1
    if problem.has_depot:
        rows["depot"] = len(problem.visits) + np.arange(len(duties))
    rows["pushes"] = (weights.waiting > 0) | ((weights.overtime > 0) & has_overtime)
    return rows


def _breaks(problem: PlanProblem) -> Longs:
    breaks = problem.breaks
    count = np.bincount(breaks.duty, minlength=len(problem.duties))
    table = np.zeros((len(problem.duties), max(1, int(count.max(initial=0))), 2), dtype=np.int64)
    at = ramps(count.astype(np.int64))
    table[breaks.duty, at, 0], table[breaks.duty, at, 1] = breaks.start, breaks.end
    return table


def _shifts(problem: PlanProblem, bounds: Bounds) -> Records:
    shifts = problem.limits_of_shifts
    rows = np.zeros(len(shifts), dtype=SHIFT)
    rows["span_s"], rows["booked_s"] = shifts.span_s, shifts.booked_s
    rows["most_visits"], rows["most_s"], rows["capacity"] = bounds.most_visits, bounds.most_s, bounds.capacity
    return rows


def _price(problem: PlanProblem) -> Records:
    weights, row = problem.weights, np.zeros(1, dtype=PRICE)
    for name in PRICE.names or ():
        row[name] = getattr(weights, name)
    return row


def _pair_cost(problem: PlanProblem) -> Longs:
    """Spare skill, preference and promises moved, for each visit and duty."""
    visits, crew, weights, worker = problem.visits, problem.crew, problem.weights, problem.duties.worker
    spare = crew.level[worker][:, visits.skill].T - visits.level[:, None]
    cost = weights.skill * np.maximum(spare, 0)
    if crew.preference is not None:
        cost += crew.preference[:, worker]
    is_moved = (problem.holder >= 0)[:, None] & (problem.holder[:, None] != worker)
    return np.ascontiguousarray(cost + weights.moved * is_moved, dtype=np.int64)


def _kinds(problem: PlanProblem, bounds: Bounds, allowed: Flags, pair_cost: Longs) -> Ints:
    """A number for each duty, equal where two are the same in everything while both are empty."""
    duties, shift, shifts = problem.duties, problem.duties.shift, problem.limits_of_shifts
    is_shared = np.bincount(shift, minlength=len(shifts))[shift] > 1
    has_breaks = np.bincount(problem.breaks.duty, minlength=len(duties)) > 0
    columns = np.stack(
        [
            np.where(is_shared | has_breaks, np.arange(len(duties)), -1),
            duties.start,
            duties.end,
            bounds.finish,
            duties.start_place,
            duties.end_place,
            problem.crew.mode[duties.worker],
            shifts.span_s[shift],
            shifts.booked_s[shift],
            bounds.most_visits[shift],
            bounds.most_s[shift],
            bounds.capacity[shift],
        ]
    )
    able, kit, stock = np.packbits(allowed, axis=0), bounds.kit, bounds.stock
    keys = [
        b"".join(part.tobytes() for part in (columns[:, d], able[:, d], pair_cost[:, d], kit[d], stock[d]))
        for d in range(len(duties))
    ]
    numbers: dict[bytes, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64)


def _homes(
    problem: PlanProblem, travel: Shorts, allowed: Flags, kinds: Ints
) -> tuple[Shorts, Shorts, Shorts]:
    """For each visit the nearest kinds of duty that may take it, and the duties of each kind."""
    n = len(problem.visits)
    kind_duty = np.argsort(kinds, kind="stable")
    count = np.bincount(kinds, minlength=int(kinds.max(initial=-1)) + 1)
    kind_first = np.concatenate([[0], np.cumsum(count)])
    one = kind_duty[kind_first[:-1]]
    mode = problem.crew.mode[problem.duties.worker[one]]
    nodes = n + (len(problem.duties) if problem.has_depot else 0)
    way = travel[mode, nodes + one, :n].T.astype(np.int64)
    way = np.where(allowed[:, one], way, FAR)
    homes = nearest(way, HOMES)
    return homes, kind_first.astype(np.int32), kind_duty.astype(np.int32)
