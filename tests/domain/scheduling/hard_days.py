"""Random days with everything at once: several shifts, breaks, caps, visits that are late, moved or stray."""

from datetime import datetime, timedelta
from typing import Final

from hypothesis import strategies as st

from domain.scheduling.calendar import Calendar, Caps, Commitment, VisitNeed
from domain.scheduling.timeline import Timeline, timeline_of
from domain.shared.geo import Point
from domain.shared.time import Window
from tests.domain.scheduling.days import DAY, HOME, visit_id
from tests.domain.scheduling.test_kernel_against_simulation import PLACES, tables

LAST_S: Final = 900
MANY_CAPS: Final = (
    Caps(),
    Caps(visits=0),
    Caps(visits=2),
    Caps(load_permille=0),
    Caps(load_permille=500),
    Caps(visits=3, load_permille=800),
)
places = st.sampled_from(PLACES)


def moment(second: int, micros: int = 0) -> datetime:
    return DAY + timedelta(seconds=second, microseconds=micros)


@st.composite
def windows(draw: st.DrawFn, longest_s: int = 300) -> Window:
    """Some begin or end within a second."""
    start = moment(draw(st.integers(-60, LAST_S)), draw(st.sampled_from((0, 0, 0, 1, 500_000))))
    return Window(start, start + timedelta(seconds=draw(st.integers(1, longest_s))))


def apart(ends: list[int]) -> tuple[Window, ...]:
    """Windows between the ends in pairs; two of them may touch."""
    pairs = zip(ends[::2], ends[1::2], strict=False)
    return tuple(Window(moment(low), moment(high)) for low, high in pairs if low < high)


def sets_of_windows(least: int, most: int) -> st.SearchStrategy[tuple[Window, ...]]:
    ends = st.lists(st.integers(0, LAST_S), min_size=2 * least, max_size=2 * most).map(sorted)
    return ends.map(apart).filter(lambda found: len(found) >= least)


needs = st.builds(VisitNeed, places, windows(), st.integers(1, 120))


@st.composite
def commitments(draw: st.DrawFn) -> tuple[Commitment, ...]:
    """Planned where the window opens, or late, or where nobody works."""
    found = []
    for number in range(draw(st.integers(0, 6))):
        need = draw(needs)
        late = timedelta(seconds=draw(st.sampled_from((0, 0, 30, 200))))
        found.append(Commitment(visit_id(number + 1), need, need.window.start + late, draw(st.booleans())))
    return tuple(found)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    leaves = draw(st.lists(windows(longest_s=90), max_size=4))
    now = moment(draw(st.integers(-100, 400)), draw(st.sampled_from((0, 250_000))))
    position: Point | None = draw(st.sampled_from((None, PLACES[1])))
    shifts = draw(sets_of_windows(1, 3))
    return Calendar(now, HOME, shifts, tuple(leaves), position, draw(st.sampled_from(MANY_CAPS)))


@st.composite
def hard_days(draw: st.DrawFn) -> Timeline:
    return timeline_of(draw(calendars()), draw(commitments()), draw(tables))
