"""What counts as the same rules, when they take effect, and a campaign's steps within them."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.promotions.rules.editions import (
    LONGEST_AHEAD,
    Publication,
    RuleDraft,
    RuleDraftId,
    fingerprint,
    require_to_come,
)
from domain.promotions.rules.lifecycle import STEPS, Action, CampaignStepIllegal, State
from domain.promotions.rules.read_rules import read_rules
from domain.promotions.rules.refusals import CampaignUnknown, DraftNotTried, EffectiveMomentWrong
from domain.promotions.rules.stepping import state_in, stepped
from domain.shared.ids import AccountId, RegionId
from domain.shared.time import MomentIsNaive
from tests.domain.promotions.making import campaign, rule_json

NOW = datetime(2026, 5, 6, tzinfo=UTC)
CHIEF, REGION = AccountId(UUID(int=1)), RegionId(UUID(int=2))
documents = some.dictionaries(some.text(max_size=3), some.integers() | some.text(max_size=3), max_size=5)


def draft(content: dict[str, object]) -> RuleDraft:
    return RuleDraft(RuleDraftId(UUID(int=3)), REGION, "d", 0, content, CHIEF, NOW)


@given(documents, some.integers())
def test_neither_the_number_nor_the_order_of_keys_makes_other_rules(
    content: dict[str, object], number: int
) -> None:
    turned = {"version": number, **dict(reversed(content.items()))}
    turned["version"] = number
    assert fingerprint(turned) == fingerprint(content)


@given(documents, documents)
def test_other_rules_have_another_fingerprint(one: dict[str, object], two: dict[str, object]) -> None:
    one.pop("version", None)
    two.pop("version", None)
    assert (fingerprint(one) == fingerprint(two)) is (one == two)


def test_a_draft_is_published_as_it_was_tried_under_its_number() -> None:
    how = Publication(CHIEF, NOW, NOW + timedelta(hours=1), "why")
    tried = draft({"zone": "UTC", "version": 0}).noted()
    version = tried.published(7, how)
    assert (version.version, version.content) == (7, {"zone": "UTC", "version": 7})
    assert (version.effective_at, version.published_at, version.note) == (how.effective_at, NOW, "why")
    changed = tried.saved({"zone": "CET", "version": 0}, CHIEF, NOW)
    assert not changed.is_tried
    with pytest.raises(DraftNotTried):
        changed.published(7, how)
    assert changed.saved(tried.content, CHIEF, NOW).is_tried


def test_rules_take_effect_from_now_on_and_within_a_year() -> None:
    assert require_to_come(NOW, NOW) == NOW
    assert require_to_come(NOW + LONGEST_AHEAD, NOW) == NOW + LONGEST_AHEAD
    for wrong in (NOW - timedelta(microseconds=1), NOW + LONGEST_AHEAD + timedelta(microseconds=1)):
        with pytest.raises(EffectiveMomentWrong):
            require_to_come(wrong, NOW)
    with pytest.raises(MomentIsNaive):
        require_to_come(NOW.replace(tzinfo=None), NOW)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", Action)
def test_a_step_changes_one_state_and_nothing_else(state: State, action: Action) -> None:
    content = rule_json(campaigns=[campaign("other"), campaign("one", state=state.value)])
    if (state, action) not in STEPS:
        with pytest.raises(CampaignStepIllegal):
            stepped(content, "one", action)
        return
    after = stepped(content, "one", action)
    assert state_in(after, "one") is STEPS[state, action]
    assert state_in(after, "other") is State.PUBLISHED
    assert [each.id for each in read_rules(after).campaigns] == ["other", "one"]
    assert state_in(content, "one") is state
    assert {**after, "campaigns": []} == {**content, "campaigns": []}


def test_a_campaign_without_a_state_is_drafted_and_one_that_is_not_there_unknown() -> None:
    content = rule_json(campaigns=[{key: value for key, value in campaign("one").items() if key != "state"}])
    assert state_in(stepped(content, "one", Action.PUBLISH), "one") is State.PUBLISHED
    for rules in (content, rule_json()):
        with pytest.raises(CampaignUnknown):
            stepped(rules, "two", Action.END)
