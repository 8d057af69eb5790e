"""All tables together, and the DDL that no table object carries."""

from typing import Final

from adapters.persistence.tables import (
    catalogue,
    dispatching,
    flow,
    identity,
    loyalty,
    loyalty_books,
    loyalty_guards,
    loyalty_papers,
    membership,
    orders,
    photos,
    places,
    pricing,
    promotions,
    referrals,
    workforce,
)
from adapters.persistence.tables.base import metadata

_SUBJECTS: Final = (
    catalogue,
    dispatching,
    flow,
    identity,
    loyalty,
    loyalty_books,
    loyalty_guards,
    loyalty_papers,
    membership,
    orders,
    photos,
    places,
    pricing,
    promotions,
    referrals,
    workforce,
)
EXTRA_DDL: Final = tuple(ddl for subject in _SUBJECTS for ddl in getattr(subject, "EXTRA_DDL", ()))

__all__ = ["EXTRA_DDL", "metadata"]
