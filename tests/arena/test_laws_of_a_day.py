"""Whatever the rule and the luck: nobody is in two places, no step is illegal, every sum comes out."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Final

import pytest

from application.orders.force_close_order import ForceCloseOrder, ForceCloseOrderHandler
from application.orders.reassign_visit import ReassignVisit, ReassignVisitHandler
from arena import play
from arena.inputs import Durations, Roads, Storm, Trouble
from arena.measures import measure
from arena.records import DayRecord, Drive, Hand, Outcome
from arena.results import DayResult
from arena.roster import rule_named
from arena.stage import Stage
from arena.stage import played as done
from domain.orders.status import Status
from domain.shared.geo import Point
from domain.shared.ids import OrderId
from tests.arena.laws import broken, differing
from tests.arena.small_town import SIX, played, small_town

ROUGH: Final = replace(
    SIX,
    demand=replace(SIX.demand, storm=Storm(skills=("plumbing",))),
    durations=Durations(spread=2.0, worker_sigma=0.3),
    roads=Roads(sigma=0.8),
    trouble=Trouble(owner_cancels=0.25, not_at_home=0.15, drops=0.15, forgets=0.15, sick=0.4),
)
"""A day on which everything goes wrong that can."""

DAYS: Final = tuple(
    (rule, seed)
    for rule, seeds in {
        "insertion": (1, 2, 3),
        "nearest": (4, 5),
        "random": (6, 7, 8),
        "hall": (9, 10),
        "moving@0": (10, 11, 12),
        "relocation": (13,),
        "match": (14,),
    }.items()
    for seed in seeds
)


MEDDLED: Final = 3
"""So many orders are taken from people in the middle of it."""


@cache
def rough_day(rule: str, seed: int) -> tuple[DayResult, DayRecord]:
    return played(rule, seed, ROUGH)


@pytest.mark.parametrize(("rule", "seed"), DAYS)
def test_a_rough_day_breaks_no_law(rule: str, seed: int) -> None:
    result, record = rough_day(rule, seed)
    assert broken(record) == []
    assert result.fouls == ()


@pytest.mark.parametrize(("rule", "seed"), DAYS)
def test_measures_are_what_a_recount_of_the_record_finds(rule: str, seed: int) -> None:
    result, record = rough_day(rule, seed)
    assert list(differing(record, result.measures)) == []


@pytest.mark.parametrize("rule", ["insertion", "random", "hall"])
def test_an_ordinary_day_breaks_no_law(rule: str) -> None:
    result, record = played(rule, 20)
    assert broken(record) == []
    assert list(differing(record, result.measures)) == []


def test_every_wish_ends_in_one_way_and_rough_days_know_them_all() -> None:
    found: Counter[Outcome] = Counter()
    for rule, seed in DAYS:
        _, record = rough_day(rule, seed)
        mine = Counter(story.outcome for story in record.stories)
        assert mine.total() == len(record.stories) >= SIX.demand.orders
        found += mine
    assert set(found) >= set(Outcome) - {Outcome.UNFINISHED}


def test_rough_days_take_every_step_that_a_day_can_take() -> None:
    """Else the laws would be kept by saying nothing."""
    taken = {step.action for day in DAYS for story in rough_day(*day)[1].stories for step in story.steps}
    assert taken >= {
        "submit", "approve", "offer", "accept", "decline", "expire_offer", "exhaust", "open_hall", "grab",
        "depart", "arrive", "start", "complete", "confirm", "drop", "no_show", "reassign", "flag_late",
        "cancel", "force_close", "close_unserved",
    }  # fmt: skip


def test_whoever_falls_ill_before_the_break_misses_that_time_once() -> None:
    home = Point(0, 0)
    ill = ((12 * 3600, 12 * 3600 + 1800), (11 * 3600, 18 * 3600))
    busy = (Drive(0, 9 * 3600, 10 * 3600, home, home, 1000),)
    hand = Hand(0, home, "car", (("plumbing", 1),), 1.0, 8 * 3600, 18 * 3600, ill, busy)
    record = DayRecord("small", "2026-03-03", "small", "any", 1, (), (hand,))
    found = measure(record, {}, 0)
    assert found.idle == pytest.approx(2 / 3)
    assert found.load_spread == 0


def test_the_ill_are_asked_nothing_more_and_set_out_no_more() -> None:
    everybody_ill = replace(ROUGH, trouble=replace(ROUGH.trouble, sick=1.0))
    for seed in (1, 2, 3):
        result, record = played("insertion", seed, everybody_ill)
        assert broken(record) == []
        assert list(differing(record, result.measures)) == []
        taken = [
            (step.worker, step.at_s)
            for story in record.stories
            for step in story.steps
            if step.action in {"accept", "grab", "depart"}
        ]
        ill_since = {hand.number: _ill_since(hand) for hand in record.hands}
        assert taken
        assert all(worker is not None and at_s <= ill_since[worker] for worker, at_s in taken)


def _ill_since(hand: Hand) -> int:
    return min(start_s for start_s, end_s in hand.away if end_s == hand.shift_end_s)


# -- weak spots: what is taken away from people in the middle of it ----------------------------


@pytest.mark.parametrize("status", [Status.ACCEPTED, Status.EN_ROUTE, Status.ARRIVED, Status.IN_SERVICE])
def test_orders_closed_in_the_middle_of_it_leave_the_worker_free_for_the_next(status: Status) -> None:
    day = _day(3)

    def close(order_id: OrderId) -> None:
        force = ForceCloseOrder(day.stage.manager, order_id, None, "a mistake")
        done(ForceCloseOrderHandler(day.stage.new_uow, day.stage.clock)(force))

    closed = _meddle(day, status, close)
    record = day.record(day.play())
    assert len(closed) == MEDDLED
    assert broken(record) == []
    assert any(story.outcome is Outcome.SERVED for story in record.stories)
    assert not any(person.is_busy for person in day.people)


def test_a_visit_taken_away_under_way_is_driven_to_in_vain() -> None:
    day = _day(3)

    def take_away(order_id: OrderId) -> None:
        move = ReassignVisit(day.stage.manager, order_id, None, "needed elsewhere")
        done(ReassignVisitHandler(day.stage.new_uow, day.stage.clock)(move))

    moved = _meddle(day, Status.EN_ROUTE, take_away)
    record = day.record(day.play())
    assert broken(record) == []
    in_vain = [drive.order for hand in record.hands for drive in hand.drives if drive.is_in_vain]
    assert len(in_vain) == len(moved) == MEDDLED


def test_a_deadline_that_cannot_be_settled_holds_up_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """The loop looks again every second of a day, and still comes to its end, never going back in time."""
    day = _day(3)
    seen: list[int] = []
    monkeypatch.setattr(Stage, "watch_deadlines", lambda stage: seen.append(stage.agenda.now_s))
    record = day.record(day.play())
    assert len(seen) > 1_000
    assert seen == sorted(set(seen))
    assert any(story.outcome is Outcome.SERVED for story in record.stories)


def _day(seed: int) -> play._Day:
    return play._Day(small_town(), play.Game("insertion", rule_named("insertion"), "small", SIX, seed))


def _meddle(day: play._Day, status: Status, act: Callable[[OrderId], None]) -> list[OrderId]:
    """From eight on, look every five minutes for an order that stands there, and do something to it."""
    found: list[OrderId] = []

    def look() -> None:
        orders = list(day.stage.store.orders.rows.values())
        for order in [one for one in orders if one.status is status][: MEDDLED - len(found)]:
            act(order.id)
            found.append(order.id)

    for moment_s in range(8 * 3600, 18 * 3600, 300):
        day.agenda.at(moment_s, look)
    return found
