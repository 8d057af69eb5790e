"""How long the points of a rule live: read, checked, and laid over the policy of the moment."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.loyalty.expiry import IN_DAYS, ExpiryKind
from domain.loyalty.policy import EarningPolicy
from domain.promotions.rules.rewards import terms_of
from domain.promotions.rules.terms import BY_POLICY, Life, LotTerms
from tests.domain.promotions.making import percent, promo, rule_json, rules
from tests.domain.promotions.test_read_rules import faults_of

START = datetime(2026, 1, 31, 15, tzinfo=UTC)
POLICY = EarningPolicy("CNY", 3, START, 100, cooling_off_days=7, expiry_days=365)
ZONE = ZoneInfo("Asia/Shanghai")
K = ExpiryKind


def read(kind: str = "points", **said: Any) -> LotTerms:
    worth = {
        "points": {"points": 5},
        "points_per_money": {"points": 1, "per_minor": 100},
        "points_multiplier": {"bp": 20_000},
    }[kind]
    rule = promo("p", {"type": kind, **worth, **said}, trigger="order_completed")
    return terms_of(rules(rule).by_id["p"].promotion.reward)


def faulty(**said: Any) -> set[tuple[str, str]]:
    reward = {"type": "points", "points": 5, **said}
    return faults_of(rule_json(promo("p", reward, trigger="order_completed")))


@pytest.mark.parametrize("kind", ["points", "points_per_money", "points_multiplier"])
def test_every_reward_in_points_may_say_how_long_they_live(kind: str) -> None:
    life = {"kind": "quarter_end", "months": 3}
    assert read(kind) == BY_POLICY
    assert read(kind, expiry=life, cooling_off_days=0) == LotTerms(Life(K.QUARTER_END, 3), 0)
    assert read(kind, expiry={"kind": "activity", "days": 60}) == LotTerms(Life(K.ACTIVITY, 60))


@pytest.mark.parametrize(
    ("said", "path", "code"),
    [
        ({"expiry": {"kind": "days", "months": 3}}, "expiry.months", "unknown_key"),
        ({"expiry": {"kind": "month_end", "days": 30}}, "expiry.days", "unknown_key"),
        ({"expiry": {"kind": "never", "days": 30}}, "expiry.kind", "unknown_name"),
        ({"expiry": {"kind": "days", "days": 0}}, "expiry.days", "out_of_range"),
        ({"expiry": {"kind": "months", "months": 1_201}}, "expiry.months", "out_of_range"),
        ({"expiry": {"days": 30}}, "expiry.kind", "missing"),
        ({"expiry": 30}, "expiry.kind", "missing"),
        ({"cooling_off_days": -1}, "cooling_off_days", "out_of_range"),
        ({"expiry": {"kind": "days", "days": 5}, "cooling_off_days": 5}, "cooling_off_days", "out_of_range"),
        (
            {"expiry": {"kind": "month_end", "months": 1}, "cooling_off_days": 28},
            "cooling_off_days",
            "out_of_range",
        ),
    ],
)
def test_a_life_that_cannot_be_is_refused_at_its_place(said: Any, path: str, code: str) -> None:
    assert (f"promotions[0].reward.{path}", code) in faulty(**said)


def test_money_off_says_nothing_of_lots() -> None:
    assert faults_of(rule_json(promo("p", percent(100, cooling_off_days=3)))) == {
        ("promotions[0].reward.cooling_off_days", "unknown_key")
    }
    assert terms_of(rules(promo("p", percent(100))).by_id["p"].promotion.reward) == BY_POLICY


def test_what_a_rule_does_not_say_is_the_policys() -> None:
    assert BY_POLICY.over(POLICY, ZONE) == POLICY
    assert LotTerms(cooling_off_days=0).over(POLICY, ZONE) == replace(POLICY, cooling_off_days=0)
    thirty = LotTerms(Life(K.DAYS, 30)).over(POLICY, ZONE)
    assert (thirty.expires_at(START) - START).days == 30
    assert thirty.matures_at(START) == POLICY.matures_at(START)
    quarter = LotTerms(Life(K.QUARTER_END, 1)).over(POLICY, ZONE)
    assert quarter.expires_at(START) == datetime(2026, 3, 31, 16, tzinfo=UTC)
    assert LotTerms(Life(K.ACTIVITY, 9)).over(POLICY, ZONE).expiry.sliding_days == 9


def under(life: Life, cooling: int) -> EarningPolicy:
    counts_days = life.kind in IN_DAYS
    return replace(
        POLICY,
        cooling_off_days=cooling,
        expiry_kind=life.kind,
        expiry_days=life.count if counts_days else 36_500,
        expiry_months=1 if counts_days else life.count,
    )


lives = st.builds(Life, st.sampled_from(K), st.integers(1, 1_200))
all_terms = st.builds(LotTerms, st.none() | lives, st.none() | st.integers(0, 3_650))


@given(all_terms, lives, st.integers(0, 3_650), st.integers(0, 40_000))
def test_points_of_any_terms_can_be_used_before_they_end_under_any_policy(
    terms: LotTerms, life: Life, cooling: int, hours: int
) -> None:
    policy = under(life, min(cooling, life.shortest_days - 1))
    laid = terms.over(policy, ZONE)
    at = datetime.fromtimestamp(hours * 3_600, UTC)
    assert at <= laid.matures_at(at) < laid.expires_at(at)
    assert laid.version == policy.version
    if terms.fit(policy) and terms.cooling_off_days is not None:
        assert laid.cooling_off_days == terms.cooling_off_days
    if terms.life is not None:
        assert (laid.expiry_kind, laid.expiry.count) == (terms.life.kind, terms.life.count)
