"""The caller: profile, addresses, duty, inbox and points."""

from adapters.http.models.fields import (
    Count,
    Id,
    Input,
    Level,
    Line,
    Locale,
    Moment,
    Output,
    Point,
    Points,
    RoleName,
    Text,
    Travel,
    Version,
)


class SkillLevel(Output, frozen=True, kw_only=True):
    skill: str
    level: Level


class WorkerSelf(Output, frozen=True, kw_only=True):
    """`id` is the worker's id, as boards and offers name it."""

    id: Id
    on_duty: bool
    skills: list[SkillLevel]
    travel_mode: Travel


class Me(Output, frozen=True, kw_only=True):
    id: Id
    display_name: str
    roles: list[RoleName]
    locale: Locale
    phone_masked: str | None
    region_id: Id | None
    worker: WorkerSelf | None


class SetLocale(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    locale: Locale


class SetDuty(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    on_duty: bool


class SetPosition(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`at` is when the phone took the position."""

    point: Point
    at: Moment


class Address(Output, frozen=True, kw_only=True):
    id: Id
    community_id: Id
    community_name: Text
    line: str
    unit: str
    point: Point
    version: Version


class AddressPage(Output, frozen=True, kw_only=True):
    items: list[Address]
    next_cursor: str | None


class AddAddress(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The point must lie in the community's area."""

    community_id: Id
    line: Line
    unit: Line
    point: Point


class ExpiringPoints(Output, frozen=True, kw_only=True):
    amount: Points
    at: Moment


class PointsBalance(Output, frozen=True, kw_only=True):
    """`available` is net of `debt`, and negative while that is larger; `pending` is not usable yet; `held` is
    reserved.
    """

    available: Points
    pending: Points
    held: Points
    debt: Points
    expiring_next: ExpiringPoints | None


class PointsRule(Output, frozen=True, kw_only=True):
    """The promotion that gave the points, as it was called then, and the version of the region's rules."""

    promotion: str
    name: Text
    rules_version: Count


class PointsEntry(Output, frozen=True, kw_only=True):
    """Each line names its order, its lot, the version of the policy with the lot's terms, and the rule."""

    id: Id
    kind: str
    amount: Points
    at: Moment
    reason: Text
    order_id: Id | None
    lot_id: Id | None
    policy_version: Count | None
    rule: PointsRule | None


class PointsHistoryPage(Output, frozen=True, kw_only=True):
    items: list[PointsEntry]
    next_cursor: str | None


class InboxMessage(Output, frozen=True, kw_only=True):
    id: Id
    kind: str
    title: Text
    body: Text
    order_id: Id | None
    created_at: Moment
    read_at: Moment | None


class InboxPage(Output, frozen=True, kw_only=True):
    items: list[InboxMessage]
    next_cursor: str | None
