"""Cursors: where the last page ended, as base64 of a JSON array. Opaque to callers, checked on return."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, TypeVar

import msgspec

from application.ports.queries import CursorMalformed
from application.views.page import Page

Key = TypeVar("Key", bound=tuple[Any, ...])
Item = TypeVar("Item")
Row = tuple[Any, ...]

_encode: Final = msgspec.json.Encoder().encode


class Cursor(Generic[Key]):
    """The cursor of one list: the types of its sort key, the id last."""

    def __init__(self, kind: type[Key]) -> None:
        self._decoder = msgspec.json.Decoder(kind)

    def read(self, text: str) -> Key:
        """Raises `CursorMalformed`."""
        try:
            key: Key = self._decoder.decode(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        except (ValueError, msgspec.MsgspecError) as error:
            raise CursorMalformed() from error
        return key

    def write(self, key: Key) -> str:
        return urlsafe_b64encode(_encode(key)).decode().rstrip("=")

    def page(
        self, rows: Sequence[Row], limit: int, item: Callable[[Row], Item], key: Callable[[Row], Key]
    ) -> Page[Item]:
        """`rows` were asked for with one more than `limit`: that one says whether there is a next page."""
        kept = rows[:limit]
        following = self.write(key(kept[-1])) if len(rows) > limit else None
        return Page(tuple([item(row) for row in kept]), following)
