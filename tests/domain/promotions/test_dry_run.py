"""A dry run reproduces what the live rules gave, and says what a draft would have given instead."""

from collections import Counter
from datetime import timedelta
from random import Random

from domain.promotions.pricing.basket import Ask, Basket, Tell
from domain.promotions.pricing.compile_rules import Rules
from domain.promotions.pricing.evaluate import evaluate
from domain.promotions.programme.awarding import award
from domain.promotions.programme.dry_run import PastEvent
from domain.promotions.programme.given import Given
from domain.promotions.programme.occasion import Occasion, earning_of
from domain.promotions.programme.replaying import dry_run, replay_from
from domain.promotions.rules.limits import CounterKey, Measure, Scope, Usage
from domain.promotions.rules.model import Trigger
from tests.domain.promotions.carts import Carts
from tests.domain.promotions.making import NOW, Json, at_least, campaign, line, percent, promo, rules

ONCE: Json = {"scope": "member", "at_most": 2, "period": "week"}


def live(**rest: object) -> Rules:
    return rules(
        promo("ten", percent(1_000), campaign="c", limits=[ONCE], when=at_least(3_000)),
        promo("five", percent(500), lane=150),
        promo("base", {"type": "points_per_money", "points": 1, "per_minor": 100}, trigger="order_completed"),
        promo("review", {"type": "points", "points": 20}, trigger="review_published", campaign="u"),
        campaigns=[
            campaign("c", budget={"measure": "minor", "at_most": 9_000}),
            campaign("u", budget={"measure": "uses", "at_most": 12}),
        ],
        **rest,
    )


def history(seed: int, compiled: Rules, count: int) -> list[PastEvent]:
    """What a shop would have recorded: counters and budgets kept by hand, beside the dry run's own."""
    random, carts, found = Random(seed), Carts(Random(seed)), list[PastEvent]()
    counts, spent = Counter[CounterKey](), Counter[str]()
    for i in range(count):
        member, at = random.choice("abc"), NOW + timedelta(hours=7 * i)
        usage = Usage({Scope.MEMBER: member}, counts, spent)
        if random.random() < 0.3:
            occasion = Occasion(Trigger.REVIEW_PUBLISHED, usage=usage)
            awarded = award(occasion, compiled, at)
            spent["u"] += len(awarded.grants)
            found.append(PastEvent(f"e{i}", member, at, Given(points=awarded.points), occasion=occasion))
            continue
        basket = Basket(carts.lines(), usage=usage)
        priced = evaluate(basket, compiled, at, Ask(tell=Tell.REASONS))
        for applied in priced.applied:
            spent["c"] += applied.minor if applied.campaign == "c" else 0
            for key in applied.counters:
                counts[key] += 1 if key.measure is Measure.USES else applied.minor
        occasion = Occasion(
            Trigger.ORDER_COMPLETED, usage=usage, earning=earning_of(basket, priced, compiled)
        )
        given = Given(priced.totals.discount_minor, award(occasion, compiled, at).points)
        found.append(PastEvent(f"e{i}", member, at, given, basket, occasion))
    return found


def test_the_unchanged_rules_reproduce_what_was_given() -> None:
    for seed in range(8):
        past = history(seed, live(), 80)
        run = dry_run(past, live())
        assert run.changed == ()
        assert run.total == sum_of(past)
        assert run.winners_and_losers(1, 1) == ((), ())


def sum_of(past: list[PastEvent]) -> Given:
    total = Given()
    for each in past:
        total = total.plus(each.given)
    return total


def test_the_order_in_which_events_are_given_does_not_matter() -> None:
    past = history(3, live(), 60)
    assert dry_run(past[::-1], live()) == dry_run(past, live())


def test_page_by_page_it_gives_what_it_gives_at_once() -> None:
    past, replay = history(5, live(), 60), replay_from(Usage(), live())
    for start in range(0, 60, 7):
        replay.feed(past[start : start + 7])
    assert replay.finished() == dry_run(past, live())


def test_limits_and_budgets_were_met_in_the_past_that_is_reproduced() -> None:
    run = dry_run(history(1, live(), 80), live())
    assert run.by_promotion["review"].uses == 12
    assert 8_000 < run.by_promotion["ten"].given.minor <= 9_000


def test_a_draft_shows_cost_winners_and_losers() -> None:
    compiled = rules(promo("ten", percent(1_000)))
    lines = {"a": line("L1", 2_000), "b": line("L1", 20_000), "c": line("L1", 100)}
    past = [
        PastEvent(member, member, NOW, Given(minor=each.list_minor // 10), Basket((each,)))
        for member, each in lines.items()
    ]
    assert dry_run(past, compiled).changed == ()
    draft = rules(
        promo("big", percent(1_500), when=at_least(10_000)),
        promo("small", percent(1_000), when={"amount": {}, "op": "lt", "value": 1_000}),
    )
    run = dry_run(past, draft)
    assert run.winners_and_losers(1, 1) == (("b",), ("a",))
    assert {name: each.given.minor for name, each in run.by_promotion.items()} == {"big": 3_000, "small": 10}
    assert run.cost_minor(1, 1) == 3_010
    assert run.differences()["a"] == Given(minor=-200)


def test_points_count_at_their_worth() -> None:
    compiled = rules(promo("review", {"type": "points", "points": 15}, trigger="review_published"))
    past = [PastEvent("e", "a", NOW, Given(points=10), occasion=Occasion(Trigger.REVIEW_PUBLISHED))]
    run = dry_run(past, compiled)
    assert run.cost_minor(point_minor=1, points=10) == 2
    assert run.winners_and_losers(1, 10) == (("a",), ())


def test_a_run_begins_with_the_counts_of_its_opening() -> None:
    past = history(2, live(), 40)
    run = dry_run(past, live(), opening=Usage(spent={"c": 9_000, "u": 12}))
    assert "ten" not in run.by_promotion
    assert "review" not in run.by_promotion


def test_coupons_are_counted() -> None:
    batch: Json = {
        "id": "b", "name": {"zh": "b", "en": "b"}, "promotion": "k", "kind": "issued", "size": 9,
        "valid_days": 9,
    }  # fmt: skip
    compiled = rules(
        promo("c", {"type": "coupon", "batch": "b", "count": 2}, trigger="check_in"),
        {**promo("k", percent(1_000)), "trigger": "code"},
        batches=[batch],
    )
    past = [PastEvent("e", "a", NOW, Given(), occasion=Occasion(Trigger.CHECK_IN))]
    assert dry_run(past, compiled).total == Given(coupons=2)
