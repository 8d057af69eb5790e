"""Ids in paths, in their one canonical form."""

from collections.abc import Mapping
from uuid import UUID

from adapters.http.problems.server import PathIdMalformed

_LENGTH = 36


def path_ids(texts: Mapping[str, str]) -> dict[str, UUID]:
    """Raises `PathIdMalformed`: braces, missing hyphens and the like name nothing."""
    return {name: path_id(text) for name, text in texts.items()}


def path_id(text: str) -> UUID:
    if len(text) != _LENGTH:
        raise PathIdMalformed()
    try:
        parsed = UUID(text)
    except ValueError:
        raise PathIdMalformed() from None
    if str(parsed) != text.lower():
        raise PathIdMalformed()
    return parsed
