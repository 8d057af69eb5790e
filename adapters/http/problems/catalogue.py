"""All codes with their words, from one file per subject; a code that stands twice stops the import."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from adapters.http.problems.entry import Entry
from adapters.http.texts import SUBJECTS


def _merged() -> Mapping[str, Entry]:
    merged: dict[str, Entry] = {}
    for subject, entries in SUBJECTS.items():
        twice = merged.keys() & entries.keys()
        if twice:
            raise ValueError(f"{subject}: written twice: {sorted(twice)}")
        merged |= entries
    return MappingProxyType(merged)


ENTRIES: Final = _merged()
