"""How a region dispatches by itself, as it is read and set."""

from typing import Annotated, Literal

from msgspec import Meta

from adapters.http.models.fields import Count, Input, Metres, Output, Seconds, Version

DispatchMode = Literal["offer", "offer_to_k", "assign"]
DispatchRule = Literal["match", "insertion", "relocation", "plan"]


class DispatchPolicy(Output, frozen=True, kw_only=True):
    """`is_enabled` false is the kill switch; `k` is read in mode offer_to_k; `radius_m` null sets no limit.

    By relocation and plan are read: `ask_ahead_s`, how long before its window a visit is asked for, and
    `stability_s`, seconds of travel to be saved before a planned visit goes to somebody else.
    """

    is_enabled: bool
    rule: DispatchRule
    ask_ahead_s: Seconds
    stability_s: Seconds
    mode: DispatchMode
    k: Count
    tick_s: Seconds
    radius_m: Metres | None
    offer_ttl_s: Seconds
    urgent_offer_ttl_s: Seconds
    release_horizon_s: Seconds
    freeze_s: Seconds
    version: Version


class SetDispatchPolicy(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`rule`, `ask_ahead_s` and `stability_s` stay as they were where a client does not know them."""

    is_enabled: bool
    rule: DispatchRule | None = None
    ask_ahead_s: Annotated[int, Meta(ge=0, le=86_400)] | None = None
    stability_s: Annotated[int, Meta(ge=0, le=86_400)] | None = None
    mode: DispatchMode
    k: Annotated[int, Meta(ge=1, le=5)]
    tick_s: Annotated[int, Meta(ge=5, le=3600)]
    radius_m: Annotated[int, Meta(ge=100, le=500_000)] | None
    offer_ttl_s: Annotated[int, Meta(ge=10, le=86_400)]
    urgent_offer_ttl_s: Annotated[int, Meta(ge=10, le=86_400)]
    release_horizon_s: Annotated[int, Meta(ge=0, le=30 * 86_400)]
    freeze_s: Annotated[int, Meta(ge=0, le=86_400)]
    expected_version: Version
