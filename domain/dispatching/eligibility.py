"""The hard rules that need no timeline: skill, block list, duty, area, distance."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import chain

from domain.dispatching.areas import area_holds
from domain.dispatching.failures import FORGIVABLE, Failure, FailureCode
from domain.dispatching.policy import DispatchPolicy
from domain.dispatching.requests import VisitRequest, WorkerSnapshot
from domain.shared.geo import straight_m
from domain.workforce.model import Skill


def hard_failures(
    visit: VisitRequest,
    worker: WorkerSnapshot,
    policy: DispatchPolicy,
    now: datetime,
    forgiven: frozenset[FailureCode] = frozenset(),
) -> tuple[Failure, ...]:
    """Every rule broken, in the order of `FailureCode`. Only `FORGIVABLE` codes can be forgiven."""
    return tuple(_broken(visit, worker, policy, now, forgiven & FORGIVABLE))


def first_failure(
    visit: VisitRequest, worker: WorkerSnapshot, policy: DispatchPolicy, now: datetime
) -> Failure | None:
    """The first rule broken; the rest is not looked at."""
    return next(_broken(visit, worker, policy, now, frozenset()), None)


def _broken(
    visit: VisitRequest,
    worker: WorkerSnapshot,
    policy: DispatchPolicy,
    now: datetime,
    overruled: frozenset[FailureCode],
) -> Iterator[Failure]:
    found = chain(
        _skill_failures(visit, worker),
        _personal_failures(visit, worker),
        _duty_failures(visit, worker, now),
        _place_failures(visit, worker, policy, now),
    )
    return (failure for failure in found if failure.code not in overruled)


def surplus_levels(visit: VisitRequest, worker: WorkerSnapshot) -> int:
    """By how many levels the worker is above what is needed, 0 when not above."""
    levels = [skill.level for skill in worker.skills if skill.code == visit.skill]
    return max(0, max(levels, default=0) - visit.min_level)


def _skill_failures(visit: VisitRequest, worker: WorkerSnapshot) -> Iterator[Failure]:
    held = [skill for skill in worker.skills if skill.code == visit.skill]
    high = [skill for skill in held if skill.level >= visit.min_level]
    if not held:
        yield Failure(FailureCode.SKILL_MISSING)
    elif not high:
        yield Failure(FailureCode.SKILL_LEVEL_LOW, max(skill.level for skill in held))
    elif all(skill.expires_at for skill in high) and not _lasts(high, visit):
        yield Failure(FailureCode.SKILL_EXPIRED)


def _lasts(skills: Iterable[Skill], visit: VisitRequest) -> bool:
    last_end = visit.need.window.end + timedelta(seconds=visit.need.duration_s)
    return any(skill.is_valid_at(last_end) for skill in skills)


def _personal_failures(visit: VisitRequest, worker: WorkerSnapshot) -> Iterator[Failure]:
    if worker.worker_id in visit.barred:
        yield Failure(FailureCode.BLOCKED_BY_HOMEOWNER)
    if worker.worker_id in visit.declined:
        yield Failure(FailureCode.DECLINED_BEFORE)


def _duty_failures(visit: VisitRequest, worker: WorkerSnapshot, now: datetime) -> Iterator[Failure]:
    if not worker.is_on_duty and worker.is_at_work(visit.need.window, now):
        yield Failure(FailureCode.OFF_DUTY)


def _place_failures(
    visit: VisitRequest, worker: WorkerSnapshot, policy: DispatchPolicy, now: datetime
) -> Iterator[Failure]:
    if worker.area is not None and not area_holds(worker.area, visit.need.place):
        yield Failure(FailureCode.OUTSIDE_AREA)
    if policy.radius_m is not None:
        away_m = straight_m(worker.starting_point(visit.need.window, now), visit.need.place)
        if away_m > policy.radius_m:
            yield Failure(FailureCode.TOO_FAR, round(away_m))
