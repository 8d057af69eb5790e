"""Pieces of lists by key: where the last page ended, as base64 of a JSON array."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Generic, TypeVar

import msgspec

from application.ports.queries import CursorMalformed
from application.views.page import Page, Slice

Row = TypeVar("Row")
Item = TypeVar("Item")
Key = TypeVar("Key", bound=tuple[Any, ...])

NEVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row, Key]):
    """A list in the order of `key`, whose values are of the types in `kind`; the id comes last.

    A cursor carries `name`: one of another list, or of another order of sorting, is refused.
    """

    kind: Any
    key: Callable[[Row], Key]
    is_descending: bool = False
    name: str = ""

    def page(self, rows: Iterable[Row], piece: Slice, item: Callable[[Row], Item]) -> Page[Item]:
        """Raises `CursorMalformed`."""
        keyed = sorted(((self.key(row), row) for row in rows), key=_first, reverse=self.is_descending)
        if piece.cursor is not None:
            after = self._read(piece.cursor)
            keyed = [one for one in keyed if (one[0] < after if self.is_descending else one[0] > after)]
        kept = keyed[: piece.limit]
        following = self._write(kept[-1][0]) if len(keyed) > piece.limit else None
        return Page(tuple(item(row) for _, row in kept), following)

    def _read(self, text: str) -> Key:
        try:
            decoded = urlsafe_b64decode(text + "=" * (-len(text) % 4))
            name, raw = msgspec.json.decode(decoded, type=tuple[str, msgspec.Raw])
            key: Key = msgspec.json.decode(raw, type=self.kind)
        except (ValueError, msgspec.MsgspecError) as error:
            raise CursorMalformed() from error
        if name != self.name:
            raise CursorMalformed()
        return key

    def _write(self, key: Key) -> str:
        return urlsafe_b64encode(msgspec.json.encode((self.name, key))).decode().rstrip("=")


def _first(pair: tuple[Key, object]) -> Key:
    return pair[0]
