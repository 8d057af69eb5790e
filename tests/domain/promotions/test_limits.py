"""Limits and budgets: counted in the zone's periods, given back, never overrun."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.promotions.pricing.basket import Ask, Basket, Tell
from domain.promotions.pricing.evaluate import evaluate
from domain.promotions.pricing.result import Priced, Reason
from domain.promotions.rules.lifecycle import (
    STEPS,
    Action,
    CampaignStepIllegal,
    State,
    allowed_actions,
    next_state,
)
from domain.promotions.rules.limits import (
    Budget,
    BudgetOverdrawn,
    CounterKey,
    Measure,
    Period,
    Scope,
    Usage,
    period_start,
)
from tests.domain.promotions.making import NOW, Json, campaign, line, percent, promo, rules

WHO = {Scope.MEMBER: "m", Scope.HOUSEHOLD: "h", Scope.ADDRESS: "a", Scope.PHONE: "p", Scope.DEVICE: "d"}


def limited(limit: Json, usage: Usage, **policies: str) -> Priced:
    compiled = rules(promo("p", percent(1_000), limits=[limit]), policies=policies)
    return evaluate(Basket((line("L1", 10_000), line("L2", 5_000)), usage=usage), compiled, NOW)


def counted(scope: Scope, measure: Measure, count: int, since: date = date.min) -> Usage:
    key = CounterKey("p", scope, WHO.get(scope, ""), measure, since)
    return Usage(subjects=WHO, counts={key: count})


@pytest.mark.parametrize("scope", [Scope.TOTAL, *WHO])
def test_a_used_up_limit_refuses(scope: Scope) -> None:
    limit: Json = {"scope": scope.value, "at_most": 2}
    (applied,) = limited(limit, counted(scope, Measure.USES, 1)).applied
    assert [(key.scope, key.subject) for key in applied.counters] == [(scope, WHO.get(scope, ""))]
    (refused,) = limited(limit, counted(scope, Measure.USES, 2)).refused
    reasons = {Scope.TOTAL: Reason.MAX_USES_REACHED, Scope.MEMBER: Reason.MEMBER_LIMIT_REACHED}
    assert (refused.reason, refused.left) == (reasons.get(scope, Reason.LIMIT_REACHED), 0)


def test_what_another_member_used_does_not_count() -> None:
    other = Usage(subjects=WHO, counts={CounterKey("p", Scope.MEMBER, "x", Measure.USES, date.min): 9})
    assert limited({"scope": "member", "at_most": 1}, other).applied


def test_an_unknown_phone_is_not_counted() -> None:
    (applied,) = limited({"scope": "phone", "at_most": 1}, Usage()).applied
    assert applied.counters == ()


@pytest.mark.parametrize("measure", ["uses", "minor"])
def test_a_limit_by_device_is_not_dodged_by_telling_no_device(measure: str) -> None:
    limit: Json = {"scope": "device", "at_most": 9_999, "measure": measure}
    nameless = Usage(subjects={scope: who for scope, who in WHO.items() if scope is not Scope.DEVICE})
    found = limited(limit, nameless)
    assert found.applied == ()
    assert [(each.promotion, each.reason) for each in found.refused] == [("p", Reason.DEVICE_UNKNOWN)]
    assert limited(limit, Usage(subjects=WHO)).applied


def test_a_limit_of_a_period_starts_anew_with_it() -> None:
    limit: Json = {"scope": "member", "at_most": 1, "period": "month"}
    assert limited(limit, counted(Scope.MEMBER, Measure.USES, 1, date(2026, 4, 1))).applied
    assert limited(limit, counted(Scope.MEMBER, Measure.USES, 1, date(2026, 5, 1))).refused


@pytest.mark.parametrize(
    ("period", "start"),
    [
        (Period.DAY, date(2026, 8, 2)),
        (Period.WEEK, date(2026, 7, 27)),
        (Period.MONTH, date(2026, 8, 1)),
        (Period.QUARTER, date(2026, 7, 1)),
        (Period.YEAR, date(2026, 1, 1)),
        (Period.EVER, date.min),
    ],
)
def test_periods_begin_on_local_days(period: Period, start: date) -> None:
    evening = datetime(2026, 8, 1, 17, tzinfo=UTC)  # a Sunday morning in Shanghai
    assert period_start(period, evening, ZoneInfo("Asia/Shanghai")) == start


@pytest.mark.parametrize(("scope", "shares"), [("order", (300, 150)), ("line", (450, 450))])
def test_a_cap_cuts_to_size_whatever_the_policy(scope: str, shares: tuple[int, ...]) -> None:
    (applied,) = limited({"scope": scope, "measure": "minor", "at_most": 450}, Usage()).applied
    assert applied.shares == shares


def test_an_amount_above_what_is_left_is_refused_or_cut() -> None:
    limit: Json = {"scope": "member", "measure": "minor", "at_most": 2_000}
    usage = counted(Scope.MEMBER, Measure.MINOR, 1_100)
    (refused,) = limited(limit, usage).refused
    assert (refused.reason, refused.left) == (Reason.LIMIT_REACHED, 900)
    (applied,) = limited(limit, usage, overrun="clip").applied
    assert (applied.minor, applied.shares) == (900, (600, 300))


def with_budget(measure: str, at_most: int, spent: int, **policies: str) -> Priced:
    compiled = rules(
        promo("a", percent(1_000), campaign="c", lane=1),
        promo("b", percent(1_000), campaign="c", lane=2),
        campaigns=[campaign("c", budget={"measure": measure, "at_most": at_most})],
        policies=policies,
    )
    return evaluate(
        Basket((line("L1", 10_000),), usage=Usage(spent={"c": spent})), compiled, NOW, Ask(tell=Tell.REASONS)
    )


def test_promotions_of_one_campaign_draw_on_one_purse() -> None:
    found = with_budget("minor", 5_000, 3_500)
    assert [(each.promotion, each.minor) for each in found.applied] == [("a", 1_000)]
    assert [(each.promotion, each.reason, each.left) for each in found.refused] == [
        ("b", Reason.BUDGET_EXCEEDED, 500)
    ]
    clipped = with_budget("minor", 5_000, 3_500, overrun="clip")
    assert [each.minor for each in clipped.applied] == [1_000, 500]


def test_a_budget_of_uses_refuses_only_when_it_is_empty() -> None:
    assert len(with_budget("uses", 10, 9).applied) == 2
    assert [each.reason for each in with_budget("uses", 10, 10).refused] == [Reason.BUDGET_EXCEEDED] * 2


@pytest.mark.parametrize(
    ("state", "reason"), [("paused", Reason.PAUSED), ("ended", Reason.ENDED), ("draft", None)]
)
def test_only_a_published_campaign_applies(state: str, reason: Reason | None) -> None:
    compiled = rules(promo("a", percent(1_000), campaign="c"), campaigns=[campaign("c", state=state)])
    found = evaluate(Basket((line("L1", 10_000),)), compiled, NOW)
    assert found.applied == ()
    assert [each.reason for each in found.refused] == ([reason] if reason else [])


def test_the_campaigns_time_and_the_promotions_own_both_count() -> None:
    over, later = NOW - timedelta(days=3), NOW + timedelta(days=3)
    for schedule, reason in (
        ({"to": over.date().isoformat()}, Reason.ENDED),
        ({"from": later.date().isoformat()}, Reason.NOT_STARTED),
        ({"hours": [{"from": "01:00", "to": "02:00"}]}, Reason.OUT_OF_HOURS),
    ):
        own = rules(promo("a", percent(1_000), schedule=schedule))
        its = rules(promo("a", percent(1_000), campaign="c"), campaigns=[campaign("c", schedule=schedule)])
        for compiled in (own, its):
            found = evaluate(Basket((line("L1", 10_000),)), compiled, NOW)
            assert [each.reason for each in found.refused] == [reason]


@given(st.integers(1, 10**6), st.lists(st.tuples(st.booleans(), st.integers(0, 10**6))))
def test_a_budget_is_never_overrun_and_comes_back(at_most: int, steps: list[tuple[bool, int]]) -> None:
    budget, drawn = Budget(Measure.MINOR, at_most), list[int]()
    for is_draw, amount in steps:
        if is_draw and amount > budget.left:
            with pytest.raises(BudgetOverdrawn):
                budget.draw(amount)
        elif is_draw:
            budget = budget.draw(amount)
            drawn.append(amount)
        elif drawn:
            budget = budget.give_back(drawn.pop())
        assert 0 <= budget.spent == sum(drawn) <= at_most
        assert budget.left == at_most - sum(drawn)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", Action)
def test_a_campaign_takes_the_steps_of_its_table_and_no_other(state: State, action: Action) -> None:
    if (state, action) in STEPS:
        assert next_state(state, action) is STEPS[state, action]
        assert action in allowed_actions(state)
    else:
        assert action not in allowed_actions(state)
        with pytest.raises(CampaignStepIllegal):
            next_state(state, action)
    assert not allowed_actions(State.ENDED)
