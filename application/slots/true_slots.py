"""The windows of a day in which somebody can truly come: the same judgement that placing an order makes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from application.ports.ids import Ids
from application.ports.time import Clock
from application.ports.travel import TravelTimes
from application.ports.unit_of_work import NewUnit
from application.ports.world import OrderingFacts
from application.travel_tables import fetch_travel
from application.views.places import Slot, Slots
from domain.dispatching.ranking import DispatchContext, ReadyWorker, judge, ready
from domain.dispatching.requests import VisitRequest
from domain.orders.policy import OrderPolicy
from domain.orders.refusals import WindowNotBookable
from domain.orders.submitting import require_bookable
from domain.scheduling.calendar import VisitNeed
from domain.shared.ids import AccountId, AddressId, OrderId, ServiceId, VisitId
from domain.shared.time import Window

OPENS: Final = time(8)
CLOSES: Final = time(20)
LENGTH: Final = timedelta(hours=2)
STEP: Final = timedelta(minutes=30)

# A window is free as soon as one worker fits, and that is nearly always one of the nearest: asking only
# these keeps a screen that is opened often cheap. Who is further away is asked when the order is placed.
NEAREST_ASKED: Final = 40


@dataclass(frozen=True, slots=True)
class TrueSlots:
    """`day` is a calendar day in the region's time zone."""

    account_id: AccountId
    service_id: ServiceId
    address_id: AddressId
    day: date


@dataclass(frozen=True, slots=True)
class TrueSlotsHandler:
    """Workers and travel times are fetched once; all windows are judged in memory."""

    new_uow: NewUnit
    clock: Clock
    ids: Ids
    travel: TravelTimes

    async def __call__(self, query: TrueSlots) -> Slots:
        """Raises `AddressNotFound` (also for somebody else's) and `ServiceNotFound`."""
        now = self.clock.now()
        async with self.new_uow() as uow:
            facts = await uow.world.ordering_facts(query.account_id, query.address_id, query.service_id)
            windows = tuple(windows_of(query.day, ZoneInfo(facts.zone)))
            bookable = [window for window in windows if is_bookable(window, facts.policy, now)]
            if not bookable:
                return _slots(windows, frozenset())
            whole_day = Window(bookable[0].start, bookable[-1].end)
            request = self._request(facts, whole_day)
            workers = await uow.world.able_workers(request, facts.region_id, NEAREST_ASKED)
        tables = await fetch_travel(self.travel, facts.region_id, (request,), workers)
        context = DispatchContext(now, facts.dispatch_policy, tables)
        crew = [ready(worker, context) for worker in workers]
        free = (window for window in bookable if somebody_fits(self._request(facts, window), crew, context))
        return _slots(windows, frozenset(free))

    def _request(self, facts: OrderingFacts, window: Window) -> VisitRequest:
        """The visit as it would be asked for; its ids are never stored."""
        terms = facts.terms
        need = VisitNeed(facts.place.point, window, terms.duration_s)
        return VisitRequest(
            VisitId(self.ids.new()), OrderId(self.ids.new()), need, terms.skill, terms.min_level
        )


def windows_of(day: date, zone: ZoneInfo) -> Iterator[Window]:
    """Two hours from each half hour on, all of it between 08:00 and 20:00 by the region's clocks."""
    start = datetime.combine(day, OPENS)
    while start + LENGTH <= datetime.combine(day, CLOSES):
        yield Window(
            start.replace(tzinfo=zone).astimezone(UTC), (start + LENGTH).replace(tzinfo=zone).astimezone(UTC)
        )
        start += STEP


def is_bookable(window: Window, policy: OrderPolicy, now: datetime) -> bool:
    """Shown are only windows that lie ahead, though one that has begun may still be asked for."""
    if window.start < now:
        return False
    try:
        require_bookable(window, policy, now)
    except WindowNotBookable:
        return False
    return True


def somebody_fits(request: VisitRequest, crew: Sequence[ReadyWorker], context: DispatchContext) -> bool:
    return any(judge(request, worker, context).fits for worker in crew)


def _slots(windows: Sequence[Window], free: frozenset[Window]) -> Slots:
    return Slots(
        slots=tuple(
            Slot(start=window.start, end=window.end, is_available=window in free) for window in windows
        )
    )
