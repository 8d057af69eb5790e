"""How much of a shift is booked."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.scheduling.calendar import Calendar, Caps
from domain.scheduling.route import Route
from domain.scheduling.seconds import at_or_after, at_or_before
from domain.scheduling.spans import Cut


@dataclass(frozen=True, slots=True)
class ShiftLoad:
    """Booked seconds (visits with the travel before each) over the seconds of the shift less its leaves."""

    booked_s: int
    shift_s: int
    visits: int

    @property
    def permille(self) -> int:
        return self.booked_s * 1000 // self.shift_s if self.shift_s > 0 else 1000

    def spare_s(self, caps: Caps) -> int | None:
        """What may still be added; 0, not less, where too much is booked: nothing may make that worse."""
        if caps.load_permille is None:
            return None
        return max(0, caps.load_permille * self.shift_s // 1000 - self.booked_s)

    def has_room(self, caps: Caps, duration_s: int, extra_travel_s: int) -> bool:
        """Whether one more visit of that length and added travel stays within the caps."""
        if caps.visits is not None and self.visits >= caps.visits:
            return False
        spare = self.spare_s(caps)
        return spare is None or duration_s + extra_travel_s <= spare


def shift_loads(
    calendar: Calendar, routes: Iterable[Route], leaves: Iterable[Cut], others: Iterable[Cut]
) -> tuple[ShiftLoad, ...]:
    """One per shift in order of time; `others` are visits that no route holds (they count without travel)."""
    routes, leaves, others = list(routes), list(leaves), list(others)
    loads: list[ShiftLoad] = []
    for number, shift in enumerate(sorted(calendar.shifts, key=lambda shift: shift.start)):
        start, end = at_or_after(shift.start), at_or_before(shift.end)
        mine = [route for route in routes if route.span.shift == number]
        aside = [cut for cut in others if start <= cut.start < end]
        booked = sum(sum(route.legs) + sum(stop.duration_s for stop in route.stops) for route in mine)
        booked += sum(cut.end - cut.start for cut in aside)
        visits = sum(len(route.stops) for route in mine) + len(aside)
        loads.append(ShiftLoad(booked, end - start - _covered(leaves, start, end), visits))
    return tuple(loads)


def _covered(cuts: Iterable[Cut], start: int, end: int) -> int:
    covered, cursor = 0, start
    for cut in sorted(cuts, key=lambda cut: cut.start):
        low, high = max(cursor, cut.start), min(end, cut.end)
        if high > low:
            covered += high - low
            cursor = high
    return covered
