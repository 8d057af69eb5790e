"""Cases about prices: shares, rewards, minimums, lanes, groups, rounding."""

from typing import Any

from domain.promotions.cart import Line
from domain.promotions.money.apportion import OddMinor, apportion
from domain.promotions.pricing.result import Priced
from tests.domain.promotions.conformance.cases import of_groups
from tests.domain.promotions.conformance.shop import (
    one,
    priced_after_each_code,
    shares,
    shop_lines,
    unit_lines,
)

Case = dict[str, Any]
MODELLED = (
    "clamp", "stack_order", "select", "best", "cap", "cheapest", "rounding", "min_spend", "buy_get", "lanes",
)  # fmt: skip


@of_groups("apportion")
def test_a_total_is_shared(case: Case) -> None:
    given, then = case["given"], case["then"]
    weights = given["weights"]
    if "percent_bp" in given:
        cut = one(
            case,
            unit_lines(weights),
            {"type": "percent", "bp": given["percent_bp"], "cap_minor": given["cap"]},
        )
        assert (shares(cut), cut.totals.discount_minor) == (then["shares"], then["sum"])
    elif "eligible" in given:
        chosen = [f"s{i}" for i, is_eligible in enumerate(given["eligible"]) if is_eligible]
        cut = one(
            case, unit_lines(weights), {"type": "amount", "minor": given["total"], "on": {"services": chosen}}
        )
        assert shares(cut) == then["shares"]
    else:
        odd = OddMinor(case["policy"]["remainder"])
        assert list(apportion(given["total"], weights, odd)) == then["shares"]


@of_groups("split")
def test_a_discount_is_split_over_goods_and_delivery(case: Case) -> None:
    given = case["given"]
    reward = (
        {"type": "amount", "minor": given["fixed_minor"]}
        if "fixed_minor" in given
        else {"type": "percent", "bp": given["percent_bp"]}
    )
    assert shares(one(case, unit_lines(given["parts"]), reward)) == case["then"]["shares"]


@of_groups("tier")
def test_a_step_is_reached(case: Case) -> None:
    given, then = case["given"], case["then"]
    key = "bp" if "base_bp" in given else "minor"
    steps = [{"from_minor": 0, key: given.get("base_bp", given.get("base"))}]
    steps += [{"from_minor": int(start), key: worth} for start, worth in given["tiers"].items()]
    lines = unit_lines([given.get("line_price", given.get("amount"))] * given.get("lines", 1))
    cut = one(case, lines, {"type": "stepped", "steps": steps})
    expected = then.get("discount_per_line", then.get("discount"))
    assert shares(cut) == [expected] * len(lines)


@of_groups("per_unit")
def test_the_first_unit_and_the_further_ones_differ(case: Case) -> None:
    given = case["given"]
    most = {"max_units": given["max_units"]} if given["max_units"] else {}
    reward = {"type": "per_unit", "first_minor": given["first"], "further_minor": given["further"], **most}
    cut = one(case, (Line("L", "s", 100_000, units=given["qty"]),), reward)
    assert cut.totals.discount_minor == case["then"]["discount"]


@of_groups("groups")
def test_only_complete_groups_count(case: Case) -> None:
    given = case["given"]
    worth = {"minor": given["flat_per_unit"]} if "flat_per_unit" in given else {"bp": given["percent_bp"]}
    cut = one(
        case, shop_lines(given["lines"]), {"type": "whole_groups", "size": given["group_size"], **worth}
    )
    assert shares(cut) == case["then"]["discount_per_line"]


@of_groups(*MODELLED)
def test_a_cart_has_its_price(case: Case) -> None:
    given = case["given"]
    prices = priced_after_each_code(case) if "promos" in given else [_short(case)]
    judge(case["then"], prices)


def _short(case: Case) -> Priced:
    """The cases that say less than a whole cart."""
    given = case["given"]
    if "offer" in given:
        offer = given["offer"]
        lines = (
            unit_lines(given["unit_prices"])
            if "unit_prices" in given
            else (Line("L", "s", given["line"]["line_total"], units=given["line"]["qty"]),)
        )
        return one(
            case,
            lines,
            {"type": "buy_get", "buy": offer["buy"], "get": offer["get"], "bp": offer["get_percent_bp"]},
        )
    if "offers" in given:
        return _rivals(case)
    if "gt" in given:
        bounds = [{"amount": {}, "op": op, "value": given[op]} for op in ("gt", "lt")]
        return one(case, unit_lines([given["subtotal"]]), {"type": "percent", "bp": 1_000}, {"all": bounds})
    if "subtotal" in given:
        return _minimum(case)
    pick = {"pick": "cheapest_unit"} if case["group"] == "cheapest" else {}
    return one(case, unit_lines(given["unit_prices"]), {**_worth(given), **pick})


def _worth(given: Case) -> Case:
    if "fixed" in given:
        return {"type": "amount", "minor": given["fixed"]}
    return {"type": "percent", "bp": given["percent_bp"]}


def _minimum(case: Case) -> Priced:
    given = case["given"]
    bare = {"line": "L1", "sku": "x", "qty": 1, "unit": given["subtotal"]}
    units = given.get("qty", 1)
    lines = [{**bare, "qty": units, "unit": given["subtotal"] // units}]
    promo = {
        "promo": "p",
        "trigger": "auto",
        "when": given["when"],
        "reward": {"type": "percent", "bp": 1_000},
    }
    return priced_after_each_code({**case, "given": {"lines": lines, "promos": [promo]}})[0]


def _rivals(case: Case) -> Priced:
    given = case["given"]
    lines = [{"line": "L1", "sku": "x", "qty": 1, "unit": given["unit"]}]
    promos = [
        {
            "promo": str(i), "trigger": "auto", "when": {}, "exclusive_group": "g",
            "reward": {**_worth(offer), "scope": "order"},
        }
        for i, offer in enumerate(given["offers"])
    ]  # fmt: skip
    return priced_after_each_code({**case, "given": {"lines": lines, "promos": promos}})[0]


def judge(then: Case, prices: list[Priced]) -> None:
    """Every statement of the case is looked at; one that is not known here fails."""
    last = prices[-1]
    discounts = {each.promotion: list(each.shares) for each in last.applied}
    names = list(discounts)
    found = {
        "total": last.totals.due_minor,
        "totals": [each.totals.due_minor for each in prices],
        "discount": last.totals.discount_minor,
        "sum": last.totals.discount_minor,
        "discount_per_line": shares(last),
        "applied": names,
        "free_units": sum(each.extra.units for each in last.applied if each.extra is not None),
        "winner": int(names[0]) if len(names) == 1 and names[0].isdigit() else None,
        "ok": bool(last.applied),
    }  # fmt: skip
    for name, expected in then.items():
        if name == "rejected":
            assert_refused(last, expected)
        elif name == "reason":
            assert [each.reason.value for each in last.refused] == [expected]
        elif name == "discount_by_promo":
            zero = [0] * len(last.lines)
            assert {each: discounts.get(each, zero) for each in expected} == expected
        else:
            assert found[name] == expected, name


def assert_refused(priced: Priced, expected: list[Case]) -> None:
    found = {(each.promotion if "promo" in want else each.code): each.reason.value
             for want in expected for each in priced.refused}  # fmt: skip
    assert len(priced.refused) == len(expected)
    for want in expected:
        reasons = want.get("reason_any_of", [want.get("reason")])
        assert found[want.get("promo", want.get("code"))] in reasons
