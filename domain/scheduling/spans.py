"""The stretches of time in which a worker can travel and work: shifts, less what cuts them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from domain.scheduling.calendar import Calendar, Commitment
from domain.scheduling.placement import Obstacle
from domain.scheduling.seconds import at_or_after, at_or_before
from domain.shared.geo import Point
from domain.shared.ids import VisitId


@dataclass(frozen=True, slots=True)
class Cut:
    """[start, end) in which nothing can be scheduled; afterwards the worker starts from `place`."""

    start: int
    end: int
    place: Point
    visit_id: VisitId | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """[start, end) free for travel and work, starting at `origin`, within shift number `shift`.

    `end_obstacle` is what a visit that runs past the end runs into (`end_visit` when that is a visit).
    """

    start: int
    end: int
    origin: Point
    shift: int
    end_obstacle: Obstacle = Obstacle.ENDS_AFTER_SHIFT
    end_visit: VisitId | None = None

    def meets(self, opens: int, closes: int) -> bool:
        """Whether some second of [opens, closes] lies in the span."""
        return self.start <= closes and opens < self.end


def leave_cuts(calendar: Calendar) -> list[Cut]:
    return [
        Cut(at_or_before(leave.start), at_or_after(leave.end), calendar.base) for leave in calendar.leaves
    ]


def is_under_way(commitment: Commitment, calendar: Calendar) -> bool:
    return commitment.is_fixed and commitment.planned_start <= calendar.now


def visit_cut(commitment: Commitment, calendar: Calendar) -> Cut:
    """A visit that no route holds: under way already, or booked outside all free time."""
    start = at_or_after(commitment.planned_start)
    end = start + commitment.need.duration_s
    if is_under_way(commitment, calendar):
        end = max(end, at_or_after(calendar.now))
    return Cut(start, end, commitment.need.place, commitment.visit_id)


def free_spans(calendar: Calendar, cuts: Iterable[Cut]) -> tuple[Span, ...]:
    """The spans of all shifts, in order of time, from now on."""
    ordered = sorted(cuts, key=lambda cut: (cut.start, cut.end))
    shifts = sorted(calendar.shifts, key=lambda shift: shift.start)
    return tuple(
        span
        for number, shift in enumerate(shifts)
        for span in _less(ordered, calendar, number, (at_or_after(shift.start), at_or_before(shift.end)))
    )


def _less(cuts: Sequence[Cut], calendar: Calendar, number: int, shift: tuple[int, int]) -> Iterator[Span]:
    now = at_or_after(calendar.now)
    cursor, end = shift
    origin = calendar.base
    if cursor < now:
        cursor, origin = now, calendar.position or calendar.base
    for cut in cuts:
        if cut.end <= cursor or cut.start >= end:
            origin = _seat(cut, cursor, now, calendar, origin)
            continue
        if cut.start > cursor:
            obstacle = Obstacle.PUSHES_NEXT_LATE if cut.visit_id else Obstacle.ON_LEAVE
            yield Span(cursor, cut.start, origin, number, obstacle, cut.visit_id)
        cursor, origin = cut.end, cut.place
    if cursor < end:
        yield Span(cursor, end, origin, number)


def _seat(cut: Cut, cursor: int, now: int, calendar: Calendar, origin: Point) -> Point:
    """Where the worker is when a visit ended at this very moment and no newer position is known."""
    ends_here = cut.visit_id is not None and cut.end == cursor == now
    return cut.place if ends_here and calendar.position is None else origin
