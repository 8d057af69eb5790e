"""Each reward on amounts that can be checked by hand."""

from datetime import UTC, datetime

import pytest

from domain.promotions.cart import Line, LineKind
from domain.promotions.conditions.fields import Value
from domain.promotions.faults import CartMalformed, ReadingsMalformed
from domain.promotions.money.apportion import OddMinor
from domain.promotions.pricing.basket import Basket, PointsOffer, Tender
from domain.promotions.pricing.evaluate import evaluate
from domain.promotions.pricing.paying import share_points
from domain.promotions.pricing.result import Extra, Priced, Reason
from domain.shared.time import MomentIsNaive
from tests.domain.promotions.making import NOW, Json, amount, line, percent, promo, rules

A, B, C = line("a", 1_000, units=2), line("b", 333), line("c", 90, kind=LineKind.CALL_OUT)


def cut(reward: Json, *lines: Line, **policies: str) -> list[int]:
    found = evaluate(Basket(lines or (A, B, C)), rules(promo("p", reward), policies=policies), NOW)
    return [each.discount_minor for each in found.lines]


def steps(*pairs: tuple[int, int], key: str = "bp") -> Json:
    return {"type": "stepped", "steps": [{"from_minor": start, key: worth} for start, worth in pairs]}


@pytest.mark.parametrize(
    ("reward", "shares"),
    [
        (percent(1_000), [100, 33, 9]),
        (percent(1_000, on={"services": ["b"]}), [0, 33, 0]),
        (percent(5_000, cap_minor=100), [70, 24, 6]),
        (percent(5_000, pick="cheapest_unit"), [0, 0, 45]),
        (percent(5_000, pick="dearest_unit"), [250, 0, 0]),
        ({"type": "free_call_out"}, [0, 0, 90]),
        (amount(100), [70, 24, 6]),
        (amount(100, spread="each_line"), [100, 100, 90]),
        (amount(100, spread="each_unit"), [200, 100, 90]),
        (amount(100, spread="each_unit", max_units=1), [100, 100, 90]),
        (amount(400, pick="cheapest_unit"), [0, 0, 90]),
        (amount(400, pick="dearest_unit"), [400, 0, 0]),
        (amount(10**9), [1_000, 333, 90]),
        (steps((1_500, 5_000)), [0, 0, 0]),
        (steps((0, 500), (1_423, 1_000), (2_000, 9_000)), [100, 33, 9]),
        (steps((0, 10), (1_000, 100), key="minor"), [70, 24, 6]),
        ({"type": "per_unit", "first_minor": 5, "further_minor": 7}, [12, 5, 5]),
        ({"type": "per_unit", "first_minor": 5, "further_minor": 7, "max_units": 1}, [5, 5, 5]),
        ({"type": "buy_get", "buy": 1, "get": 1}, [0, 333, 90]),
        ({"type": "buy_get", "buy": 3, "get": 1, "bp": 5_000}, [0, 0, 45]),
        ({"type": "buy_get", "buy": 4, "get": 1}, [0, 0, 0]),
        ({"type": "whole_groups", "size": 3, "minor": 50}, [100, 50, 0]),
        ({"type": "whole_groups", "size": 3, "bp": 1_000}, [100, 33, 0]),
        ({"type": "whole_groups", "size": 5, "bp": 1_000}, [0, 0, 0]),
    ],
)
def test_a_reward_takes_off_what_it_says(reward: Json, shares: list[int]) -> None:
    assert cut(reward) == shares


@pytest.mark.parametrize(
    ("rounding_at", "shares"), [("order", [4, 2, 1]), ("line", [4, 2, 2]), ("unit", [4, 2, 2])]
)
def test_where_a_percentage_is_rounded_is_a_policy(rounding_at: str, shares: list[int]) -> None:
    lines = (line("x", 14, units=2), line("y", 6), line("z", 6))
    assert cut(percent(2_500), *lines, rounding_at=rounding_at) == shares


def test_a_percentage_on_an_order_with_an_adjustment_is_of_what_is_left_of_it() -> None:
    manual = Line("m", "m", -500, kind=LineKind.ADJUSTMENT)
    assert cut(percent(1_000), line("x", 1_000), manual) == [50, 0]
    assert cut(percent(10_000), line("x", 1_000), manual) == [500, 0]
    assert cut(amount(400), line("x", 300), manual) == [0, 0]


@pytest.mark.parametrize(
    ("reward", "extra"),
    [
        ({"type": "extra_units", "service": "filter", "count": 2}, 2),
        ({"type": "extra_units", "service": "filter", "count": 1, "every_paid": 2}, 2),
        (
            {
                "type": "extra_units",
                "service": "filter",
                "count": 1,
                "every_paid": 2,
                "on": {"services": ["a"]},
            },
            1,
        ),
        ({"type": "extra_units", "service": "filter", "count": 1, "every_paid": 5}, 0),
    ],
)
def test_units_on_top_cost_nothing(reward: Json, extra: int) -> None:
    found = evaluate(Basket((A, B, C)), rules(promo("p", reward)), NOW)
    assert found.totals.discount_minor == 0
    assert [each.extra for each in found.applied] == ([Extra("filter", extra)] if extra else [])
    assert [each.reason for each in found.refused] == ([] if extra else [Reason.NOTHING_TO_DISCOUNT])


@pytest.mark.parametrize(("base", "price"), [("list", 600), ("lane", 640), ("running", 648)])
def test_what_a_second_percentage_is_taken_of_is_a_policy(base: str, price: int) -> None:
    """10 % and 10 % in the first lane, 20 % in the second."""
    compiled = rules(
        promo("a", percent(1_000), lane=1),
        promo("b", percent(1_000), lane=1),
        promo("c", percent(2_000), lane=2),
        policies={"percent_base": base},
    )
    assert evaluate(Basket((line("x", 1_000),)), compiled, NOW).totals.price_minor == price


def test_what_costs_nothing_any_more_is_not_the_cheapest() -> None:
    free = Line("free", "free", 10, markdown_bp=10_000)
    assert cut(percent(5_000, pick="cheapest_unit"), free, line("x", 100)) == [0, 50]
    assert cut(percent(5_000, pick="cheapest_unit"), free) == [0]


def points(price: int, wanted: int, **worth: int) -> Priced:
    compiled = rules(points_worth={"points": 100, "minor": 100, **worth})
    return evaluate(Basket((line("x", price),), points=PointsOffer(5_000, wanted)), compiled, NOW)


@pytest.mark.parametrize(
    ("price", "wanted", "worth", "used", "paid"),
    [
        (1_000, 300, {}, 300, 300),
        (1_000, 9_999, {}, 1_000, 1_000),
        (9_000, 9_999, {}, 5_000, 5_000),
        (1_000, 305, {"step": 100}, 300, 300),
        (1_000, 999, {"most_bp": 3_000}, 300, 300),
        (1_000, 50, {"points": 100, "minor": 1}, 0, 0),
        (1_000, 250, {"points": 100, "minor": 1}, 250, 2),
        (1_000, 250, {"points": 1, "minor": 50}, 20, 1_000),
        (0, 300, {}, 0, 0),
    ],
)
def test_points_pay_in_whole_steps_and_no_more_than_is_needed(
    price: int, wanted: int, worth: dict[str, int], used: int, paid: int
) -> None:
    totals = points(price, wanted, **worth).totals
    assert (totals.points_used, totals.points_minor, totals.due_minor) == (used, paid, price - paid)


def test_more_points_than_money_are_shared_over_the_lines_that_they_pay() -> None:
    assert share_points(700, (3, 0, 4), OddMinor.LARGEST_FRACTION_THEN_FIRST) == (300, 0, 400)
    assert share_points(5, (30, 0, 20), OddMinor.LARGEST_FRACTION_THEN_FIRST) == (3, 0, 2)


def test_tenders_pay_in_turn_and_no_more_than_is_due() -> None:
    tenders = (Tender("card", 300), Tender("wallet", 900), Tender("other", 5))
    found = evaluate(Basket((line("x", 1_000),), tenders=tenders), rules(), NOW)
    assert found.tenders == (("card", 300), ("wallet", 700), ("other", 0))
    assert (found.totals.price_minor, found.totals.due_minor) == (1_000, 0)


@pytest.mark.parametrize(
    "broken",
    [
        {"amount_minor": 10**13}, {"amount_minor": -(10**13)}, {"amount_minor": 1, "units": 0},
        {"amount_minor": 1, "units": 10**9}, {"amount_minor": 1, "markdown_bp": 10_001},
    ],
)  # fmt: skip
def test_a_line_out_of_bounds_is_refused(broken: dict[str, int]) -> None:
    with pytest.raises(CartMalformed):
        Line("L", "s", **broken)  # type: ignore[arg-type]


def test_baskets_that_cannot_be_meant_are_refused() -> None:
    for basket in (Basket((A, A)), Basket(tuple(line(f"L{i}", 1) for i in range(501)))):
        with pytest.raises(CartMalformed):
            evaluate(basket, rules(), NOW)
    with pytest.raises(CartMalformed):
        PointsOffer(-1, 5)
    with pytest.raises(CartMalformed):
        Tender("card", -1)
    with pytest.raises(MomentIsNaive):
        evaluate(Basket((A,)), rules(), datetime(2026, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("member.height", 180), ("now.clock", 5), ("member.tier", 3), ("member.is_new", 1),
        ("order.nth", True),
        ("order.nth", "3"), ("visit.weekday", 0), ("member.tags", "vip"), ("member.spent_minor", 10**13),
    ],
)  # fmt: skip
def test_readings_that_are_not_declared_so_are_refused(name: str, value: Value) -> None:
    with pytest.raises(ReadingsMalformed) as refused:
        evaluate(Basket((A,), readings={name: value}), rules(), NOW)
    assert refused.value.facts == {"field": name}


@pytest.mark.parametrize(("hour", "applies"), [(15, False), (16, True), (17, True)])
def test_the_local_time_is_that_of_the_rules_zone(hour: int, applies: bool) -> None:
    """Thursday begins in Shanghai at 16:00 UTC of Wednesday."""
    compiled = rules(promo("p", percent(1_000), when={"field": "now.weekday", "op": "eq", "value": 4}))
    found = evaluate(Basket((A,)), compiled, datetime(2026, 5, 6, hour, tzinfo=UTC))
    assert bool(found.applied) is applies
