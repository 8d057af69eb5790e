"""What was asked and answered comes back from JSON as it was; anything else is refused."""

import json
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.promotions.cart import Line, LineKind
from domain.promotions.pricing.basket import Ask, Basket, PointsOffer, Presented, Tender
from domain.promotions.pricing.evaluate import evaluate
from domain.promotions.pricing.result import Priced
from domain.promotions.programme.awarding import Awarded, award
from domain.promotions.programme.occasion import Earning, Occasion
from domain.promotions.rules.limits import CounterKey, Measure, Scope, Usage
from domain.promotions.rules.model import Trigger
from domain.promotions.stored import StoredMalformed, from_json, to_json
from tests.domain.promotions.carts import Carts
from tests.domain.promotions.making import NOW, at_least, coupon, percent, promo, rules

KEY = CounterKey("p", Scope.MEMBER, "anna", Measure.MINOR, date(2026, 5, 1))
BASKET = Basket(
    lines=(Line("L1", "sink", 900, 2, "home", LineKind.EXTRA, frozenset({"b", "a"}), 500),),
    readings={"member.tier": "gold", "member.tags": frozenset({"vip"}), "order.nth": 3, "place.region": None},
    codes=(Presented("TEN"), Presented("X-1", "ten")),
    usage=Usage({Scope.MEMBER: "anna"}, {KEY: 3}, {"quiet": 700}),
    points=PointsOffer(500, 100),
    tenders=(Tender("wallet", 5),),
)


def through(value: Any) -> Any:
    return from_json(type(value), json.loads(json.dumps(to_json(value))))


def test_a_basket_with_everything_in_it_comes_back_as_it_was() -> None:
    assert through(BASKET) == BASKET


@given(st.integers(0, 10_000))
def test_any_price_comes_back_with_its_refusals_and_their_explanations(seed: int) -> None:
    basket, compiled = Carts(Random(seed)).case()
    for best in (False, True):
        priced = evaluate(basket, compiled, NOW, Ask(best=best))
        assert through(priced) == priced
        assert through(basket) == basket


def test_a_refusal_with_a_set_to_join_keeps_its_remedy() -> None:
    needed = {"all": [{"field": "member.tags", "op": "has", "value": "vip"}, at_least(9_000)]}
    typed = replace(BASKET, codes=(Presented("TEN"),), readings={"member.tags": frozenset({"old"})})
    priced = evaluate(typed, rules(coupon("ten", percent(1_000), when=needed)), NOW)
    assert priced.refused[0].explanation is not None
    assert through(priced) == priced


def test_an_occasion_and_its_award_come_back_as_they_were() -> None:
    earn = promo(
        "earn", {"type": "points_per_money", "points": 1, "per_minor": 100}, trigger="order_completed"
    )
    occasion = Occasion(
        Trigger.ORDER_COMPLETED, {}, BASKET.usage, Earning(BASKET.lines, (855,), (800,), (800,))
    )
    awarded = award(occasion, rules(earn), NOW)
    assert awarded.points == 8
    assert (through(occasion), through(awarded)) == (occasion, awarded)


def broken(**changes: object) -> object:
    return {**to_json(BASKET), **changes}  # type: ignore[dict-item]


@pytest.mark.parametrize(
    "stored",
    [
        None,
        [],
        broken(more=1),
        {key: value for key, value in to_json(BASKET).items() if key != "codes"},  # type: ignore[attr-defined]
        broken(points={"available": True, "wanted": 1}),
        broken(points={"available": "9", "wanted": 1}),
        broken(codes=[["TEN"]]),
        broken(usage={"subjects": {"nobody": "x"}, "counts": [], "spent": {}}),
        broken(usage={"subjects": {}, "counts": [[1]], "spent": {}}),
    ],
)
def test_what_we_did_not_write_is_refused(stored: object) -> None:
    with pytest.raises(StoredMalformed):
        from_json(Basket, stored)


def test_a_day_that_does_not_exist_is_refused() -> None:
    stored = json.loads(json.dumps(to_json(KEY)))
    with pytest.raises(StoredMalformed):
        from_json(CounterKey, {**stored, "since": "2026-02-30"})


def test_only_dataclasses_can_be_kept() -> None:
    with pytest.raises(StoredMalformed):
        to_json(object())


def test_a_price_is_not_an_award() -> None:
    priced = evaluate(BASKET, rules(), NOW)
    assert from_json(Priced, to_json(priced)) == priced
    with pytest.raises(StoredMalformed):
        from_json(Awarded, to_json(priced))
