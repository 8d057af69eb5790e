from random import Random

import pytest

from domain.promotions.pricing.basket import Basket, PointsOffer
from domain.promotions.pricing.evaluate import evaluate
from domain.promotions.pricing.refunding import (
    Refund,
    Return,
    Returned,
    ReturnExceedsLine,
    ReturnLineUnknown,
    refund,
    whole,
)
from domain.promotions.pricing.result import Priced
from tests.domain.promotions.making import NOW, line, percent, promo, rules
from tests.domain.promotions.test_engine import WORTH, priced_at_random


def order() -> Priced:
    """10.00 for three units and 5.00 for one; 10 % off; 400 points pay 4.00."""
    compiled = rules(promo("p", percent(1_000)), points_worth=WORTH)
    lines = (line("L1", 1_000, units=3), line("L2", 500))
    return evaluate(Basket(lines, points=PointsOffer(9_000, 400)), compiled, NOW)


def test_a_whole_refund_gives_back_what_was_given() -> None:
    priced = order()
    back = whole(priced, {})
    assert (
        (back.money_minor, back.points) == (priced.totals.due_minor, priced.totals.points_used) == (950, 400)
    )
    assert back.discount_of("p") == 150


def test_one_unit_of_three_takes_its_part_of_money_points_and_discount() -> None:
    (first,) = refund(order(), [Return("L1", units=1)], {}).lines
    assert (first.value_minor, first.money_minor, first.points, first.points_minor) == (300, 211, 89, 89)
    assert first.discounts == (("p", 33),)
    assert first.after == Returned(units=1, minor=300)


def test_any_sequence_of_partial_refunds_ends_at_what_was_given() -> None:
    random, partial = Random(6), 0
    for basket, priced in priced_at_random(seed=9, count=300):
        before: dict[str, Returned] = {}
        refunds = list[Refund]()
        for _ in range(random.randint(0, 4)):
            asked = random.choice(priced.lines)
            old = before.get(asked.id, Returned())
            left = asked.price_minor - old.minor
            if left > 0 and random.random() < 0.5:
                refunds.append(refund(priced, [Return(asked.id, minor=random.randint(1, left))], before))
            elif old.units < asked.units:
                refunds.append(refund(priced, [Return(asked.id, units=1)], before))
            for each in refunds[-1].lines if refunds else ():
                before[each.line] = each.after
        partial += len(refunds) > 1
        refunds.append(whole(priced, before))
        lines = [each for one in refunds for each in one.lines]
        assert sum(one.points for one in refunds) == priced.totals.points_used
        assert (
            sum(one.money_minor for one in refunds) == priced.totals.price_minor - priced.totals.points_minor
        )
        assert all(min(each.money_minor, each.points, each.points_minor) >= 0 for each in lines)
        for applied in priced.applied:
            assert sum(one.discount_of(applied.promotion) for one in refunds) == applied.minor
        assert basket.lines
    assert partial > 100


@pytest.mark.parametrize(
    "asked", [Return("L1", units=4), Return("L1", minor=901), Return("L2", minor=451), Return("L2", units=2)]
)
def test_more_than_what_is_left_of_a_line_is_refused(asked: Return) -> None:
    with pytest.raises(ReturnExceedsLine):
        refund(order(), [asked], {})


def test_a_line_that_went_back_has_nothing_left() -> None:
    priced = order()
    back = whole(priced, {})
    after = {each.line: each.after for each in back.lines}
    assert whole(priced, after).lines == ()
    with pytest.raises(ReturnExceedsLine):
        refund(priced, [Return("L1", minor=1)], after)


@pytest.mark.parametrize("lines", [("L9",), ("L1", "L1")])
def test_lines_are_known_and_named_once(lines: tuple[str, ...]) -> None:
    with pytest.raises(ReturnLineUnknown):
        refund(order(), [Return(each, units=1) for each in lines], {})


@pytest.mark.parametrize(("units", "minor"), [(0, 0), (1, 1), (-1, 0), (0, -5), (-1, 5)])
def test_a_return_is_of_units_or_of_money(units: int, minor: int) -> None:
    with pytest.raises(ReturnLineUnknown):
        Return("L1", units=units, minor=minor)


def test_a_line_that_was_free_goes_back_by_units_with_its_discount() -> None:
    compiled = rules(promo("free", percent(10_000)))
    priced = evaluate(Basket((line("L1", 900, units=3),)), compiled, NOW)
    (back,) = refund(priced, [Return("L1", units=2)], {}).lines
    assert (back.value_minor, back.discounts) == (0, (("free", 600),))
