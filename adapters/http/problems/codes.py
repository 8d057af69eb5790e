"""Every refusal class of the core, by its code."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import Final

import application
import domain
from adapters.http.problems.kinds import status_of
from adapters.http.problems.server import ServerRefusal
from domain.shared.errors import DomainError

OURS: Final = ("domain.", "application.", "adapters.http.")
"""Whatever else a process has imported makes no difference to what is told."""


def leaves(root: type[Exception]) -> Iterator[type[Exception]]:
    """The class itself and all below it."""
    yield root
    for below in root.__subclasses__():
        yield from leaves(below)


@cache
def classes_by_code() -> dict[str, type[Exception]]:
    """Classes that say a code of their own; those that inherit one are left out.

    Both packages of the core are imported for it, whole; they need the standard library alone.
    """
    for package in (domain, application):
        for found in walk_packages(package.__path__, f"{package.__name__}."):
            import_module(found.name)
    return {
        each.__dict__["code"]: each
        for root in (DomainError, ServerRefusal)
        for each in leaves(root)
        if "code" in each.__dict__ and each.__module__.startswith(OURS)
    }


def statuses_by_code() -> dict[str, int]:
    """The HTTP status of every code of the core and of this package."""
    return {
        code: each.status if issubclass(each, ServerRefusal) else status_of(each)  # type: ignore[arg-type]
        for code, each in classes_by_code().items()
    }
