"""What holds for every price, whatever the rules."""

from dataclasses import replace
from random import Random

from domain.promotions.pricing.basket import Ask, Basket, PointsOffer, Presented, Tell, Tender
from domain.promotions.pricing.compile_rules import compile_rules
from domain.promotions.pricing.evaluate import evaluate
from domain.promotions.pricing.result import Priced, Reason
from domain.promotions.rules.read_rules import read_rules
from tests.domain.promotions.carts import Carts
from tests.domain.promotions.making import NOW, Json, amount, at_least, coupon, line, percent, promo, rules

QUICK = Ask(tell=Tell.REASONS)
WORTH: Json = {"points": 100, "minor": 100, "step": 10, "most_bp": 5_000}


def priced_at_random(seed: int, count: int) -> list[tuple[Basket, Priced]]:
    carts, found = Carts(Random(seed)), []
    for i in range(count):
        json = {**carts.rule_json(), "points_worth": WORTH}
        points = PointsOffer(available=carts.random.randint(0, 9_000), wanted=carts.random.randint(0, 9_000))
        tenders = (Tender("card", carts.random.randint(0, 500)),)
        basket = Basket(carts.lines(), points=points, tenders=tenders)
        ask = Ask(best=i % 2 == 0, tell=Tell.REASONS)
        found.append((basket, evaluate(basket, compile_rules(read_rules(json)), NOW, ask)))
    return found


def test_shares_sum_exactly_and_none_exceeds_its_line() -> None:
    with_points = 0
    for basket, priced in priced_at_random(seed=1, count=1_000):
        left = [each.list_minor for each in basket.lines]
        for applied in priced.applied:
            assert sum(applied.shares) == applied.minor
            assert all(0 <= share <= room for share, room in zip(applied.shares, left, strict=True))
            left = [room - share for room, share in zip(left, applied.shares, strict=True)]
        assert [each.price_minor for each in priced.lines] == left
        assert all(0 <= each.points_minor <= each.price_minor for each in priced.lines)
        assert sum(each.points_minor for each in priced.lines) == priced.totals.points_minor
        assert sum(each.points_used for each in priced.lines) == priced.totals.points_used
        assert sum(minor for _, minor in priced.tenders) == priced.totals.tendered_minor
        assert min(priced.totals.due_minor, priced.totals.price_minor, priced.totals.points_used) >= 0
        with_points += priced.totals.points_used > 0
    assert with_points > 200


def test_the_totals_add_up() -> None:
    for _, priced in priced_at_random(seed=2, count=300):
        totals = priced.totals
        assert totals.listed_minor - totals.discount_minor == totals.price_minor
        assert sum(each.minor for each in priced.applied) == totals.discount_minor
        assert totals.price_minor - totals.points_minor - totals.tendered_minor == totals.due_minor
        assert totals.points_minor * 2 <= totals.price_minor
        assert totals.points_used % 10 == 0


def without_search(priced: Priced) -> Priced:
    return replace(priced, search=None)


def test_an_ineligible_promotion_changes_nothing() -> None:
    carts = Carts(Random(3))
    for i in range(400):
        json, lines = carts.rule_json(), carts.lines()
        never = {**carts.promotion(99), "when": at_least(10**9), "priority": 5}
        more = {**json, "promotions": [never, *json["promotions"]]}  # type: ignore[misc]
        ask = Ask(best=i % 2 == 0, tell=Tell.REASONS)
        alone, beside = (
            evaluate(Basket(lines), compile_rules(read_rules(each)), NOW, ask) for each in (json, more)
        )
        assert without_search(beside) == without_search(
            replace(alone, refused=beside.refused, rules_version=beside.rules_version)
        )
        assert {each.promotion for each in beside.refused} == {
            "p99",
            *(each.promotion for each in alone.refused),
        }


def test_the_order_of_the_list_of_rules_does_not_matter() -> None:
    carts = Carts(Random(4))
    for i in range(400):
        json, lines = carts.rule_json(), carts.lines()
        shuffled = list(json["promotions"])  # type: ignore[call-overload]
        carts.random.shuffle(shuffled)
        ask = Ask(best=i % 2 == 0, tell=Tell.REASONS)
        first, second = (
            evaluate(Basket(lines), compile_rules(read_rules({**json, "promotions": each})), NOW, ask)
            for each in (json["promotions"], shuffled)
        )
        assert first.applied == second.applied
        assert first.lines == second.lines
        assert set(first.refused) == set(second.refused)


def test_the_winner_of_a_group_is_the_best_of_it() -> None:
    carts = Carts(Random(5))
    for _ in range(300):
        lines = carts.lines()
        rivals = [promo(f"p{i}", carts.reward(), when=carts.when(), group="g") for i in range(4)]
        alone = [evaluate(Basket(lines), rules(each), NOW, QUICK).totals.discount_minor for each in rivals]
        together = evaluate(Basket(lines), rules(*rivals), NOW, QUICK)
        assert together.totals.discount_minor == max(alone)
        assert len(together.applied) == (max(alone) > 0)


def test_priority_says_who_comes_first_and_a_loser_is_told_its_rival() -> None:
    rivals = (
        promo("small", percent(500), group="g", priority=9),
        promo("large", percent(900), group="g", priority=1),
    )
    largest = evaluate(Basket((line("L1", 1_000),)), rules(*rivals), NOW)
    highest = evaluate(
        Basket((line("L1", 1_000),)), rules(*rivals, policies={"group_winner": "highest_priority"}), NOW
    )
    assert [each.promotion for each in largest.applied] == ["large"]
    assert [each.promotion for each in highest.applied] == ["small"]
    assert [(each.promotion, each.reason, each.rival) for each in highest.refused] == [
        ("large", Reason.GROUP_LOST, "small")
    ]


def test_a_group_reaches_over_lanes() -> None:
    compiled = rules(
        promo("first", percent(500), group="g", lane=1), promo("second", percent(900), group="g", lane=2)
    )
    usual = evaluate(Basket((line("L1", 1_000),)), compiled, NOW)
    best = evaluate(Basket((line("L1", 1_000),)), compiled, NOW, Ask(best=True))
    assert [each.promotion for each in usual.applied] == ["first"]
    assert [each.promotion for each in best.applied] == ["second"]
    assert [(each.promotion, each.rival) for each in usual.refused] == [("second", "first")]


def test_a_refusal_explains_itself_with_the_amounts_of_its_turn() -> None:
    compiled = rules(
        promo("half", percent(5_000), lane=1), promo("ten", amount(100), when=at_least(1_000), lane=2)
    )
    (refused,) = evaluate(Basket((line("L1", 1_500),)), compiled, NOW).refused
    assert refused.reason is Reason.MIN_SPEND_NOT_MET
    assert refused.explanation is not None
    (miss,) = refused.explanation.misses
    assert (miss.path, miss.actual, miss.needed) == ("promotions[1].when", 750, "ge 1000")
    assert refused.explanation.remedy is not None
    assert refused.explanation.remedy[0].by == 250


def test_codes_are_told_apart() -> None:
    compiled = rules(
        coupon("ten", percent(1_000)), coupon("unique", percent(2_000)), promo("auto", percent(100))
    )
    codes = (
        Presented(" Ten "), Presented("TEN"), Presented("nothing"), Presented("K7", promotion="unique"),
        Presented("K8", promotion="auto"),
    )  # fmt: skip
    found = evaluate(Basket((line("L1", 1_000),), codes=codes), compiled, NOW)
    assert [(each.promotion, each.code) for each in found.applied] == [
        ("auto", None), ("ten", " Ten "), ("unique", "K7"),
    ]  # fmt: skip
    assert [(each.code, each.reason) for each in found.refused] == [
        ("TEN", Reason.CODE_TWICE), ("nothing", Reason.CODE_UNKNOWN), ("K8", Reason.CODE_UNKNOWN),
    ]  # fmt: skip


def test_no_more_codes_apply_than_the_policy_allows() -> None:
    compiled = rules(coupon("a", percent(1_000)), coupon("b", percent(2_000)), policies={"most_codes": 1})
    codes = (Presented("a"), Presented("b"))
    usual = evaluate(Basket((line("L1", 1_000),), codes=codes), compiled, NOW)
    best = evaluate(Basket((line("L1", 1_000),), codes=codes), compiled, NOW, Ask(best=True))
    assert [each.promotion for each in usual.applied] == ["a"]
    assert [(each.promotion, each.reason) for each in usual.refused] == [("b", Reason.TOO_MANY)]
    assert [each.promotion for each in best.applied] == ["b"]


def test_currencies_without_decimals_and_with_three_price_alike() -> None:
    for decimals in (0, 2, 3):
        compiled = rules(promo("p", percent(3_333)), decimals=decimals)
        assert evaluate(Basket((line("L1", 1_000),)), compiled, NOW).totals.price_minor == 667


def test_an_empty_basket_costs_nothing() -> None:
    found = evaluate(Basket(()), rules(promo("p", percent(3_333))), NOW)
    assert (found.totals.due_minor, found.applied) == (0, ())
    assert [each.reason for each in found.refused] == [Reason.NOTHING_TO_DISCOUNT]
