"""Rule sets with their drafts, campaigns, and previews of prices."""

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, field

from adapters.http.contract.inputs import JUDGED_ELSEWHERE
from adapters.http.models.fields import (
    DEFAULT_LIMIT,
    MAX_SAFE,
    Count,
    Id,
    Input,
    Limit,
    Line,
    Minor,
    Moment,
    NonEmptyWords,
    Output,
    Points,
    Text,
    Version,
)
from domain.promotions.cart import LineKind
from domain.promotions.rules.lifecycle import Action, State
from domain.promotions.rules.limits import Measure
from domain.promotions.rules.model import Trigger
from domain.promotions.rules.schedule import Running

RuleName = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_.-]+\Z")]
RulesVersion = Annotated[
    int, Meta(ge=0, le=2**31 - 1, description="Version of the rules; 0 follows from the earning policy")
]
RulesDocument = Annotated[
    dict[str, Any],
    Meta(
        description="A rule set as docs/promotion-rules.md has it; every fault is told with its place",
        extra={JUDGED_ELSEWHERE: "read_rules"},
    ),
]
Texts = Annotated[list[Line], Meta(max_length=200)]
Seen = bool | Annotated[int, Meta(ge=-MAX_SAFE, le=MAX_SAFE)] | Line | Texts | None


class RuleVersionsQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    cursor: Annotated[str, Meta(max_length=10)] | None = None
    limit: Limit = DEFAULT_LIMIT


class RuleVersionRow(Output, frozen=True, kw_only=True):
    version: RulesVersion
    effective_at: Moment
    published_by: Id
    published_at: Moment
    note: str
    is_live: bool


class RuleVersionPage(Output, frozen=True, kw_only=True):
    items: list[RuleVersionRow]
    next_cursor: str | None


class RulesQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without `version`, the rules in force."""

    version: RulesVersion | None = None


class Rules(Output, frozen=True, kw_only=True):
    """Version 0 follows from the currency's earning policy: nobody published it."""

    version: RulesVersion
    is_live: bool
    content: RulesDocument
    effective_at: Moment | None
    published_by: Id | None
    published_at: Moment | None
    note: str | None


class RuleDraftRow(Output, frozen=True, kw_only=True):
    """`is_tried`: exactly this content was run over the past, so it may be published."""

    id: Id
    region_id: Id
    name: str
    based_on: RulesVersion
    saved_by: Id
    saved_at: Moment
    is_tried: bool
    version: Version


class RuleDraft(Output, frozen=True, kw_only=True):
    row: RuleDraftRow
    content: RulesDocument


class RuleDraftList(Output, frozen=True, kw_only=True):
    """Those saved last first."""

    items: list[RuleDraftRow]


class CreateRuleDraft(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Begun from `version`; without it from the newest, in force or still to come."""

    name: Line
    version: RulesVersion | None = None


class SaveRuleDraft(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`expected_version` is the draft's. `based_on`: which version of the rules the author saw last."""

    expected_version: Version
    content: RulesDocument
    name: Line | None = None
    based_on: RulesVersion | None = None


class DropRuleDraft(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    expected_version: Version


class DryRunRules(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Orders placed and reviews written from `start` up to but without `end`."""

    expected_version: Version
    start: Moment
    end: Moment


class GivenAmounts(Output, frozen=True, kw_only=True):
    """Money off, points and coupons."""

    minor: Minor
    points: Points
    coupons: Annotated[int, Meta(ge=-MAX_SAFE, le=MAX_SAFE)]


class PromotionSpending(Output, frozen=True, kw_only=True):
    promotion: str
    uses: Count
    given: GivenAmounts


class MemberShare(Output, frozen=True, kw_only=True):
    """What a member would have got more; below zero, less."""

    member_id: Id
    more: GivenAmounts


class RulesDryRun(Output, frozen=True, kw_only=True):
    """`changed`: events for which something else would have been given. `winners` and `losers` name those
    with the largest difference, `won` and `lost` count all. `cost_minor` values points as the draft does.
    """

    draft: RuleDraftRow
    events: Count
    changed: Count
    before: GivenAmounts
    after: GivenAmounts
    cost_minor: Minor
    by_promotion: list[PromotionSpending]
    won: Count
    lost: Count
    winners: list[MemberShare]
    losers: list[MemberShare]


class PublishRules(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`expected_version` is the draft's. Without `effective_at`, at once."""

    expected_version: Version
    note: NonEmptyWords
    effective_at: Moment | None = None


class CampaignBudget(Output, frozen=True, kw_only=True):
    """In `measure`: minor units, uses or points."""

    measure: Measure
    at_most: Count
    spent: Count
    left: Count


class PromotionName(Output, frozen=True, kw_only=True):
    id: str
    name: Text
    trigger: Trigger


class CampaignRow(Output, frozen=True, kw_only=True):
    """`running` is by its schedule alone, whatever its state."""

    id: str
    name: Text
    funded_by: str
    state: State
    running: Running
    starts_at: Moment | None
    ends_at: Moment | None
    budget: CampaignBudget | None
    promotions: list[PromotionName]
    allowed_actions: list[Action]


class CampaignList(Output, frozen=True, kw_only=True):
    """Of the rules in force, whose version this is."""

    version: RulesVersion
    items: list[CampaignRow]


class StepCampaign(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    campaign: RuleName
    action: Literal["pause", "resume", "end"]
    note: NonEmptyWords


class PreviewLine(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`amount_minor` is for all units together; `markdown_bp` was taken off before any promotion."""

    id: Annotated[str, Meta(min_length=1, max_length=64)]
    service: Annotated[str, Meta(min_length=1, max_length=64)]
    amount_minor: Annotated[int, Meta(ge=0, le=10**12)]
    units: Annotated[int, Meta(ge=1, le=10_000)] = 1
    category: Annotated[str, Meta(max_length=64)] = ""
    kind: LineKind = LineKind.SERVICE
    tags: Annotated[list[Line], Meta(max_length=50)] = field(default_factory=list)
    markdown_bp: Annotated[int, Meta(ge=0, le=10_000)] = 0


class PreviewReading(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something known about the order, as `order.nth`; clocks are minutes of the day."""

    field: Annotated[str, Meta(min_length=1, max_length=64)]
    value: Seen


class PreviewCode(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`promotion` where a coupon of it is presented; without it, a shared code."""

    code: Line
    promotion: RuleName | None = None


class PreviewPrice(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Under the draft, else that version, else the rules in force at `at` (now without it)."""

    lines: Annotated[list[PreviewLine], Meta(min_length=1, max_length=100)]
    readings: Annotated[list[PreviewReading], Meta(max_length=50)] = field(default_factory=list)
    codes: Annotated[list[PreviewCode], Meta(max_length=20)] = field(default_factory=list)
    points_available: Annotated[int, Meta(ge=0, le=10**12)] = 0
    points_wanted: Annotated[int, Meta(ge=0, le=10**12)] = 0
    draft_id: UUID | None = None
    version: RulesVersion | None = None
    at: Moment | None = None
    best: bool = False


class PreviewTotals(Output, frozen=True, kw_only=True):
    """list - discount = price; price - points = due."""

    listed_minor: Minor
    discount_minor: Minor
    price_minor: Minor
    points_used: Points
    points_minor: Minor
    tendered_minor: Minor
    due_minor: Minor


class PreviewedLine(Output, frozen=True, kw_only=True):
    id: str
    units: Count
    listed_minor: Minor
    discount_minor: Minor
    price_minor: Minor
    points_used: Points
    points_minor: Minor
