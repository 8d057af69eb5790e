"""Pictures of the problem, and of the work before and after."""

from typing import Annotated, Literal

from msgspec import Meta

from adapters.http.models.fields import MAX_SAFE, Count, Id, Input, Output

PhotoKind = Literal["problem", "before", "after"]


class PhotoQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A homeowner's `problem` photo is taken before the order exists: leave `order_id` out."""

    kind: PhotoKind
    order_id: Id | None = None


class Photo(Output, frozen=True, kw_only=True):
    """`url` is signed and stops working after a while: refetch the order for a fresh one."""

    id: Id
    kind: PhotoKind
    url: str
    width: Count
    height: Count


class SignedPhotoQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    exp: Annotated[int, Meta(ge=0, le=MAX_SAFE, description="Unix seconds of the end of validity")]
    sig: Annotated[str, Meta(min_length=1, max_length=128, description="Signature over id, size and exp")]
    size: Literal["full", "thumbnail"] = "full"
