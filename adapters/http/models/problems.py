"""The body of every refusal, after RFC 9457."""

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from adapters.http.models.fields import Output

FactValue = str | int | float | bool | list[str] | None


class FieldError(Output, frozen=True, kw_only=True):
    """What is wrong with one field; `field` is a path like `point.lon` or `worker_ids[0]`."""

    field: str
    message: str


class Problem(Output, frozen=True, kw_only=True, omit_defaults=True):
    """application/problem+json. Switch on `code`, show `title` and `detail`, report `instance`."""

    type: Annotated[str, Meta(description="Address of the entry in the list of problems")]
    title: Annotated[str, Meta(description="What it is, in the language of the reader")]
    status: Annotated[int, Meta(ge=400, le=599)]
    detail: Annotated[str, Meta(description="What to do about it, in the language of the reader")]
    instance: Annotated[str, Meta(description="Names this occurrence; ends in its X-Request-Id")]
    code: Annotated[str, Meta(description="Stable name of the cause")]
    facts: dict[str, FactValue] | UnsetType = UNSET
    errors: list[FieldError] | UnsetType = UNSET
