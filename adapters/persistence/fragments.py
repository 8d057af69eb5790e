"""Writes that are sent together: one statement of chained data-modifying CTEs, atomic by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from adapters.persistence.statements import Statement, numbered
from domain.shared.errors import DomainError

COUNT_MISMATCH: Final = "CA001"  # SQLSTATE raised by callout_expect()


@dataclass(frozen=True, slots=True)
class Fragment:
    """One INSERT, UPDATE or DELETE with `%(name)s` parameters and without RETURNING.

    `expects` is the wanted number of rows (None: any); `refusal` is raised when it differs.
    """

    name: str
    sql: str
    expects: int | None = None
    refusal: type[DomainError] | None = None


_PLANS: Final[dict[tuple[Fragment, ...], Statement]] = {}


@dataclass(slots=True)
class WriteBatch:
    """The buffered writes of one unit of work, in the order in which they were added."""

    fragments: list[Fragment] = field(default_factory=list)
    params: list[Mapping[str, Any]] = field(default_factory=list)

    def add(self, fragment: Fragment, params: Mapping[str, Any]) -> None:
        self.fragments.append(fragment)
        self.params.append(params)

    def __bool__(self) -> bool:
        return bool(self.fragments)

    def refusal_of(self, fragment_name: str) -> type[DomainError] | None:
        return next((f.refusal for f in self.fragments if f.name == fragment_name), None)

    def statement(self) -> tuple[bytes, list[Any]]:
        """The text and its arguments; the text of a shape is composed once."""
        shape = tuple(self.fragments)
        plan = _PLANS.get(shape)
        if plan is None:
            plan = _PLANS.setdefault(shape, _compose(shape))
        arguments = []
        for name in plan.names:
            place, _, key = name.partition("__")
            arguments.append(self.params[int(place[1:])][key])
        return plan.raw, arguments


def _compose(fragments: tuple[Fragment, ...]) -> Statement:
    parts, checks = [], []
    for place, fragment in enumerate(fragments):
        sql = fragment.sql.replace("%(", f"%(p{place}__")
        parts.append(f"w{place} AS ({sql} RETURNING 1)")
        if fragment.expects is not None:
            counted = f"(SELECT count(*) FROM w{place})"
            checks.append(f"callout_expect({counted}, {fragment.expects}, '{fragment.name}')")
    return numbered(f"WITH {', '.join(parts)} SELECT {', '.join(checks) or '1'}")
