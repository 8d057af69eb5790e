"""Messages of the WebSocket at /api/v1/stream."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from adapters.http.models.fields import Cursor, Input, Moment

StreamCursor = Annotated[str, Meta(max_length=128, description="Opaque; send it back to resume")]
ChangeKind = Literal["order", "job", "inbox", "points", "board", "run"]


class Hello(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The client's first message, within 5 s. `token` is null with a cookie; `after` is null to start now."""

    token: Annotated[str, Meta(max_length=256)] | None = None
    after: Cursor | None = None


class Change(Struct, frozen=True, kw_only=True, tag_field="type", tag="change"):
    """Something this caller may see is now at `version`: refetch it. At least once, in order."""

    cursor: StreamCursor
    kind: ChangeKind
    id: str
    version: int
    event: str
    at: Moment


class Live(Struct, frozen=True, kw_only=True, tag_field="type", tag="live"):
    """Everything up to `cursor` has been replayed; from here on changes come as they happen."""

    cursor: StreamCursor


class Reset(Struct, frozen=True, kw_only=True, tag_field="type", tag="reset"):
    """The cursor is too old: refetch everything shown, and go on from this one."""

    cursor: StreamCursor


class Ping(Struct, frozen=True, kw_only=True, tag_field="type", tag="ping"):
    """Sent when nothing else was for a while; needs no answer."""


StreamMessage = Change | Live | Reset | Ping
