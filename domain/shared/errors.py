"""Kinds of refusal. A kind says what sort of answer it is; a leaf says which rule, by its `code`.

The core knows no HTTP status: `adapters/http` maps kinds to statuses in one table. Facts are what a
caller may be told (never secrets), in plain JSON values.
"""

from typing import ClassVar

Fact = str | int | float | bool | None | list[str]


class DomainError(Exception):
    """Base of every refusal; `code` is unique and stable, and stands in docs/problems.md."""

    code: ClassVar[str] = "domain_error"

    def __init__(self, detail: str = "", **facts: Fact) -> None:
        super().__init__(detail or self.code)
        self.detail = detail
        self.facts: dict[str, Fact] = facts


class Malformed(DomainError):
    """The input cannot mean anything."""

    code = "malformed"


class Unauthenticated(DomainError):
    """Nobody we know."""

    code = "unauthenticated"


class Forbidden(DomainError):
    """Known, but not allowed."""

    code = "forbidden"


class NotFound(DomainError):
    """Not there, or not to be seen by this caller."""

    code = "not_found"


class Conflict(DomainError):
    """Illegal transition, stale version, already taken."""

    code = "conflict"


class Expired(DomainError):
    """It was there, and its time is over."""

    code = "expired"


class RuleBroken(DomainError):
    """Well-formed, and against a rule of the business."""

    code = "rule_broken"


class TooMany(DomainError):
    """Slow down."""

    code = "too_many"


class Unavailable(DomainError):
    """Something we depend on does not answer."""

    code = "unavailable"
