"""From a client's cursor to the present."""

from collections.abc import AsyncIterator
from typing import Final

from adapters.http.stream.cursors import position_of
from adapters.http.stream.messages import change_text, live_text, reset_text
from application.ports.changes import Changes
from domain.identity.roles import Actor

PAGE: Final = 200


async def replayed(changes: Changes, reader: Actor, after: str | None, upto: int) -> AsyncIterator[str]:
    """Every change after the cursor and up to that position, then `live`; `reset` first if that cannot be."""
    if after is None:
        yield live_text(upto)
        return
    position = position_of(after)
    span = await changes.span()
    if position is None or position < span.oldest or position > max(span.newest, upto):
        yield reset_text(upto)
        yield live_text(upto)
        return
    while position < upto:
        batch = await changes.read_after(position, PAGE, reader)
        for change in batch.changes:
            if change.position <= upto:
                yield change_text(change)
        position = batch.upto
    yield live_text(upto)
