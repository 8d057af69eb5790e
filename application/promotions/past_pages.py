"""A long past period, page by page in the order of time: never all of it in hand at once."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Final

from application.ports.past_events import Past, PastEvents
from domain.shared.ids import RegionId
from domain.shared.time import Window

SHORTEST: Final = timedelta(milliseconds=1)


async def past_pages(
    events: PastEvents, region_id: RegionId, period: Window, size: int, most: int
) -> AsyncIterator[Past]:
    """Halves a period until about `size` events are in it; one too short to halve is taken as it is.

    Never more than `most` of a kind in a page.
    """
    waiting = [period]
    while waiting:
        window = waiting.pop()
        count = await events.count(region_id, window)
        if count > size and window.length > SHORTEST:
            middle = window.start + window.length / 2
            waiting += [Window(middle, window.end), Window(window.start, middle)]
        elif count:
            yield await events.of(region_id, window, most)
