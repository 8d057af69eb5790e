"""The life of a campaign and of a batch: drafted, published, perhaps paused, and ended for good."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from domain.shared.errors import Conflict


class State(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    PAUSED = "paused"
    ENDED = "ended"


class Action(StrEnum):
    PUBLISH = "publish"
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"


class CampaignStepIllegal(Conflict):
    """Facts: `state`, `action`."""

    code = "campaign_step_illegal"


STEPS: Final[Mapping[tuple[State, Action], State]] = {
    (State.DRAFT, Action.PUBLISH): State.PUBLISHED,
    (State.PUBLISHED, Action.PAUSE): State.PAUSED,
    (State.PAUSED, Action.RESUME): State.PUBLISHED,
    (State.DRAFT, Action.END): State.ENDED,
    (State.PUBLISHED, Action.END): State.ENDED,
    (State.PAUSED, Action.END): State.ENDED,
}


def next_state(state: State, action: Action) -> State:
    """Raises `CampaignStepIllegal`."""
    try:
        return STEPS[state, action]
    except KeyError:
        raise CampaignStepIllegal(state=state.value, action=action.value) from None


def allowed_actions(state: State) -> tuple[Action, ...]:
    return tuple(action for action in Action if (state, action) in STEPS)
