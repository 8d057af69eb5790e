"""A campaign takes a step of its life: the same rules with another state in one place."""

from domain.promotions.rules.editions import Content
from domain.promotions.rules.lifecycle import Action, State, next_state
from domain.promotions.rules.refusals import CampaignUnknown


def state_in(content: Content, campaign: str) -> State:
    """Raises `CampaignUnknown`."""
    return State(str(_found(content, campaign).get("state", State.DRAFT.value)))


def stepped(content: Content, campaign: str, action: Action) -> Content:
    """Raises `CampaignUnknown`, `CampaignStepIllegal`."""
    after = next_state(state_in(content, campaign), action)
    return {**content, "campaigns": [_with_state(one, campaign, after) for one in _campaigns(content)]}


def _with_state(one: Content, campaign: str, state: State) -> Content:
    return {**one, "state": state.value} if one.get("id") == campaign else one


def _campaigns(content: Content) -> list[Content]:
    found = content.get("campaigns")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _found(content: Content, campaign: str) -> Content:
    for one in _campaigns(content):
        if one.get("id") == campaign:
            return one
    raise CampaignUnknown()
