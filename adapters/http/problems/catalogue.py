"""All codes with their words, from one file per subject; a code that stands twice stops the import."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from adapters.http.problems.entry import Entry
from adapters.http.texts import SUBJECTS


def merged(subjects: Mapping[str, Mapping[str, Entry]]) -> Mapping[str, Entry]:
    """One mapping of all. Raises `ValueError` for a code of two subjects."""
    together: dict[str, Entry] = {}
    for subject, entries in subjects.items():
        twice = together.keys() & entries.keys()
        if twice:
            raise ValueError(f"{subject}: written twice: {sorted(twice)}")
        together |= entries
    return MappingProxyType(together)


ENTRIES: Final = merged(SUBJECTS)
