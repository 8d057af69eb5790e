"""Ask the planner every recorded question again, without any limit of time, and compare the answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from zoneinfo import ZoneInfo

from application.ports.planner import Planner
from arena.recorded.model import RecordedDay, RecordedTick
from domain.dispatching.matching import MatchAnswer, Plan
from domain.shared.ids import WorkerId

Told = Callable[[int, int], None]


class Verdict(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    CUT_SHORT = "cut short"  # by a time limit or the end of its process: another machine finds another answer
    OTHER_STREETS = "other streets"  # travel times came from another map


@dataclass(frozen=True, slots=True)
class Checked:
    """`same` of `assigned` recorded assignments came again; `words` says what is first otherwise, and why."""

    tick: RecordedTick
    verdict: Verdict
    assigned: int
    same: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    checked: tuple[Checked, ...]

    def of(self, verdict: Verdict) -> tuple[Checked, ...]:
        return tuple(one for one in self.checked if one.verdict is verdict)

    @property
    def is_broken(self) -> bool:
        return bool(self.of(Verdict.DIFFERENT))


async def verified(
    day: RecordedDay, planner: Planner, streets: str, told: Told = lambda done, of: None
) -> Verification:
    """`streets` is the digest of the map that `planner` travels on. Raises `NotADay` for a broken one."""
    found = []
    for done, tick in enumerate(day.ticks, start=1):
        found.append(await _checked(tick, planner, streets, day.zone))
        told(done, len(day.ticks))
    return Verification(tuple(found))


async def _checked(tick: RecordedTick, planner: Planner, streets: str, zone: str) -> Checked:
    count = len(tick.assigned)
    if tick.was_cut_short:
        return Checked(tick, Verdict.CUT_SHORT, count, words=f"{_at(tick, zone)}: {_why(tick)}")
    if tick.streets != streets:
        words = f"{_at(tick, zone)}: travelled on {tick.streets}, here is {streets}"
        return Checked(tick, Verdict.OTHER_STREETS, count, words=words)
    answer = await planner.match(replace(tick.asked(), deadline_s=float("inf")))
    now = _pairs(answer)
    same = len(set(tick.assigned) & set(now))
    otherwise = _first_difference(tick.assigned, now) or _plans_differ(tick.plan, answer.plan)
    if otherwise is None:
        return Checked(tick, Verdict.SAME, count, same)
    return Checked(tick, Verdict.DIFFERENT, count, same, f"{_at(tick, zone)}: {otherwise}")


def _pairs(answer: MatchAnswer) -> Plan:
    return tuple((one.visit_id, one.candidate.worker_id) for one in answer.assignments)


def _first_difference(then: Plan, now: Plan) -> str | None:
    """The first in the order in which they were carried out; None when there is none."""
    now_of, then_of = dict(now), dict(then)
    for visit_id, worker_id in then:
        if now_of.get(visit_id) != worker_id:
            return f"visit {visit_id} went to {worker_id}, and would now go to {_who(now_of.get(visit_id))}"
    for visit_id, worker_id in now:
        if visit_id not in then_of:
            return f"visit {visit_id} went to nobody, and would now go to {worker_id}"
    for (visit_id, _), (other_id, _) in zip(then, now, strict=True):
        if other_id != visit_id:
            return f"visit {visit_id} would now be carried out after visit {other_id}"
    return None


def _plans_differ(then: Plan, now: Plan) -> str | None:
    was, will = dict(then), dict(now)
    for visit_id in sorted(was.keys() | will.keys()):
        if was.get(visit_id) != will.get(visit_id):
            return (
                f"visit {visit_id} was planned for {_who(was.get(visit_id))}, "
                f"and would now be planned for {_who(will.get(visit_id))}"
            )
    return None


def _who(worker_id: WorkerId | None) -> str:
    return "nobody" if worker_id is None else str(worker_id)


def _at(tick: RecordedTick, zone: str) -> str:
    return f"{tick.asked_at.astimezone(ZoneInfo(zone)):%H:%M:%S}{' (run)' if tick.run_id else ''}"


def _why(tick: RecordedTick) -> str:
    if tick.solver_reason == "deadline":
        return f"the time limit cut it short after {tick.solve_ms} ms"
    if tick.solver_reason == "warming_up":
        return "the kernels of the search for routes were being compiled"
    if tick.solver_reason == "queue_full":
        return "too many questions waited for a solver"
    return "its process ended before it had answered"


def report_lines(found: Verification, most: int = 20) -> Sequence[str]:
    """For a terminal; of each kind the first `most` are told."""
    same, different = found.of(Verdict.SAME), found.of(Verdict.DIFFERENT)
    cut, elsewhere = found.of(Verdict.CUT_SHORT), found.of(Verdict.OTHER_STREETS)
    asked = (*same, *different)
    lines = [
        f"{len(found.checked)} questions recorded; {len(asked)} asked again: {len(same)} answered the same, "
        f"{len(different)} otherwise.",
        f"{sum(one.same for one in asked)} of {sum(one.assigned for one in asked)} assignments are the same.",
    ]
    for title, kind in (
        ("Answered otherwise:", different),
        ("Not reproducible, a limit cut them short:", cut),
        ("Not reproducible here, travel times came from another map:", elsewhere),
    ):
        if kind:
            lines += [title, *(f"  {one.words}" for one in kind[:most])]
            lines += [f"  ... and {len(kind) - most} more"] if len(kind) > most else []
    return lines
