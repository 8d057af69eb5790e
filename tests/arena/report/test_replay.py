"""The replay's parts: lines as text, ways on streets, states, and the page around them."""

import json
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from math import hypot
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.geo.fixture import load_city
from adapters.geo.roads import build_graph, split
from arena.records import DayRecord, Outcome, Step
from arena.report.replay.build import replay_page
from arena.report.replay.facts import day_facts
from arena.report.replay.ground import ground_under
from arena.report.replay.lines import read, written
from arena.report.replay.states import State, spans
from arena.report.replay.ways import find_ways
from domain.scheduling.travel import TravelMode
from domain.shared.geo import Point, straight_m
from tests.arena.making import CITY, made_day

TOWN = load_city(CITY)
DAY = made_day(orders=60, workers=8, city=TOWN)
STEP = st.integers(-(2**31), 2**31)


@cache
def _page() -> str:
    return replay_page(DAY, TOWN)


def _metres(rows: Any) -> float:
    points = [Point(lon, lat) for lon, lat in rows]
    return sum(straight_m(a, b) for a, b in pairwise(points))


@given(st.lists(st.tuples(STEP, STEP), max_size=50))
def test_a_line_as_text_reads_back_the_same(points: list[tuple[int, int]]) -> None:
    text = written(points)
    assert read(text) == points
    assert re.fullmatch(r"[A-Za-z0-9_-]*", text)


@pytest.mark.parametrize("text", ["A", "h", "Ag"])
def test_half_a_line_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read(text)


@pytest.mark.parametrize("mode", [TravelMode.CAR, TravelMode.BICYCLE])
def test_a_way_is_as_long_as_the_shortest_one_that_travel_times_come_from(mode: TravelMode) -> None:
    pairs = [(drive.origin, drive.target) for hand in DAY.hands for drive in hand.drives][:20]
    ways = find_ways(TOWN.streets, mode, pairs)
    graph = build_graph(TOWN.streets, mode)
    for origin, target in pairs:
        (start, end), (before, after) = graph.snap(
            np.array([(origin.lon, origin.lat), (target.lon, target.lat)])
        )
        _, metres = split(graph.trees(np.array([start]), is_backward=False)[0])
        expected = float(metres[end]) + before + after
        assert _metres(ways[origin, target]) == pytest.approx(expected, rel=0.01, abs=2)
        assert tuple(ways[origin, target][0]) == (origin.lon, origin.lat)
        assert tuple(ways[origin, target][-1]) == (target.lon, target.lat)


@pytest.mark.parametrize("mode", ["car", "hovercraft"])
def test_where_no_road_leads_the_way_is_straight(mode: str) -> None:
    sea, home = Point(-71.6, -29.9), DAY.hands[0].home
    ways = find_ways(TOWN.streets, mode, [(sea, home), (home, home)])
    assert [len(way) for way in ways.values()] == [2, 2]


def test_the_page_has_every_way_within_some_metres_and_every_moment() -> None:
    ground = ground_under([s.place for s in DAY.stories], TOWN)
    assert ground.narrowing == pytest.approx(0.866, abs=0.01)
    workers: Any = day_facts(DAY, TOWN)["workers"]
    for hand, row in zip(DAY.hands, workers, strict=True):
        for drive, (order, left, there, metres, in_vain, way) in zip(hand.drives, row[10], strict=True):
            assert (order, left, there, metres) == (drive.order, drive.left_s, drive.there_s, drive.metres)
            assert bool(in_vain) == drive.is_in_vain
            (x, y), (end_x, end_y) = read(way)[0], read(way)[-1]
            step = straight_m(drive.origin, drive.target)
            assert hypot((end_x - x) * 0.866, end_y - y) * 1.112 == pytest.approx(step, rel=0.02, abs=4)


def test_an_order_goes_through_the_states_of_its_history() -> None:
    served = next(s for s in DAY.stories if s.outcome is Outcome.SERVED and len(s.steps) == 9)
    states = [span.state for span in spans(served)]
    assert states == [*State][:6]
    assert [span.worker for span in spans(served)] == [-1, *[served.worker] * 5]


@pytest.mark.parametrize(
    "outcome", [Outcome.TURNED_AWAY, Outcome.UNSERVED, Outcome.CANCELLED, Outcome.NOT_AT_HOME]
)
def test_a_loss_that_the_history_does_not_tell_ends_it(outcome: Outcome) -> None:
    story = replace(DAY.stories[0], outcome=outcome, steps=(Step(10, "approve", "READY", None),), wished_s=5)
    assert spans(story)[-1].state is State.LOST


def test_a_status_that_nobody_knows_leaves_the_state_as_it_was() -> None:
    steps = (Step(10, "offer", "OFFERED", 3), Step(20, "ponder", "PONDERED", 3))
    story = replace(DAY.stories[0], outcome=Outcome.UNFINISHED, steps=steps, wished_s=5)
    assert [span.state for span in spans(story)] == [State.WAITING, State.OFFERED]


def _facts_in(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="facts">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_the_page_holds_the_whole_day_in_itself_and_points_nowhere() -> None:
    assert _facts_in(_page()) == json.loads(json.dumps(day_facts(DAY, TOWN)))
    assert re.findall(r"[a-z]+://", _page()) == []
    assert re.findall(r"\b(?:src|href)\s*=", _page()) == []
    assert re.findall(r"url\(|@import|\bfetch\b|XMLHttpRequest|WebSocket|\bimport\b", _page()) == []
    assert "default-src 'none'" in _page()
    assert "OpenStreetMap" in _page()
    assert "{{" not in _page()


def test_words_of_the_day_cannot_leave_the_place_they_stand_in() -> None:
    evil = "</script><script>alert(1)</script><!--{{style}}\u2028&"
    page = replay_page(replace(DAY, rule=evil, currency=evil), TOWN)
    assert page.count("</script>") == _page().count("</script>")
    assert "<script>alert" not in page
    assert page.count(":root {") == _page().count(":root {")
    assert (_facts_in(page)["rule"], _facts_in(page)["currency"]) == (evil, evil)


def test_a_day_of_three_hundred_orders_and_sixty_workers_is_a_small_page() -> None:
    page = replay_page(made_day(orders=300, workers=60, city=TOWN), TOWN)
    assert 100_000 < len(page.encode()) < 1_000_000


def test_a_day_without_orders_or_workers_is_a_page_too() -> None:
    empty = DayRecord(CITY, "2026-03-10", "ample", "nearest", 1, (), ())
    assert _facts_in(replay_page(empty, TOWN))["orders"] == []
