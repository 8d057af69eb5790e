"""A shared case of prices in the words of our rules. Policies are set by configuration alone."""

from typing import Any

from domain.promotions.cart import Line
from domain.promotions.pricing.basket import Ask, Basket, Presented
from domain.promotions.pricing.compile_rules import Rules, compile_rules
from domain.promotions.pricing.evaluate import evaluate
from domain.promotions.pricing.result import Priced
from domain.promotions.rules.read_rules import read_rules
from tests.domain.promotions.making import NOW, rule_json

Given = dict[str, Any]
Json = dict[str, Any]
_POLICIES = {
    "base": "percent_base",
    "min_spend_base": "min_spend_base",
    "group_winner": "group_winner",
    "remainder": "odd_minor",
    "order": "order",
}


def policies(case: dict[str, Any]) -> dict[str, str]:
    """What the case's policies are called with us; a note is no policy, an unknown one fails."""
    found = dict[str, str]()
    for key, value in case["policy"].items():
        if key == "round":
            found["rounding"], _, found["rounding_at"] = value.partition("_per_")
        elif not key.endswith("_note"):
            found[_POLICIES[key]] = value
    return found


def shop_lines(given: list[Given], price_list_bp: int = 0) -> tuple[Line, ...]:
    return tuple(
        Line(
            id=each["line"],
            service=each["sku"],
            amount_minor=each["qty"] * each["unit"],
            units=each["qty"],
            markdown_bp=each.get("manual_discount_bp", price_list_bp),
        )
        for each in given
    )


def unit_lines(prices: list[int]) -> tuple[Line, ...]:
    return tuple(Line(f"L{i}", f"s{i}", price) for i, price in enumerate(prices))


def condition(when: Given) -> Json:
    """All that the case asks of the cart."""
    skus = {"services": when["skus"]} if "skus" in when else {}
    asked: list[Json] = []
    if when.get("min_subtotal") is not None:
        asked.append({"amount": {}, "op": "ge", "value": when["min_subtotal"]})
    if "min_running_subtotal" in when:
        asked.append({"amount": {}, "base": "running", "op": "ge", "value": when["min_running_subtotal"]})
    if when.get("min_qty") is not None:
        asked.append({"units": skus, "op": "ge", "value": when["min_qty"]})
    if "min_line_qty" in when:
        asked.append({"line_units": {}, "op": "ge", "value": when["min_line_qty"]})
    return {"all": asked} if asked else {"always": True}


def reward(given: Given) -> Json:
    on = {"on": {"services": given["skus"]}} if "skus" in given else {}
    pick = {"pick": "cheapest_unit"} if given.get("scope") == "cheapest_unit" else {}
    if given["type"] == "percent":
        cap = {"cap_minor": given["cap"]} if "cap" in given else {}
        return {"type": "percent", "bp": given["bp"], **on, **pick, **cap}
    if given["type"] == "amount":
        spread = {"spread": "each_unit"} if given["scope"] == "each_line" else {}
        units = {"max_units": given["max_units"]} if "max_units" in given else {}
        return {"type": "amount", "minor": given["minor"], **on, **spread, **units}
    assert given["type"] == "free_units"
    every = {"every_paid": given["every_paid_units"]} if "every_paid_units" in given else {}
    only = {"on": {"services": [given["sku"]]}} if every else {}
    count = given.get("free", given.get("grant"))
    return {"type": "extra_units", "service": given["sku"], "count": count, **every, **only}


def promotion(given: Given, place: int) -> Json:
    """Where a source goes by the order of its list, the list's place is the priority."""
    own = {"code": given["code"]} if "code" in given else {}
    group = {"group": given["exclusive_group"]} if "exclusive_group" in given else {}
    return {
        "id": given["promo"],
        "name": {"zh": given["promo"], "en": given["promo"]},
        "trigger": given["trigger"],
        "lane": given.get("lane", 1),
        "priority": -place,
        "when": condition(given["when"]),
        "reward": reward(given["reward"]),
        **own,
        **group,
    }


def rules_of(case: dict[str, Any], promotions: list[Json]) -> Rules:
    return compile_rules(read_rules(rule_json(*promotions, policies=policies(case))))


def one(case: dict[str, Any], lines: tuple[Line, ...], given: Json, when: Json | None = None) -> Priced:
    """The price under a single automatic promotion."""
    single = {
        "id": "p",
        "name": {"zh": "p", "en": "p"},
        "trigger": "auto",
        "reward": given,
        "when": when or {"always": True},
    }
    return evaluate(Basket(lines), rules_of(case, [single]), NOW)


def priced_after_each_code(case: dict[str, Any]) -> list[Priced]:
    """One price for each code entered, or one in all."""
    given = case["given"]
    rules = rules_of(case, [promotion(each, place) for place, each in enumerate(given["promos"])])
    lines = shop_lines(given["lines"], given.get("price_list_bp", 0))
    codes = tuple(Presented(code) for code in given.get("codes", ()))
    upto = range(1, len(codes) + 1) if given.get("after_each_code") else (len(codes),)
    return [evaluate(Basket(lines, codes=codes[:k]), rules, NOW, Ask()) for k in upto]


def shares(priced: Priced) -> list[int]:
    return [line.discount_minor for line in priced.lines]
