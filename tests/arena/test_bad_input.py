"""Days that cannot be, or that nobody can serve: a clear error or an honest result, in bounded time."""

from collections import Counter
from dataclasses import replace
from math import isnan
from typing import Any

import pytest

from arena.checks import InputsInvalid
from arena.inputs import Demand, Inputs
from arena.overriding import with_changes
from arena.records import Outcome
from tests.arena.laws import broken
from tests.arena.small_town import SIX, Size, played, small_town, with_pool

pytestmark = pytest.mark.timeout(60)


def test_a_day_without_workers_turns_every_wish_away() -> None:
    result, record = played("insertion", inputs=replace(SIX, workers=0))
    assert {story.outcome for story in record.stories} == {Outcome.TURNED_AWAY}
    assert (result.measures.placed, result.measures.served) == (0, 0)
    assert isnan(result.measures.km_per_order)
    assert isnan(result.measures.idle)


def test_a_town_without_services_or_without_doors_has_no_wishes() -> None:
    for emptied in ({"prices": ()}, {"addresses": ()}):
        result, record = played("insertion", town=with_pool(small_town(), **emptied))
        assert record.stories == ()
        assert result.measures.wishes == 0
        assert result.fouls == ()


def test_a_service_that_nobody_can_do_is_turned_away_and_the_others_are_not() -> None:
    pool = small_town().pool
    plumbers = tuple(one for one in pool.workers if one.skills[0].code == "plumbing")
    _, record = played(
        "insertion", inputs=replace(SIX, workers=4), town=with_pool(small_town(), workers=plumbers)
    )
    by_skill = {
        skill: {story.outcome for story in record.stories if story.skill == skill}
        for skill in ("plumbing", "cleaning")
    }
    assert Outcome.SERVED in by_skill["plumbing"]
    assert by_skill["cleaning"] <= {Outcome.TURNED_AWAY}
    assert broken(record) == []


def test_a_town_of_one_place_is_served_without_a_metre() -> None:
    result, record = played("insertion", town=small_town(Size(blocks=1)))
    assert result.measures.km_per_order == 0
    assert broken(record) == []


def test_ten_times_the_demand_is_turned_away_or_left_unserved_and_told() -> None:
    _, record = played("insertion", inputs=replace(SIX, workers=2, demand=Demand(orders=80)))
    found = Counter(story.outcome for story in record.stories)
    assert found.total() >= 80
    assert 0 < found[Outcome.SERVED] < found[Outcome.TURNED_AWAY]
    assert broken(record) == []


def test_a_day_without_orders_is_a_day_of_nothing() -> None:
    result, record = played("insertion", inputs=replace(SIX, demand=Demand(orders=0, bursts=0)))
    assert record.stories == ()
    assert result.measures.idle == 1


def test_more_workers_than_live_there_are_refused_with_how_many_do() -> None:
    with pytest.raises(InputsInvalid) as refusal:
        played("insertion", inputs=replace(SIX, workers=13))
    assert refusal.value.facts == {"field": "workers", "most": 12}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ("durations.spread=-1", "durations.spread"),
        ("durations.spread=NaN", "durations.spread"),
        ("durations.spread=Infinity", "durations.spread"),
        ("durations.spread=1e999", "durations.spread"),
        ("demand.hours=[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]", "demand.hours"),
        ("demand.hours=[1]", "demand.hours"),
        ("demand.orders=many", "demand.orders"),
        ('demand.orders="many"', "demand.orders"),
        ("demand.orders=1.5", "demand.orders"),
        ("demand.orders=", "demand.orders"),
        ("demand.orders=20001", "demand.orders"),
        ("demand.order=5", "demand.order"),
        ("demand=5", "demand"),
        ("demand.orders.more=5", "demand.orders.more"),
        ("workers=-1", "workers"),
        ("workers=null", "workers"),
        ("=5", ""),
        ("workers", "workers"),
        ("trouble.sick=1.1", "trouble.sick"),
        ("trouble.waits_s=-5", "trouble.waits_s"),
        ("trouble.review_s=[9,3]", "trouble.review_s"),
        ("demand.wait_min=1e300", "demand.wait_min"),
        ("demand.step_h=1e12", "demand.step_h"),
        ("trouble.break_s=1000000000000000", "trouble.break_s"),
        ("answers.thinks_s=1e308", "answers.thinks_s"),
        ("answers.pay_share=0", "answers.pay_share"),
        ("roads.sigma=3", "roads.sigma"),
        ("roads.exposure.rocket=-1", "roads.exposure.rocket"),
        ('demand.storm={"from_h": 9, "to_h": 8}', "demand.storm"),
        ('demand.storm={"factor": 21}', "demand.storm.factor"),
        ('city_wide=["car", "broom"]', "city_wide"),
    ],
)  # fmt: skip
def test_a_parameter_that_cannot_be_is_named(change: str, field: str) -> None:
    with pytest.raises(InputsInvalid) as refusal:
        with_changes(SIX, (change,))
    assert refusal.value.facts["field"] == field


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [
        ("durations", "spread", float("nan")),
        ("durations", "spread", float("inf")),
        ("durations", "spread", -0.1),
        ("demand", "orders", -1),
        ("trouble", "drops", float("-inf")),
        ("answers", "base", float("nan")),
    ],
)
def test_no_number_that_is_none_gets_past_the_constructor(part: str, field: str, value: Any) -> None:
    with pytest.raises(InputsInvalid) as refusal:
        replace(SIX, **{part: replace(getattr(SIX, part), **{field: value})})
    assert refusal.value.facts["field"] == f"{part}.{field}"


def test_parameters_are_changed_by_name_one_after_the_other() -> None:
    changed = with_changes(
        Inputs(),
        (
            "workers=7",
            "demand.orders=100",
            " trouble.sick =0.1",
            'demand.storm={"factor": 5}',
            "roads.exposure.car=0.5",
        ),
    )
    assert (changed.workers, changed.demand.orders, changed.trouble.sick) == (7, 100, 0.1)
    assert changed.demand.storm is not None
    assert (changed.demand.storm.factor, changed.demand.storm.from_h) == (5, 14)
    assert changed.roads.exposure["car"] == 0.5  # type: ignore[index]
    assert changed.durations == Inputs().durations


@pytest.mark.parametrize(
    "change",
    [
        "trouble.break_from_h=30", "demand.window_h=12", "demand.ahead_at_least_h=1000", "answers.ignores=1",
        "trouble.review_s=[30000,60000]", "answers.hall_look_s=0", "durations.spread=10", "trouble.drops=1",
        "trouble.forgets=1", "trouble.not_at_home=1", "trouble.owner_cancels=1", "trouble.break_s=0",
    ],
)  # fmt: skip
def test_a_strange_day_comes_to_an_honest_end(change: str) -> None:
    inputs = with_changes(replace(SIX, demand=Demand(orders=10, bursts=0)), (change,))
    _, record = played("insertion", inputs=inputs)
    assert broken(record) == []
