"""Cases about time, limits, budgets, codes, and points on a price."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from domain.promotions.cart import Line
from domain.promotions.coupons.coupon import Coupon, CouponId
from domain.promotions.coupons.refusals import CouponStepIllegal
from domain.promotions.coupons.stock import Label, Stock, print_codes
from domain.promotions.pricing.basket import Basket, Presented, Tender
from domain.promotions.pricing.evaluate import evaluate
from domain.promotions.programme.awarding import award
from domain.promotions.programme.occasion import Occasion, earning_of
from domain.promotions.rules.limits import Budget, CounterKey, Measure, Scope, Usage
from domain.promotions.rules.model import Trigger
from domain.shared.ids import AccountId, OrderId
from tests.domain.promotions.conformance.cases import of_groups
from tests.domain.promotions.conformance.shop import unit_lines
from tests.domain.promotions.making import NOW, Json, amount, campaign, coupon, percent, promo, rules

Case = dict[str, Any]
CART = Basket((Line("L1", "x", 10_000),))
WHO = {Scope.MEMBER: "m"}


@of_groups("schedule")
def test_a_window_of_calendar_dates(case: Case) -> None:
    given, then = case["given"], case["then"]
    schedule = {key: given[f"{key}_date"] for key in ("from", "to") if given[f"{key}_date"] is not None}
    compiled = rules(promo("p", percent(1_000), schedule=schedule), zone="UTC")
    found = evaluate(CART, compiled, datetime.fromisoformat(given["now"]).replace(tzinfo=UTC))
    assert bool(found.applied) is then["active"]
    assert [each.reason.value for each in found.refused] == ([then["reason"]] if then["reason"] else [])


def _uses(scope: Scope, count: int) -> Usage:
    key = CounterKey("p", scope, WHO.get(scope, ""), Measure.USES, date.min)
    return Usage(subjects=WHO, counts={key: count})


@of_groups("limits")
def test_limits_are_counted(case: Case) -> None:
    given, then = case["given"], case["then"]
    if "orders" in given:
        _max_uses(given, then)
    elif "steps" in given:
        _taken_and_returned(given, then)
    else:
        compiled = rules(promo("p", percent(1_000), limits=[{"scope": "member", "at_most": 1}]))
        found = evaluate(
            Basket(CART.lines, usage=_uses(Scope.MEMBER, given["earlier_uses_by_customer"])), compiled, NOW
        )
        assert bool(found.applied) is then["ok"]
        names = {"member_limit_reached": "per_customer_limit"}
        assert [names[each.reason.value] for each in found.refused] == [then["reason"]]


def _max_uses(given: Case, then: Case) -> None:
    compiled = rules(promo("p", percent(1_000), limits=[{"scope": "total", "at_most": given["max_uses"]}]))
    accepted, rejected = list[str](), list[Case]()
    for order in given["orders"]:
        found = evaluate(Basket(CART.lines, usage=_uses(Scope.TOTAL, len(accepted))), compiled, NOW)
        if found.applied:
            accepted.append(order)
        rejected += [{"order": order, "reason": each.reason.value} for each in found.refused]
    assert {"accepted": accepted, "rejected": rejected} == then


def _taken_and_returned(given: Case, then: Case) -> None:
    """One coupon; an order that is applied or reopened tries to reserve it, and loses it when it cannot."""
    voucher, member = _printed(["code"])[0], AccountId(UUID(int=1))
    orders = {"A": OrderId(UUID(int=65)), "B": OrderId(UUID(int=66))}
    has = dict.fromkeys(orders, False)
    for step in given["steps"]:
        name, verb = step.split(".")
        if verb in ("apply", "reopen"):
            try:
                voucher = voucher.reserve(member, orders[name], NOW)
                has[name] = True
            except CouponStepIllegal:
                has[name] = False
        elif verb == "cancel":
            voucher, has[name] = voucher.release(orders[name]), False
        elif has[name]:
            voucher = voucher.use(orders[name])
    found = {f"{name}_has_discount": held for name, held in has.items()}
    assert found | {"uses": int(voucher.status == "used")} == then


def _printed(codes: list[str]) -> list[Coupon]:
    batch: Json = {
        "id": "b", "name": {"zh": "b", "en": "b"}, "promotion": "p", "kind": "printed", "size": len(codes),
        "valid_days": 9, "state": "published",
    }  # fmt: skip
    source = rules(coupon("p", percent(1_000)), batches=[batch]).source
    labels = [Label(CouponId(UUID(int=i)), code) for i, code in enumerate(codes)]
    return list(print_codes(source.batches[0], Stock(), labels, NOW)[0])


@of_groups("codes")
def test_codes_as_they_are_typed(case: Case) -> None:
    given, then = case["given"], case["then"]
    if "typed" in given:
        compiled = rules(coupon("p", percent(1_000), code=given["stored"]))
        found = evaluate(Basket(CART.lines, codes=(Presented(given["typed"]),)), compiled, NOW)
        assert bool(found.applied) is then["accepted"]
        return
    wallet = {each.code: each for each in _printed(given["codes"])}
    results = []
    for i, code in enumerate(given["attempts"]):
        order = OrderId(UUID(int=i))
        try:
            wallet[code] = wallet[code].reserve(AccountId(UUID(int=1)), order, NOW).use(order)
            results.append("ok")
        except CouponStepIllegal as refused:
            results.append(f"code_{refused.facts['status']}")
    assert results == then["results"]


@of_groups("budget")
def test_budgets_refuse_and_come_back(case: Case) -> None:
    given, then = case["given"], case["then"]
    if "pool" in given:
        _pool(case)
        return
    budget = given["budget"]
    measure = {"uses": "uses"}.get(budget["kind"], "minor")
    compiled = rules(
        promo("p", percent(10_000), campaign="c"),
        campaigns=[campaign("c", budget={"measure": measure, "at_most": budget["limit"]})],
    )
    lines = unit_lines(given.get("amounts", [10_000]))
    found = evaluate(Basket(lines, usage=Usage(spent={"c": budget["used"]})), compiled, NOW)
    drawn = len({each.campaign for each in found.applied})
    if measure == "minor":
        drawn = found.totals.discount_minor
    assert budget["used"] + drawn == then["used"]
    if "rejected" in then:
        assert [each.reason.value for each in found.refused] == [then["rejected"]]


def _pool(case: Case) -> None:
    given, results = case["given"], list[object]()
    for step in given["steps"]:
        if "cancel" in step:
            full = Budget(Measure.POINTS, given["pool"], spent=given["pool"])
            results.append({"pool_left": full.give_back(step["cancel"]).left})
            continue
        gift: Json = {"type": "points", "points": step["award"]}
        member_limit = {"scope": "member", "measure": "points", "at_most": given["per_member"]}
        compiled = rules(
            promo("p", gift, trigger="manual", campaign="c", limits=[member_limit]),
            campaigns=[campaign("c", budget={"measure": "points", "at_most": given["pool"]})],
        )
        key = CounterKey("p", Scope.MEMBER, "m", Measure.POINTS, date.min)
        usage = Usage(WHO, {key: step["has"]}, {"c": step.get("pool_used", 0)})
        found = award(Occasion(Trigger.MANUAL, usage=usage), compiled, NOW)
        names = {"member_limit_reached": "member_cap_reached", "budget_exceeded": "pool_empty"}
        results.append(*(names[each.reason.value] for each in found.refused))
    assert results == case["then"]["results"]


@of_groups("earn")
def test_points_are_earned_on_a_price(case: Case) -> None:
    given, then = case["given"], case["then"]
    only = {"on": {"tags": given["earn"]["tags"]}} if "tags" in given["earn"] else {}
    base: Json = {
        "type": "points_per_money",
        "points": given["earn"]["points_per_major"],
        "per_minor": 100,
        **only,
    }
    offers = []
    if "discount" in given:
        offers.append(promo("off", percent(given["discount"] * 10_000 // given["subtotal"])))
    if "food_discount_bp" in given:
        offers.append(promo("food", percent(given["food_discount_bp"], on={"tags": ["food"]})))
    compiled = rules({**promo("base", base), "trigger": "order_completed"}, *offers)
    card = (Tender("card", given["gift_card"]),) if "gift_card" in given else ()
    basket = Basket(_earning_lines(given), tenders=card)
    priced = evaluate(basket, compiled, NOW)
    earning = earning_of(basket, priced, compiled)
    found = {
        "points": award(Occasion(Trigger.ORDER_COMPLETED, earning=earning), compiled, NOW).points,
        "to_pay": priced.totals.due_minor,
        "total": priced.totals.price_minor,
    }
    assert {name: found[name] for name in then} == then


def _earning_lines(given: Case) -> tuple[Line, ...]:
    if "lines" not in given:
        return unit_lines([given["subtotal"]])
    return tuple(
        Line(each["sku"], each["sku"], each["unit"] * each["qty"], each["qty"], tags=frozenset(each["tags"]))
        for each in given["lines"]
    )


@of_groups("redeem")
def test_what_was_paid_beforehand_pays_the_discounted_price(case: Case) -> None:
    given, then = case["given"], case["then"]
    if "wallet" in given:
        basket = Basket(unit_lines([given["order"]]), tenders=(Tender("wallet", given["wallet"]),))
        priced = evaluate(basket, rules(), NOW)
        assert given["wallet"] - priced.totals.tendered_minor == then["wallet_after"]
        return
    totals, tenders, offers = [], [], []
    for entered in given["entered"]:
        kind, worth = entered.split(":")
        if kind == "gift_card":
            tenders.append(Tender("card", int(worth)))
        else:
            offers.append(promo("off", percent(int(worth)) if kind == "percent_bp" else amount(int(worth))))
        basket = Basket(unit_lines([given["subtotal"]]), tenders=tuple(tenders))
        totals.append(evaluate(basket, rules(*offers), NOW).totals.due_minor)
    assert totals == then["totals_after_recompute"]
