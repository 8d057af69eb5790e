"""Looking back at rounds of dispatch."""

from adapters.http.execution.call import Call
from adapters.http.models import ticks as wire
from adapters.http.services import Services
from application.dispatching.look_back import ListTicks, ReplayTick
from application.ports.tick_log import TickKind
from application.views.ticks import KeptRounds, ReplayedRound
from domain.shared.ids import RegionId, RunId


async def list_ticks(services: Services, call: Call[None, wire.RoundsQuery]) -> KeptRounds:
    asked = call.query
    kind = None if asked.kind is None else TickKind(asked.kind)
    run_id = None if asked.run_id is None else RunId(asked.run_id)
    return await services.dispatch.list_ticks(
        ListTicks(call.actor, RegionId(asked.region_id), kind, run_id, asked.limit)
    )


async def replay_tick(services: Services, call: Call[None, None]) -> ReplayedRound:
    return await services.dispatch.replay_tick(ReplayTick(call.actor, call.ids["tick_id"]))
