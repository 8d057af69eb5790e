"""A draft run over a past period: what it would have given, and whom it would have served better or worse.

Only what was run may be published: the draft notes the content that was.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from application.access import require_region
from application.ports.past_events import PastEvents
from application.ports.time import Clock
from application.ports.unit_of_work import NewUnit
from application.ports.world import RegionSettings
from application.promotions.checking import checked
from application.promotions.drafts import draft_as_seen
from application.promotions.past import past_events
from application.promotions.past_pages import past_pages
from application.views.rules import Amounts, DryRunReport, MemberShare, PromotionSpending, draft_row
from domain.identity.roles import Actor
from domain.promotions.pricing.compile_rules import compile_rules
from domain.promotions.programme.dry_run import DryRun
from domain.promotions.programme.given import Given
from domain.promotions.programme.opening import opening_asked, opening_usage
from domain.promotions.programme.replaying import replay_from
from domain.promotions.rules.editions import RuleDraft, RuleDraftId
from domain.promotions.rules.model import PointsWorth, RuleSet
from domain.promotions.rules.refusals import TooMuchPast
from domain.shared.ids import RegionId
from domain.shared.time import Window

MOST_EVENTS: Final = 50_000
PAGE: Final = 2_000
MOST_NAMED: Final = 20


@dataclass(frozen=True, slots=True)
class DryRunDraft:
    actor: Actor
    region_id: RegionId
    draft_id: RuleDraftId
    seen_version: int
    period: Window


@dataclass(frozen=True, slots=True)
class DryRunDraftHandler:
    new_uow: NewUnit
    past: PastEvents
    clock: Clock

    async def __call__(self, cmd: DryRunDraft) -> DryRunReport:
        """Raises `NotInYourRegion`, `RuleDraftNotFound`, `RuleDraftChanged`, `RulesFaulty`, `TooMuchPast`."""
        require_region(cmd.actor, cmd.region_id)
        async with self.new_uow() as uow:
            draft = await draft_as_seen(uow, cmd.region_id, cmd.draft_id, cmd.seen_version)
            region = await uow.world.region(cmd.region_id)
            rules = await checked(uow, cmd.region_id, draft.content, self.clock.now())
        run = await self._run(cmd, rules, region)
        async with self.new_uow() as uow:
            noted = draft.noted()
            uow.rules.keep(noted)
            report = reported(replace(noted, version=noted.version + 1), run, rules.points_worth)
            await uow.commit(report)
        return report

    async def _run(self, cmd: DryRunDraft, rules: RuleSet, region: RegionSettings) -> DryRun:
        """From the counts with which the period began. In a thread: others are served meanwhile."""
        if await self.past.count(cmd.region_id, cmd.period) > MOST_EVENTS:
            raise TooMuchPast(at_most=MOST_EVENTS)
        counted = await self.past.opening(cmd.region_id, opening_asked(rules, cmd.period.start))
        compiled = await asyncio.to_thread(compile_rules, rules)
        replay = replay_from(opening_usage(counted), compiled)
        async for page in past_pages(self.past, cmd.region_id, cmd.period, PAGE, MOST_EVENTS):
            await asyncio.to_thread(replay.feed, past_events(page, region.code, rules.zone))
        return replay.finished()


def reported(draft: RuleDraft, run: DryRun, worth: PointsWorth | None) -> DryRunReport:
    minor, points = (worth.minor, worth.points) if worth else (0, 1)
    winners, losers = run.winners_and_losers(minor, points)
    more = run.differences()

    def size(member: str) -> tuple[int, str]:
        return -abs(more[member].minor * points + more[member].points * minor), member

    def named(members: Iterable[str]) -> tuple[MemberShare, ...]:
        largest = sorted(members, key=size)[:MOST_NAMED]
        return tuple(MemberShare(member_id=UUID(one), more=_amounts(more[one])) for one in largest)

    return DryRunReport(
        draft=draft_row(draft),
        events=len(run.outcomes),
        changed=len(run.changed),
        before=_amounts(run.before),
        after=_amounts(run.total),
        cost_minor=run.cost_minor(minor, points),
        by_promotion=tuple(
            PromotionSpending(promotion=name, uses=spent.uses, given=_amounts(spent.given))
            for name, spent in sorted(run.by_promotion.items())
        ),
        won=len(winners),
        lost=len(losers),
        winners=named(winners),
        losers=named(losers),
    )


def _amounts(given: Given) -> Amounts:
    return Amounts(minor=given.minor, points=given.points, coupons=given.coupons)
