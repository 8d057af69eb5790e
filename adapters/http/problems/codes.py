"""Every refusal class that has been imported, by its code."""

from collections.abc import Iterator

from adapters.http.problems.kinds import status_of
from adapters.http.problems.server import ServerRefusal
from domain.shared.errors import DomainError


def leaves(root: type[Exception]) -> Iterator[type[Exception]]:
    """The class itself and all below it."""
    yield root
    for below in root.__subclasses__():
        yield from leaves(below)


def classes_by_code() -> dict[str, type[Exception]]:
    """Classes that say a code of their own; those that inherit one are left out."""
    return {
        each.__dict__["code"]: each
        for root in (DomainError, ServerRefusal)
        for each in leaves(root)
        if "code" in each.__dict__
    }


def statuses_by_code() -> dict[str, int]:
    """The HTTP status of every code whose class has been imported."""
    return {
        code: each.status if issubclass(each, ServerRefusal) else status_of(each)  # type: ignore[arg-type]
        for code, each in classes_by_code().items()
    }
