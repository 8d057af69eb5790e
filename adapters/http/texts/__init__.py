"""What people are told about each code, in both languages: one file per subject."""

from collections.abc import Mapping
from typing import Final

from adapters.http.problems.entry import Entry
from adapters.http.texts import (
    dispatching,
    identity,
    kinds,
    loyalty,
    membership,
    orders,
    photos,
    places,
    promotions,
    server,
)

SUBJECTS: Final[Mapping[str, Mapping[str, Entry]]] = {
    "Kinds": kinds.ENTRIES,
    "The request itself": server.ENTRIES,
    "Signing in": identity.ENTRIES,
    "Orders and offers": orders.ENTRIES,
    "Photos": photos.ENTRIES,
    "Places, services and workers": places.ENTRIES,
    "Dispatch": dispatching.ENTRIES,
    "Points and messages": loyalty.ENTRIES,
    "Membership": membership.ENTRIES,
    "Campaigns, coupons and prices": promotions.ENTRIES,
}
