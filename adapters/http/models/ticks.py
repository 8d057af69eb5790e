"""Kept questions to the planner, and what came of asking one again."""

from typing import Annotated, Literal

from msgspec import Meta

from adapters.http.models.fields import Count, Id, Input, Moment, Output

Kind = Literal["round", "run"]


class RoundsQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without `kind` rounds of automatic dispatch and runs of dispatchers."""

    region_id: Id
    kind: Kind | None = None
    run_id: Id | None = None
    limit: Annotated[int, Meta(ge=1, le=200)] = 50


class KeptRound(Output, frozen=True, kw_only=True):
    """`run_id` where a dispatcher asked for it; `given` and `planned` count visits."""

    id: Id
    asked_at: Moment
    run_id: Id | None
    policy_version: Count
    given: Count
    planned: Count
    solver: str
    solver_reason: str
    solve_ms: Count
    engine: str


class KeptRounds(Output, frozen=True, kw_only=True):
    items: list[KeptRound]


class GivenOtherwise(Output, frozen=True, kw_only=True):
    """A visit, and who had and now has it; null is nobody."""

    order_id: Id
    number: str
    then: str | None
    now: str | None


class ReplayedRound(Output, frozen=True, kw_only=True):
    """`causes` say what is otherwise than when it was asked: `row_changed`, `other_engine`, `other_streets`,
    `cut_short` (an answer of the clock: another one proves nothing). `is_intact` is null for rows that are
    older than digests. `is_same_order`: the visits are carried out in the same order, too.
    """

    is_same: bool
    is_same_order: bool
    differing: list[GivenOtherwise]
    causes: list[str]
    is_intact: bool | None
    engine_then: str
    engine_now: str
    streets_then: str
    streets_now: str
