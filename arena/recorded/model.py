"""The file of a recorded day: its shape, which is its JSON, too.

No name, phone, address line, note or account of a homeowner stands in it; but it has places (doors of orders,
homes of workers) and the ids of workers, so it is still not for everybody's eyes.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from application.ports.day_log import LoggedOrder
from application.ports.tick_log import CUT_SHORT
from arena.recorded.bounds import NotADay, unpacked
from domain.dispatching.matching import MatchQuestion, Plan, Solver, SolverReason
from domain.dispatching.policy import DispatchPolicy
from domain.dispatching.requests import WorkerSnapshot
from domain.orders.policy import OrderPolicy
from domain.shared.errors import DomainError
from domain.shared.ids import RegionId, RunId
from domain.shared.time import Window

FORMAT: Final = "callout day"
VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class RecordedTick:
    """See `application.ports.tick_log.KeptTick`; `question` is gzipped JSON (base64 in the file)."""

    id: UUID
    asked_at: datetime
    run_id: RunId | None
    policy_version: int
    assigned: Plan
    plan: Plan
    solver: Solver
    solver_reason: SolverReason
    solve_ms: int
    streets: str
    question: bytes

    @property
    def was_cut_short(self) -> bool:
        return self.solver_reason in CUT_SHORT

    def asked(self) -> MatchQuestion:
        """Raises `NotADay` when the question cannot be read."""
        try:
            return msgspec.json.decode(unpacked(self.question), type=MatchQuestion)
        except (NotADay, msgspec.MsgspecError, DomainError, ValueError) as broken:
            asked = f"{self.asked_at:%H:%M:%S} (UTC)"
            raise NotADay(f"the question of {asked} cannot be read: {broken}") from broken


@dataclass(frozen=True, slots=True)
class RecordedDay:
    """A local day of one region: orders with their appointment on it, and questions asked on it.

    `workers` are those with a shift that touches the day, as they are now, without commitments and
    positions. `dispatch_policy` is the region's at the time of recording.
    """

    format: str
    version: int
    region_id: RegionId
    region: str
    zone: str
    currency: str
    currency_exponent: int
    day: date
    dispatch_policy: DispatchPolicy
    policy_version: int
    order_policy: OrderPolicy
    workers: tuple[WorkerSnapshot, ...]
    orders: tuple[LoggedOrder, ...]
    ticks: tuple[RecordedTick, ...]

    @property
    def window(self) -> Window:
        return day_in(self.day, self.zone)


def day_in(day: date, zone: str) -> Window:
    """From midnight to midnight there, in UTC."""
    here = ZoneInfo(zone)
    start, end = (
        datetime.combine(date.fromordinal(day.toordinal() + ahead), time(), here).astimezone(ZoneInfo("UTC"))
        for ahead in (0, 1)
    )
    return Window(start, end)
