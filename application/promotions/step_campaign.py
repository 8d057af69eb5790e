"""Pausing, resuming and ending a campaign: at once, and in every version that is still to come."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from application.access import require_region
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from application.promotions.drafts import author_of
from application.views.rules import RuleVersionRow, row_of
from domain.identity.roles import Actor
from domain.promotions.rules.editions import Content, Publication, RuleVersion
from domain.promotions.rules.lifecycle import Action, CampaignStepIllegal
from domain.promotions.rules.refusals import CampaignUnknown
from domain.promotions.rules.standard_set import STANDARD_VERSION
from domain.promotions.rules.stepping import stepped
from domain.shared.ids import RegionId

STEPS_AT_ONCE: Final = frozenset({Action.PAUSE, Action.RESUME, Action.END})
"""Without a dry run. A campaign in draft is published with the rules that it is drafted in."""
MOST_TO_COME: Final = 100


@dataclass(frozen=True, slots=True)
class StepCampaign:
    actor: Actor
    region_id: RegionId
    campaign: str
    action: Action
    note: str


@dataclass(frozen=True, slots=True)
class StepCampaignHandler:
    new_uow: NewUnit
    clock: Clock

    async def __call__(self, cmd: StepCampaign) -> RuleVersionRow:
        """The version now in force. Raises `NotInYourRegion`, `CampaignUnknown`, `CampaignStepIllegal`,
        `RulesMovedMeanwhile`.
        """
        require_region(cmd.actor, cmd.region_id)
        if cmd.action not in STEPS_AT_ONCE:
            raise CampaignStepIllegal(state="draft", action=cmd.action.value)
        now = self.clock.now()
        async with self.new_uow() as uow:
            live_number = await uow.rules.live_version(cmd.region_id, now)
            if live_number == STANDARD_VERSION:
                raise CampaignUnknown()
            live = await uow.rules.version(cmd.region_id, live_number)
            last = await uow.rules.last_version(cmd.region_id)
            newest = await uow.rules.versions(cmd.region_id, None, min(last - live_number, MOST_TO_COME))
            how = Publication(author_of(cmd.actor), now, now, cmd.note.strip())
            changed = how.of(cmd.region_id, last + 1, stepped(live.content, cmd.campaign, cmd.action))
            uow.rules.publish(changed)
            for version in _to_come(reversed(newest), cmd, how, last + 2):
                uow.rules.publish(version)
            row = row_of(changed, changed.version)
            await uow.commit(row)
        return row


def _to_come(
    versions: Iterable[RuleVersion], cmd: StepCampaign, how: Publication, number: int
) -> Iterator[RuleVersion]:
    """A higher number hides lower ones: what is still to come is published again above the change."""
    waiting = [one for one in versions if one.effective_at > how.at]
    for place, one in enumerate(waiting):
        later = Publication(how.by, how.at, one.effective_at, one.note)
        yield later.of(cmd.region_id, number + place, _stepped_or_same(one.content, cmd))


def _stepped_or_same(content: Content, cmd: StepCampaign) -> Content:
    try:
        return stepped(content, cmd.campaign, cmd.action)
    except (CampaignUnknown, CampaignStepIllegal):
        return content
