"""The ready-made campaigns of the demo city: they can be read, name real services, and do what they say."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import bootstrap.seeding
from domain.promotions.cart import Line, LineKind
from domain.promotions.pricing.basket import Ask, Basket, PointsOffer, Presented
from domain.promotions.pricing.compile_rules import Rules, compile_rules
from domain.promotions.pricing.evaluate import evaluate
from domain.promotions.pricing.result import Priced
from domain.promotions.programme.awarding import award
from domain.promotions.programme.occasion import Occasion, earning_of
from domain.promotions.rules.model import PRICING, Trigger
from domain.promotions.rules.read_rules import read_rules

DATA: Final = Path(bootstrap.seeding.__file__).parent / "data"
SPRING_MORNING: Final = datetime(2026, 11, 24, 12, tzinfo=UTC)  # a Tuesday


def demo() -> Rules:
    return compile_rules(read_rules(json.loads((DATA / "la_serena_rules.json").read_text())))


def cleaning(price: int, units: int) -> Line:
    return Line("L1", "air_conditioner_cleaning", price * units, units=units, category="appliance_cleaning")


def applied(priced: Priced) -> list[tuple[str, int]]:
    return [(each.promotion, each.minor) for each in priced.applied]


def test_every_trigger_has_a_rule() -> None:
    assert {each.trigger for each in demo().source.promotions} == set(Trigger)


def test_the_services_and_categories_that_rules_name_are_in_the_catalogue() -> None:
    catalogue = json.loads((DATA / "catalogue.json").read_text())["categories"]
    categories = {each["code"] for each in catalogue}
    services = {service["code"] for each in catalogue for service in each["services"]}
    for promotion in demo().source.promotions:
        on = getattr(promotion.reward, "on", None)
        if on is not None:
            assert (on.services or set()) <= services
            assert (on.categories or set()) <= categories


def test_a_first_order_of_two_air_conditioners_on_a_weekday_morning() -> None:
    rules = demo()
    readings = {"order.nth": 1, "visit.weekday": 2, "visit.clock": 9 * 60}
    basket = Basket((cleaning(40_000, units=2),), readings, codes=(Presented("bienvenido"),))
    priced = evaluate(basket, rules, SPRING_MORNING)
    assert applied(priced) == [
        ("first_order", 12_000), ("second_unit", 20_000), ("bienvenido", 5_000),
    ]  # fmt: skip
    assert priced.totals.price_minor == 43_000
    best = evaluate(basket, rules, SPRING_MORNING, Ask(best=True))
    assert best.search is not None
    assert best.search.is_proven
    assert best.totals.price_minor <= priced.totals.price_minor


def test_a_gold_member_pays_no_call_out_earns_double_and_uses_points() -> None:
    rules = demo()
    lines = (
        Line("L1", "leak_search", 55_000, category="plumbing"),
        Line("L2", "call_out", 8_000, kind=LineKind.CALL_OUT),
    )
    basket = Basket(lines, {"member.tier": "gold", "order.nth": 9}, points=PointsOffer(900, 900))
    priced = evaluate(basket, rules, SPRING_MORNING)
    assert applied(priced) == [("gold_call_out", 8_000)]
    assert (priced.totals.points_used, priced.totals.points_minor) == (820, 16_400)
    occasion = Occasion(Trigger.ORDER_COMPLETED, basket.readings, earning=earning_of(basket, priced, rules))
    awarded = award(occasion, rules, SPRING_MORNING)
    assert [(each.promotion, each.points) for each in awarded.grants] == [("earn", 55), ("gold_double", 55)]


def test_a_draft_campaign_does_not_apply() -> None:
    basket = Basket((Line("L1", "sink_unclogging", 25_000, category="drains"),), {"order.nth": 2})
    winter = datetime(2027, 6, 1, tzinfo=UTC)
    assert evaluate(basket, demo(), winter).applied == ()


def test_every_occasion_gives_something() -> None:
    readings = {"member.streak": 3, "event.photos": 2, "event.text_length": 40, "event.stars": 5}
    for trigger in set(Trigger) - PRICING - {Trigger.ORDER_COMPLETED}:
        awarded = award(Occasion(trigger, readings), demo(), SPRING_MORNING)
        assert awarded.points > 0 or awarded.coupons
