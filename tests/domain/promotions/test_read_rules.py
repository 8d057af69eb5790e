"""Rules that cannot mean anything are refused when saved, with the place of every fault."""

from typing import Any

import pytest

from domain.promotions.faults import RulesFaulty
from domain.promotions.policies import EarningBase
from domain.promotions.pricing.compile_rules import compile_rules
from domain.promotions.rules.lifecycle import State
from domain.promotions.rules.limits import Measure, Period, Scope
from domain.promotions.rules.model import CAMPAIGN_LANE, COUPON_LANE, BatchKind, Trigger
from domain.promotions.rules.read_rules import read_rules
from domain.promotions.rules.rewards import Percent
from tests.domain.promotions.making import Json, amount, campaign, coupon, percent, promo, rule_json

NAME = {"zh": "名", "en": "name"}
BATCH: Json = {
    "id": "b",
    "name": NAME,
    "promotion": "p",
    "kind": "claimed",
    "size": 100,
    "valid_days": 30,
}
TIERS: Json = {
    "measure": "points",
    "qualifying_days": 365,
    "kept_days": 365,
    "tiers": [
        {"code": "basic", "name": NAME, "at_least": 0},
        {"code": "gold", "name": NAME, "at_least": 1000},
    ],
}


def faults_of(json: object) -> set[tuple[str, str]]:
    with pytest.raises(RulesFaulty) as refused:
        read_rules(json)
    return {(fault.path, fault.code.value) for fault in refused.value.faults}


def of_reward(**reward: Any) -> set[tuple[str, str]]:
    return faults_of(rule_json(promo("p", reward)))


def test_a_full_set_of_rules_is_read() -> None:
    rules = read_rules(
        rule_json(
            promo(
                "p",
                percent(1_000),
                campaign="c",
                limits=[{"scope": "member", "at_most": 1, "period": "month"}],
            ),
            coupon("k", {"type": "free_call_out"}, code="SPRING"),
            promo(
                "e", {"type": "points_per_money", "points": 1, "per_minor": 100}, trigger="order_completed"
            ),
            promo("g", {"type": "coupon", "batch": "b"}, trigger="birthday"),
            campaigns=[
                campaign("c", budget={"measure": "minor", "at_most": 5}, schedule={"to": "2026-12-31"})
            ],
            batches=[BATCH],
            tiers=TIERS,
            groups=[{"id": "g", "priority": 3}],
            policies={"earning_base": "cash", "most_codes": 2},
            points_worth={"points": 100, "minor": 100},
        )
    )
    p, k, e, _ = rules.promotions
    assert (p.lane, k.lane, e.trigger) == (CAMPAIGN_LANE, COUPON_LANE, Trigger.ORDER_COMPLETED)
    assert isinstance(k.reward, Percent)
    assert (p.limits[0].scope, p.limits[0].measure, p.limits[0].period) == (
        Scope.MEMBER,
        Measure.USES,
        Period.MONTH,
    )
    assert rules.batches[0].kind is BatchKind.CLAIMED
    assert rules.batches[0].state is State.DRAFT
    assert (rules.policies.earning_base, rules.policies.most_codes) == (EarningBase.CASH, 2)
    assert rules.ladder is not None
    assert compile_rules(rules).by_code["spring"].promotion is k


@pytest.mark.parametrize(
    ("reward", "path", "code"),
    [
        ({"type": "gift"}, "type", "unknown_name"),
        ({}, "type", "missing"),
        (percent(0), "bp", "out_of_range"),
        (percent(10_001), "bp", "out_of_range"),
        (percent(100, cap=5), "cap", "unknown_key"),
        (percent(100, cap_minor=-5), "cap_minor", "out_of_range"),
        (percent(100, pick="best"), "pick", "unknown_name"),
        (percent(100, on={"services": []}), "on.services", "empty"),
        (amount(10**13), "minor", "out_of_range"),
        (amount(-1), "minor", "out_of_range"),
        ({"type": "amount", "minor": "5"}, "minor", "wrong_type"),
        ({"type": "stepped", "steps": []}, "steps", "empty"),
        ({"type": "stepped", "steps": [{"from_minor": 0, "bp": 1, "minor": 1}]}, "steps[0]", "unknown_key"),
        (
            {"type": "stepped", "steps": [{"from_minor": 5, "bp": 1}, {"from_minor": 5, "bp": 2}]},
            "steps",
            "not_ascending",
        ),
        (
            {"type": "stepped", "steps": [{"from_minor": 5, "bp": 2}, {"from_minor": 6, "bp": 1}]},
            "steps",
            "not_ascending",
        ),
        (
            {"type": "stepped", "steps": [{"from_minor": 5, "bp": 2}, {"from_minor": 6, "minor": 1}]},
            "steps",
            "not_ascending",
        ),
        ({"type": "buy_get", "buy": 0, "get": 1}, "buy", "out_of_range"),
        ({"type": "whole_groups", "size": 2, "bp": 1, "minor": 1}, "", "unknown_key"),
        ({"type": "whole_groups", "size": 2}, "minor", "missing"),
        ({"type": "extra_units", "service": "", "count": 1}, "service", "out_of_range"),
        ({"type": "per_unit", "first_minor": -1, "further_minor": 0}, "first_minor", "out_of_range"),
        ({"type": "points", "points": 10**10}, "points", "out_of_range"),
        ({"type": "points_multiplier", "bp": 5_000}, "bp", "out_of_range"),
        ({"type": "coupon", "batch": "b", "count": 0}, "count", "out_of_range"),
    ],
)
def test_a_faulty_reward_is_refused(reward: Json, path: str, code: str) -> None:
    below = ".".join(filter(None, ("promotions[0].reward", path)))
    assert (below, code) in faults_of(rule_json(promo("p", reward)))


@pytest.mark.parametrize(
    ("rest", "path", "code"),
    [
        ({"schedule": {"zone": "Mars/Olympus"}}, "schedule.zone", "zone_unknown"),
        ({"schedule": {"zone": "../../etc/passwd"}}, "schedule.zone", "zone_unknown"),
        ({"schedule": {"from": "2026-02-30"}}, "schedule.from", "wrong_type"),
        ({"schedule": {"from": "2026-02-03T10:00+08:00"}}, "schedule.from", "wrong_type"),
        ({"schedule": {"to": "9999-12-31"}}, "schedule.to", "wrong_type"),
        ({"schedule": {"from": "2026-02-03", "to": "2026-02-02"}}, "schedule", "ends_before_start"),
        (
            {"schedule": {"from": "2026-02-03T10:00", "to": "2026-02-03T10:00"}},
            "schedule",
            "ends_before_start",
        ),
        ({"schedule": {"hours": [{"from": "8", "to": "09:00"}]}}, "schedule.hours[0].from", "wrong_type"),
        (
            {"schedule": {"hours": [{"weekdays": [0], "from": "08:00", "to": "09:00"}]}},
            "schedule.hours[0].weekdays[0]",
            "out_of_range",
        ),
        ({"limits": [{"scope": "planet", "at_most": 1}]}, "limits[0].scope", "unknown_name"),
        ({"limits": [{"scope": "member", "at_most": 0}]}, "limits[0].at_most", "out_of_range"),
        ({"limits": [{"scope": "order", "at_most": 1}]}, "limits[0].scope", "does_not_fit_trigger"),
        (
            {"limits": [{"scope": "order", "measure": "uses", "at_most": 1}]},
            "limits[0].measure",
            "does_not_fit_trigger",
        ),
        (
            {"limits": [{"scope": "member", "measure": "points", "at_most": 1}]},
            "limits[0].measure",
            "does_not_fit_trigger",
        ),
        ({"trigger": "full_moon"}, "trigger", "unknown_name"),
        ({"trigger": "birthday"}, "reward", "does_not_fit_trigger"),
        ({"code": "X"}, "code", "does_not_fit_trigger"),
        ({"lane": 1_000}, "lane", "out_of_range"),
        ({"priority": True}, "priority", "wrong_type"),
        ({"group": "a b"}, "group", "wrong_type"),
        ({"campaign": "none"}, "campaign", "unknown_name"),
        ({"when": {"field": "nobody", "op": "eq", "value": 1}}, "when.field", "unknown_field"),
        ({"name": {"zh": "x"}}, "name.en", "missing"),
        ({"id": "p q"}, "id", "wrong_type"),
        ({"colour": "red"}, "colour", "unknown_key"),
    ],
)
def test_a_faulty_promotion_is_refused(rest: Json, path: str, code: str) -> None:
    assert (f"promotions[0].{path}", code) in faults_of(rule_json(promo("p", percent(1_000)) | rest))


@pytest.mark.parametrize(
    ("rest", "path", "code"),
    [
        ({"zone": "Nowhere"}, "zone", "zone_unknown"),
        ({"zone": "localtime"}, "zone", "zone_unknown"),
        ({"zone": "right/UTC"}, "zone", "zone_unknown"),
        ({"currency": "yuan"}, "currency", "out_of_range"),
        ({"currency": "cny"}, "currency", "wrong_type"),
        ({"decimals": 1}, "decimals", "out_of_range"),
        ({"version": -1}, "version", "out_of_range"),
        ({"policies": {"rounding": "sideways"}}, "policies.rounding", "unknown_name"),
        ({"policies": {"vat": "net"}}, "policies.vat", "unknown_key"),
        ({"campaigns": [campaign("c"), campaign("c")]}, "campaigns", "twice"),
        (
            {"campaigns": [campaign("c", budget={"measure": "minor", "at_most": 10**13})]},
            "campaigns[0].budget.at_most",
            "out_of_range",
        ),
        ({"batches": [BATCH]}, "batches[0].promotion", "unknown_name"),
        ({"promotions": [promo("a", percent(1)), promo("a", percent(1))]}, "promotions", "twice"),
        ({"promotions": [coupon("a", percent(1)), coupon("b", percent(1), code="a")]}, "", "twice"),
        ({"promotions": [coupon("a", percent(1)), coupon("b", percent(1), code=" A ")]}, "", "twice"),
        (
            {"promotions": [promo("e", {"type": "coupon", "batch": "b"}, trigger="manual", group="g")]},
            "promotions[0].group",
            "does_not_fit_trigger",
        ),
        (
            {
                "promotions": [
                    promo(
                        "e",
                        {"type": "points", "points": 1},
                        trigger="manual",
                        limits=[{"scope": "line", "measure": "points", "at_most": 1}],
                    )
                ]
            },
            "promotions[0].limits[0].measure",
            "does_not_fit_trigger",
        ),
        ({"promotions": {}}, "promotions", "wrong_type"),
        (
            {"promotions": [promo("e", {"type": "coupon", "batch": "x"}, trigger="manual")]},
            "promotions[0].reward.batch",
            "unknown_name",
        ),
        ({"promotions": [{}] * 5_001}, "promotions", "too_large"),
        ({"tiers": TIERS | {"tiers": TIERS["tiers"][::-1]}}, "tiers.tiers", "not_ascending"),  # type: ignore[index]
        ({"points_worth": {"points": 0, "minor": 1}}, "points_worth.points", "out_of_range"),
        ({"secret": 1}, "secret", "unknown_key"),
    ],
)
def test_a_faulty_set_is_refused(rest: Json, path: str, code: str) -> None:
    assert (path, code) in faults_of(rule_json() | rest)


@pytest.mark.parametrize("json", [None, [], "rules", 3, {}])
def test_what_is_no_set_of_rules_is_refused(json: object) -> None:
    assert faults_of(json)


def test_all_faults_of_all_promotions_are_told_at_once() -> None:
    faults = faults_of(rule_json(promo("p", percent(0)), promo("q", {"type": "gift"}), zone="Nowhere"))
    assert {path for path, _ in faults} >= {"promotions[0].reward.bp", "promotions[1].reward.type", "zone"}
