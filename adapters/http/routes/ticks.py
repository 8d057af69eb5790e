"""Rounds of dispatch as they were kept, and one asked again."""

from typing import Final

from adapters.http.contract.route import Route
from adapters.http.endpoints import ticks as endpoints
from adapters.http.models import ticks
from adapters.http.models.fields import Nothing
from adapters.http.routes.dispatch import DISPATCHERS, TAG

ROUTES: Final = (
    Route(
        method="GET",
        path="/dispatch-ticks",
        name="list_dispatch_ticks",
        endpoint=endpoints.list_ticks,
        summary="What the planner was asked and answered of late, newest first",
        tag=TAG,
        access=DISPATCHERS,
        query=ticks.RoundsQuery,
        output=ticks.KeptRounds,
    ),
    Route(
        method="POST",
        path="/dispatch-ticks/{tick_id}/replay",
        name="replay_dispatch_tick",
        endpoint=endpoints.replay_tick,
        summary="Ask the planner a kept question again, and compare; changes nothing",
        tag=TAG,
        access=DISPATCHERS,
        body=Nothing,
        output=ticks.ReplayedRound,
    ),
)
