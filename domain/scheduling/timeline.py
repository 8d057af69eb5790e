"""A worker's timeline, and the one question everybody asks it: does this visit fit, and where best."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from domain.scheduling.calendar import Calendar, Commitment, VisitNeed
from domain.scheduling.load import ShiftLoad, shift_loads
from domain.scheduling.placement import Misfit, Moved, Obstacle, Placement
from domain.scheduling.route import Route, Stop, Trial, committed_stop, route_of, stop_of
from domain.scheduling.seconds import at_or_after, moment_of
from domain.scheduling.spans import Span, free_spans, is_under_way, leave_cuts, visit_cut
from domain.scheduling.travel import TravelSeconds
from domain.shared.ids import VisitId
from domain.shared.time import Window


@dataclass(frozen=True, slots=True)
class MarginalWeights:
    """What a second of added travel, a second of waiting and a permille of load cost when places compete."""

    travel: int = 1
    waiting: int = 0
    load: int = 0


SHORTEST_WAY = MarginalWeights()


@dataclass(frozen=True, slots=True)
class Timeline:
    """One route per free span and one load per shift; made by `timeline_of`, never changed.

    `open_spans` are the shifts from now on less the leaves: they tell why there is no free time where there
    is none.
    """

    calendar: Calendar
    commitments: tuple[Commitment, ...]
    routes: tuple[Route, ...]
    loads: tuple[ShiftLoad, ...]
    travel: TravelSeconds
    open_spans: tuple[Span, ...]

    def place(self, need: VisitNeed, weights: MarginalWeights = SHORTEST_WAY) -> Placement | Misfit:
        """The cheapest place that fits (the earliest of equals), or the smallest obstacle.

        O(1) per place tried, O(n) for all n + 1 places of each span.
        """
        stop = stop_of(need)
        best: tuple[int, int, Trial] | None = None
        misfit: Misfit | None = None
        for span, trial in self._trials(stop):
            obstacle = trial.obstacle or self._cap_obstacle(span, stop, trial)
            if obstacle is not None:
                misfit = _smaller(misfit, Misfit(obstacle, trial.short_s, trial.visit_id))
                continue
            cost = self._cost(span, stop, trial, weights)
            if best is None or cost < best[0]:
                best = (cost, span, trial)
        if best is not None:
            return self._placement(stop, best[1], best[2])
        return misfit or Misfit(self._why_no_span(stop))

    def place_at(self, need: VisitNeed, span: int, position: int) -> Placement | Misfit:
        """The same judgement for one given place: O(1) until it is accepted."""
        stop = stop_of(need)
        if not self.routes[span].span.meets(stop.opens, stop.closes):
            return Misfit(self._why_no_span(stop))
        trial = self.routes[span].try_at(stop, position, self.travel)
        obstacle = trial.obstacle or self._cap_obstacle(span, stop, trial)
        if obstacle is not None:
            return Misfit(obstacle, trial.short_s, trial.visit_id)
        return self._placement(stop, span, trial)

    def without(self, visit_id: VisitId) -> "Timeline":
        """The timeline as it would be if that visit were not in it: what a reschedule asks first."""
        kept = (known for known in self.commitments if known.visit_id != visit_id)
        return timeline_of(self.calendar, kept, self.travel)

    def with_visit(self, visit_id: VisitId, need: VisitNeed, placement: Placement) -> "Timeline":
        """The timeline with that visit fixed where it was placed, and what it moved moved."""
        moved = {change.visit_id: change.start for change in placement.moved}
        kept = (
            replace(known, planned_start=moved.get(known.visit_id, known.planned_start))
            for known in self.commitments
        )
        return timeline_of(self.calendar, (*kept, Commitment(visit_id, need, placement.start)), self.travel)

    def load_within(self, window: Window) -> ShiftLoad:
        """The sum over the shifts that overlap `window`, such as one local day."""
        shifts = sorted(self.calendar.shifts, key=lambda shift: shift.start)
        mine = [load for shift, load in zip(shifts, self.loads, strict=True) if shift.overlaps(window)]
        return ShiftLoad(
            sum(load.booked_s for load in mine),
            sum(load.shift_s for load in mine),
            sum(load.visits for load in mine),
        )

    def _trials(self, stop: Stop) -> Iterator[tuple[int, Trial]]:
        for number, route in enumerate(self.routes):
            if route.span.meets(stop.opens, stop.closes):
                for position in range(len(route.stops) + 1):
                    yield number, route.try_at(stop, position, self.travel)

    def _cap_obstacle(self, span: int, stop: Stop, trial: Trial) -> Obstacle | None:
        load = self.loads[self.routes[span].span.shift]
        has_room = load.has_room(self.calendar.caps, stop.duration_s, trial.extra_s)
        return None if has_room else Obstacle.DAY_FULL

    def _cost(self, span: int, stop: Stop, trial: Trial, weights: MarginalWeights) -> int:
        load = self.loads[self.routes[span].span.shift].permille
        waiting = trial.start - stop.opens
        return weights.travel * trial.extra_s + weights.waiting * waiting + weights.load * load

    def _placement(self, stop: Stop, number: int, trial: Trial) -> Placement:
        route = self.routes[number]
        return Placement(
            start=moment_of(trial.start),
            end=moment_of(trial.start + stop.duration_s),
            block=_block(trial.start, trial.travel_s, stop.duration_s),
            travel_s=trial.travel_s,
            extra_travel_s=trial.extra_s,
            waiting_s=trial.start - stop.opens,
            load_permille=self.loads[route.span.shift].permille,
            span=number,
            position=trial.position,
            moved=_moved(route, stop, trial, self.travel),
        )

    def _why_no_span(self, stop: Stop) -> Obstacle:
        whole_shifts = free_spans(self.calendar, ())
        if not any(span.meets(stop.opens, stop.closes) for span in whole_shifts):
            return Obstacle.OUTSIDE_SHIFT
        on_leave = not any(span.meets(stop.opens, stop.closes) for span in self.open_spans)
        return Obstacle.ON_LEAVE if on_leave else Obstacle.WINDOW_MISSED


def timeline_of(calendar: Calendar, commitments: Iterable[Commitment], travel: TravelSeconds) -> Timeline:
    """Build it; a visit under way, or booked outside all free time, cuts the time that is left."""
    known = tuple(sorted(commitments, key=lambda one: (one.planned_start, one.visit_id)))
    leaves = leave_cuts(calendar)
    open_spans = free_spans(calendar, leaves)
    aside = [one for one in known if is_under_way(one, calendar) or not _is_inside(one, calendar, open_spans)]
    spans = open_spans
    if aside:
        spans = free_spans(calendar, [*leaves, *(visit_cut(one, calendar) for one in aside)])
    seats: dict[int, list[Stop]] = {number: [] for number in range(len(spans))}
    for one in known:
        if one in aside:
            continue
        number = _first_ending_after(at_or_after(one.planned_start), spans)
        if number is None:
            aside.append(one)
        else:
            seats[number].append(committed_stop(one))
    routes = tuple(route_of(span, seats[number], travel) for number, span in enumerate(spans))
    cuts = [visit_cut(one, calendar) for one in aside]
    loads = shift_loads(calendar, routes, leaves, cuts)
    return Timeline(calendar, known, routes, loads, travel, open_spans)


def _is_inside(commitment: Commitment, calendar: Calendar, spans: tuple[Span, ...]) -> bool:
    start = at_or_after(max(commitment.planned_start, calendar.now))
    return any(span.start <= start < span.end for span in spans)


def _first_ending_after(second: int, spans: tuple[Span, ...]) -> int | None:
    """The span a visit belongs to; one that the visit before it has eaten into is made late, not lost."""
    number = next((number for number, span in enumerate(spans) if second < span.end), None)
    return number if number is not None or not spans else len(spans) - 1


def _smaller(known: Misfit | None, found: Misfit) -> Misfit:
    """A full day before a lack of time (the time was there), then the fewest seconds short."""
    if known is None:
        return found
    rank = (known.obstacle is not Obstacle.DAY_FULL, known.short_s)
    return found if (found.obstacle is not Obstacle.DAY_FULL, found.short_s) < rank else known


def _moved(route: Route, stop: Stop, trial: Trial, travel: TravelSeconds) -> tuple[Moved, ...]:
    """The visits behind the new one until nothing changes any more."""
    free_from, place = trial.start + stop.duration_s, stop.place
    changes: list[Moved] = []
    for number in range(trial.position, len(route.stops)):
        next_stop = route.stops[number]
        leg = travel(place, next_stop.place)
        start = max(next_stop.opens, free_from + leg)
        if start == route.earliest[number] and leg == route.legs[number]:
            break
        block, end = _block(start, leg, next_stop.duration_s), moment_of(start + next_stop.duration_s)
        changes.append(Moved(next_stop.visit_id, moment_of(start), end, block))
        free_from, place = start + next_stop.duration_s, next_stop.place
    return tuple(changes)


def _block(start: int, travel_s: int, duration_s: int) -> Window:
    return Window(moment_of(start - travel_s), moment_of(start + duration_s))
