"""The fewest visits of a route that have to begin outside their windows, or else its duty to end later."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from dispatch_engine.planning.driving import arrive, breaks_of, first_start, legs_of, seconds_at
from dispatch_engine.planning.standing import Standing, Windows
from dispatch_engine.planning.supplies import DEPOT

ALWAYS: Final = 2**40
Key = tuple[int, bool]
"""How many visits are freed so far, and whether the duty is running over."""
Label = tuple[int, tuple[int, ...]]
"""When the duty is at its next stop's service, and which visits are freed."""


def fewest_freed(
    standing: Standing, duty: int, stops: Sequence[int], most: int
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """How many rules of time give way at least, and the freed visits: fewest first, at most `most` rules.

    Rules are freed visits and the end of the duty. A freed visit begins as soon as somebody is there. Nobody
    who comes earlier is over later, so that of all with as many freed so far, running over or not, the
    earliest is enough to know. That other routes make halves of two workers wait is left out: with it no
    fewer would do.
    """
    labels: dict[Key, Label] = {(0, False): (int(standing.problem.duties.start[duty]), ())}
    *legs, home_s = legs_of(standing.problem, duty, stops)
    for stop, leg in zip(stops, legs, strict=True):
        labels = _behind(standing, (duty, stop, leg), labels, most)
    pauses, found = breaks_of(standing.problem, duty), dict[int, tuple[int, ...]]()
    for (count, over), (clock, freed) in sorted(labels.items()):
        late = arrive(clock, home_s, pauses) > standing.bounds.finish[duty]
        rules = count + (over or late)
        if rules <= most and (rules not in found or freed < found[rules]):
            found[rules] = freed
    yield from sorted(found.items())


def _behind(
    standing: Standing, leg_to: tuple[int, int, int], labels: dict[Key, Label], most: int
) -> dict[Key, Label]:
    """The labels behind one stop more, from those before the leg to it."""
    problem, windows, (duty, stop, leg) = standing.problem, standing.bounds.windows, leg_to
    pauses, work_s, end = breaks_of(problem, duty), seconds_at(problem, stop), int(standing.ends[duty])
    free = windows if stop == DEPOT else opened(windows, [stop])
    then: dict[Key, Label] = {}

    def offer(count: int, over: bool, start: int, freed: tuple[int, ...]) -> None:
        is_late = start + work_s > end
        over |= is_late and not (stop != DEPOT and standing.bounds.may_run_over(stop, duty, start))
        label, key = (start + work_s, freed), (count, over)
        if count + over <= most and (key not in then or label < then[key]):
            then[key] = label

    for (count, over), (clock, freed) in labels.items():
        arrival = arrive(clock, leg, pauses)
        kept = first_start(problem, stop, arrival, (*windows, pauses))
        if kept is not None:
            offer(count, over, kept, freed)
        at_once = first_start(problem, stop, arrival, (*free, pauses))
        if at_once is not None and at_once != kept:
            offer(count + 1, over, at_once, (*freed, stop))
    return then


def opened(windows: Windows, visits: Sequence[int], earliest: Sequence[int] = ()) -> Windows:
    """These visits have one window, from their earliest second on."""
    opens, closes = windows[0].copy(), windows[1].copy()
    for number, visit in enumerate(visits):
        opens[visit], closes[visit] = earliest[number] if earliest else 0, -1
        closes[visit, 0] = ALWAYS
    return opens, closes


def nearest_edge(windows: Windows, visit: int, start: int) -> tuple[int, bool, int] | None:
    """By how much a start misses a visit's windows, whether it is early, and which window; None within one.

    The nearer edge counts; late where both are as far. Without any window it is early before the first one
    would open, and late from then on.
    """
    opens, closes = windows[0][visit], windows[1][visit]
    exists = np.flatnonzero(closes >= opens).tolist()
    if not exists:
        is_early = start < opens[0]
        return abs(int(opens[0] if is_early else closes[0]) - start), is_early, 0
    late = [(start - int(closes[k]), False, k) for k in exists if start > closes[k]]
    early = [(int(opens[k]) - start, True, k) for k in exists if start < opens[k]]
    return None if len(late) + len(early) < len(exists) else min(late + early)
