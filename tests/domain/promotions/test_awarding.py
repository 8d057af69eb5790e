from itertools import pairwise
from random import Random

import pytest

from domain.promotions.pricing.basket import Basket, PointsOffer, Tender
from domain.promotions.pricing.compile_rules import Rules
from domain.promotions.pricing.evaluate import evaluate
from domain.promotions.pricing.result import Reason
from domain.promotions.programme.awarding import Awarded, award
from domain.promotions.programme.occasion import Earning, Occasion, earning_of
from domain.promotions.programme.reversing import points_to_reverse
from domain.promotions.rules.limits import CounterKey, Measure, Scope, Usage, period_start
from domain.promotions.rules.model import Trigger
from tests.domain.promotions.making import NOW, Json, at_least, campaign, line, percent, promo, rules

PER_YUAN: Json = {"type": "points_per_money", "points": 1, "per_minor": 100}


def on_order(name: str, reward: Json, **rest: object) -> Json:
    return {**promo(name, reward), "trigger": "order_completed", **rest}


def times(bp: int) -> Json:
    return {"type": "points_multiplier", "bp": bp}


def fixed(points: int) -> Json:
    return {"type": "points", "points": points}


def completed(compiled: Rules, basket: Basket | None = None, usage: Usage | None = None) -> Awarded:
    basket = basket or Basket((line("L1", 10_050),))
    earning = earning_of(basket, evaluate(basket, compiled, NOW), compiled)
    occasion = Occasion(Trigger.ORDER_COMPLETED, basket.readings, usage or Usage(), earning)
    return award(occasion, compiled, NOW)


def points(awarded: Awarded) -> list[tuple[str, int]]:
    return [(each.promotion, each.points) for each in awarded.grants]


def test_points_per_money_are_rounded_down() -> None:
    assert points(completed(rules(on_order("base", PER_YUAN)))) == [("base", 100)]


@pytest.mark.parametrize(
    ("policy", "earned"), [("list", 100), ("after_targeted", 80), ("after_discounts", 72), ("cash", 26)]
)
def test_what_is_earned_on_is_a_policy(policy: str, earned: int) -> None:
    compiled = rules(
        on_order("base", PER_YUAN),
        promo("targeted", percent(2_000, on={"services": ["L1"]}), lane=1),
        promo("order", percent(1_000), lane=2),
        policies={"earning_base": policy},
        points_worth={"points": 1, "minor": 1},
    )
    basket = Basket((line("L1", 10_000),), points=PointsOffer(3_600, 3_600), tenders=(Tender("card", 1_000),))
    assert completed(compiled, basket).points == earned


@pytest.mark.parametrize(
    ("policy", "added"), [("highest", [0, 200]), ("add", [100, 200]), ("multiply", [100, 400])]
)
def test_multipliers_go_together_as_the_policy_says(policy: str, added: list[int]) -> None:
    compiled = rules(
        on_order("base", PER_YUAN, priority=9),
        on_order("bonus", fixed(7), priority=8),
        on_order("double", times(20_000), priority=2),
        on_order("triple", times(30_000), priority=1),
        policies={"multipliers": policy},
    )
    found = dict(points(completed(compiled)))
    assert [found["base"], found["bonus"]] == [100, 7]
    assert [found.get("double", 0), found.get("triple", 0)] == added


def test_only_the_best_of_a_group_gives_points() -> None:
    compiled = rules(
        on_order("few", fixed(5), group="g"),
        on_order("many", fixed(9), group="g"),
        on_order("else", fixed(1)),
    )
    found = completed(compiled)
    assert points(found) == [("else", 1), ("many", 9)]
    assert [(each.promotion, each.reason, each.rival) for each in found.refused] == [
        ("few", Reason.GROUP_LOST, "many")
    ]


def test_what_lost_its_group_is_not_multiplied() -> None:
    compiled = rules(
        on_order("base", PER_YUAN, group="g"),
        on_order("better", {**PER_YUAN, "points": 2}, group="g"),
        on_order("double", times(20_000)),
    )
    assert dict(points(completed(compiled))) == {"better": 201, "double": 201}


def test_a_rule_of_another_trigger_gives_nothing() -> None:
    compiled = rules(promo("review", fixed(20), trigger="review_published"), on_order("base", PER_YUAN))
    found = award(Occasion(Trigger.REVIEW_PUBLISHED, {"event.stars": 5}), compiled, NOW)
    assert points(found) == [("review", 20)]


@pytest.mark.parametrize("trigger", [each for each in Trigger if each not in (Trigger.AUTO, Trigger.CODE)])
def test_every_trigger_gives_points_and_coupons(trigger: Trigger) -> None:
    batch: Json = {
        "id": "b", "name": {"zh": "b", "en": "b"}, "promotion": "k", "kind": "issued", "size": 9,
        "valid_days": 9,
    }  # fmt: skip
    compiled = rules(
        promo("p", fixed(3), trigger=trigger.value),
        promo("c", {"type": "coupon", "batch": "b", "count": 2}, trigger=trigger.value),
        {**promo("k", percent(1_000)), "trigger": "code"},
        batches=[batch],
    )
    found = award(Occasion(trigger), compiled, NOW)
    assert points(found) == [("p", 3)]
    assert [(each.promotion, each.batch, each.count) for each in found.coupons] == [("c", "b", 2)]


def test_a_refused_award_explains_itself() -> None:
    found = completed(rules(on_order("big", fixed(50), when=at_least(20_000))))
    (refused,) = found.refused
    assert (refused.reason, found.points) == (Reason.MIN_SPEND_NOT_MET, 0)
    assert refused.explanation is not None
    assert [change.by for change in refused.explanation.remedy or ()] == [9_950]


def test_points_stay_within_limits_and_within_the_purse_of_their_campaign() -> None:
    compiled = rules(
        on_order("a", fixed(60), campaign="c", priority=2),
        on_order("b", fixed(60), campaign="c", priority=1),
        on_order(
            "d", fixed(60), limits=[{"scope": "member", "measure": "points", "at_most": 100, "period": "day"}]
        ),
        campaigns=[campaign("c", budget={"measure": "points", "at_most": 100})],
        policies={"overrun": "clip"},
    )
    zone = compiled.source.zone
    since = period_start(compiled.source.promotions[2].limits[0].period, NOW, zone)
    key = CounterKey("d", Scope.MEMBER, "m", Measure.POINTS, since)
    found = completed(compiled, usage=Usage(subjects={Scope.MEMBER: "m"}, counts={key: 75}, spent={"c": 10}))
    assert points(found) == [("a", 60), ("b", 30), ("d", 25)]
    assert found.grants[2].counters == (key,)


def test_an_occasion_without_an_order_earns_no_points_per_money() -> None:
    found = award(Occasion(Trigger.ORDER_COMPLETED), rules(on_order("base", PER_YUAN)), NOW)
    assert (found.points, [each.reason for each in found.refused]) == (0, [Reason.NOTHING_TO_DISCOUNT])
    assert Earning() == Occasion(Trigger.MANUAL).earning


def test_parts_of_a_refund_take_back_exactly_what_was_earned() -> None:
    random = Random(1)
    for _ in range(300):
        earned, price = random.randint(0, 500), random.randint(1, 900)
        steps = sorted({0, price, *(random.randint(0, price) for _ in range(5))})
        taken = [points_to_reverse(earned, price, a, b) for a, b in pairwise(steps)]
        assert sum(taken) == earned
        assert min(taken) >= 0
    assert [points_to_reverse(9, 0, 0, 0), points_to_reverse(9, 0, 1, 1)] == [9, 0]
