"""Ids in paths, in their one canonical form."""

from collections.abc import Mapping
from uuid import UUID

import msgspec

from adapters.http.problems.server import PathIdMalformed

_LENGTH = 36


def path_ids(texts: Mapping[str, str]) -> dict[str, UUID]:
    """Raises `PathIdMalformed`: braces, missing hyphens and the like name nothing."""
    return {name: path_id(text) for name, text in texts.items()}


def path_id(text: str) -> UUID:
    if len(text) != _LENGTH:  # msgspec takes ids without hyphens too
        raise PathIdMalformed()
    try:
        return msgspec.convert(text, UUID)
    except msgspec.ValidationError:
        raise PathIdMalformed() from None
