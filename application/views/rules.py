"""Rule sets, drafts, campaigns and previews, in the shape in which they leave the API."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.promotions.rules.editions import RuleDraft, RuleVersion
from domain.promotions.rules.lifecycle import Action, State
from domain.promotions.rules.limits import Measure
from domain.promotions.rules.model import Trigger
from domain.promotions.rules.schedule import Running
from domain.shared.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleVersionRow:
    version: int
    effective_at: datetime
    published_by: UUID
    published_at: datetime
    note: str
    is_live: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesRead:
    """Version 0 follows from the currency's earning policy: nobody published it."""

    version: int
    is_live: bool
    content: Mapping[str, object]
    effective_at: datetime | None = None
    published_by: UUID | None = None
    published_at: datetime | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """`is_tried`: exactly this content was run over the past."""

    id: UUID
    region_id: UUID
    name: str
    based_on: int
    saved_by: UUID
    saved_at: datetime
    is_tried: bool
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    row: DraftRow
    content: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    items: tuple[DraftRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """Money off, points and coupons."""

    minor: int
    points: int
    coupons: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PromotionSpending:
    promotion: str
    uses: int
    given: Amounts


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberShare:
    """What a member would have got more; below zero, less."""

    member_id: UUID
    more: Amounts


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRunReport:
    """`changed` counts the events for which something else would have been given. `winners` and `losers`
    name those with the largest difference; `won` and `lost` count all. `cost_minor` values points as the
    draft does.
    """

    draft: DraftRow
    events: int
    changed: int
    before: Amounts
    after: Amounts
    cost_minor: int
    by_promotion: tuple[PromotionSpending, ...]
    won: int
    lost: int
    winners: tuple[MemberShare, ...]
    losers: tuple[MemberShare, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetStanding:
    """In `measure`: minor units, uses or points."""

    measure: Measure
    at_most: int
    spent: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PromotionName:
    id: str
    name: Text
    trigger: Trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignRow:
    """`running` is by its schedule alone, whatever its state."""

    id: str
    name: Text
    funded_by: str
    state: State
    running: Running
    starts_at: datetime | None
    ends_at: datetime | None
    budget: BudgetStanding | None
    promotions: tuple[PromotionName, ...]
    allowed_actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaigns:
    """Of the rules in force, whose version this is."""

    version: int
    items: tuple[CampaignRow, ...]


def row_of(one: RuleVersion, live: int) -> RuleVersionRow:
    return RuleVersionRow(
        version=one.version,
        effective_at=one.effective_at,
        published_by=one.published_by,
        published_at=one.published_at,
        note=one.note,
        is_live=one.version == live,
    )


def draft_row(one: RuleDraft) -> DraftRow:
    return DraftRow(
        id=one.id,
        region_id=one.region_id,
        name=one.name,
        based_on=one.based_on,
        saved_by=one.saved_by,
        saved_at=one.saved_at,
        is_tried=one.is_tried,
        version=one.version,
    )


def draft_whole(one: RuleDraft) -> Draft:
    return Draft(row=draft_row(one), content=one.content)
