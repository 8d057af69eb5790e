"""Regions with their settings, doors, prices and workers: what other subjects keep and orders look up."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from math import cos, radians, sin
from typing import NamedTuple, Protocol

from application.ports.world import RegionSettings
from domain.catalogue.model import Service, ServiceCategory, ServicePrice
from domain.communities.area import Area
from domain.communities.model import Address, Community, Region
from domain.dispatching.policy import DispatchPolicy
from domain.identity.account import Account
from domain.orders.policy import OrderPolicy
from domain.shared.geo import Point
from domain.shared.ids import AddressId, CategoryId, CommunityId, RegionId, ServiceId, WorkerId
from domain.shared.time import Window
from domain.workforce.model import Leave, ServiceArea, Shift, Worker

Chord = tuple[float, float, float]


class ShelfOfServices(Protocol):
    @property
    def categories(self) -> Sequence[ServiceCategory]: ...
    @property
    def services(self) -> Sequence[Service]: ...


class Settlement(Protocol):
    """One region with everything in it, as records; a generated city is one."""

    @property
    def region(self) -> Region: ...
    @property
    def catalogue(self) -> ShelfOfServices: ...
    @property
    def prices(self) -> Sequence[ServicePrice]: ...
    @property
    def communities(self) -> Sequence[Community]: ...
    @property
    def accounts(self) -> Sequence[Account]: ...
    @property
    def addresses(self) -> Sequence[Address]: ...
    @property
    def workers(self) -> Sequence[Worker]: ...
    @property
    def shifts(self) -> Sequence[Shift]: ...
    @property
    def leaves(self) -> Sequence[Leave]: ...
    @property
    def service_areas(self) -> Sequence[ServiceArea]: ...


@dataclass(frozen=True, slots=True)
class KnownWorker:
    """A worker with calendar and whereabouts. Shifts do not overlap; both kinds of windows are in order."""

    worker: Worker
    shifts: tuple[Window, ...] = ()
    leaves: tuple[Window, ...] = ()
    area: Area | None = None
    position: Point | None = None
    position_at: datetime | None = None

    def shifts_in(self, during: Window) -> tuple[Window, ...]:
        last = bisect_left(self.shifts, during.end, key=_start)
        first = last
        while first and self.shifts[first - 1].end > during.start:
            first -= 1
        return self.shifts[first:last]

    def leaves_in(self, during: Window) -> tuple[Window, ...]:
        return tuple(leave for leave in self.leaves if leave.overlaps(during))


class SkilledHome(NamedTuple):
    """Where somebody with a skill of that level sets out in the morning."""

    level: int
    chord: Chord
    worker_id: WorkerId


@dataclass(slots=True)
class Directory:
    regions: dict[RegionId, RegionSettings] = field(default_factory=dict)
    order_policies: dict[RegionId, OrderPolicy] = field(default_factory=dict)
    communities: dict[CommunityId, Community] = field(default_factory=dict)
    addresses: dict[AddressId, Address] = field(default_factory=dict)
    places: dict[RegionId, Region] = field(default_factory=dict)
    categories: dict[CategoryId, ServiceCategory] = field(default_factory=dict)
    services: dict[ServiceId, Service] = field(default_factory=dict)
    prices: dict[tuple[ServiceId, RegionId], ServicePrice] = field(default_factory=dict)
    workers: dict[WorkerId, KnownWorker] = field(default_factory=dict)
    _skilled: dict[tuple[RegionId, str], list[SkilledHome]] = field(default_factory=lambda: defaultdict(list))

    def settle(self, place: Settlement) -> None:
        region = place.region
        self.regions[region.id] = RegionSettings(
            region_id=region.id,
            code=region.code,
            zone=region.time_zone,
            currency=region.currency,
            currency_exponent=region.currency_exponent,
            dispatch_policy=DispatchPolicy(),
            version=1,
        )
        self.places[region.id] = region
        self.order_policies[region.id] = OrderPolicy()
        self.communities |= {one.id: one for one in place.communities}
        self.addresses |= {one.id: one for one in place.addresses}
        self.categories |= {one.id: one for one in place.catalogue.categories}
        self.services |= {one.id: one for one in place.catalogue.services}
        self.prices |= {(one.service_id, one.region_id): one for one in place.prices}
        shifts, leaves = _windows_of(place.shifts), _windows_of(place.leaves)
        areas = {one.worker_id: one.area for one in place.service_areas}
        for worker in place.workers:
            mine = worker.id
            self.employ(worker, shifts.get(mine, ()), leaves.get(mine, ()), areas.get(mine))

    def employ(
        self,
        worker: Worker,
        shifts: tuple[Window, ...],
        leaves: tuple[Window, ...] = (),
        area: Area | None = None,
    ) -> None:
        self.workers[worker.id] = KnownWorker(worker, shifts, leaves, area)
        for skill in worker.skills:
            home = SkilledHome(skill.level, chord_to(worker.home), worker.id)
            self._skilled[worker.region_id, skill.code].append(home)

    def names(self) -> dict[WorkerId, str]:
        return {one: known.worker.name for one, known in self.workers.items()}

    def in_region(self, region_id: RegionId) -> Iterator[KnownWorker]:
        """In the order of their ids."""
        mine = (one for one in self.workers.values() if one.worker.region_id == region_id)
        return iter(sorted(mine, key=lambda one: one.worker.id))

    def nearest(
        self, region_id: RegionId, skill: str, min_level: int, window: Window, place: Point, limit: int
    ) -> list[KnownWorker]:
        """Workers with the skill and a shift that touches the window, nearest home first."""
        x, y, z = chord_to(place)

        def away(one: SkilledHome) -> tuple[float, WorkerId]:
            """The square of the straight line through the earth, which grows with the way over it."""
            a, b, c = one.chord
            return (a - x) ** 2 + (b - y) ** 2 + (c - z) ** 2, one.worker_id

        skilled = self._skilled.get((region_id, skill), ())
        in_order = sorted((one for one in skilled if one.level >= min_level), key=away)
        known = (self.workers[one.worker_id] for one in in_order)
        return list(islice((one for one in known if one.shifts_in(window)), limit))


def _start(window: Window) -> datetime:
    return window.start


def _windows_of(spans: Iterable[Shift | Leave]) -> dict[WorkerId, tuple[Window, ...]]:
    found: dict[WorkerId, list[Window]] = defaultdict(list)
    for one in sorted(spans, key=lambda span: span.window.start):
        found[one.worker_id].append(one.window)
    return {worker_id: tuple(windows) for worker_id, windows in found.items()}


def chord_to(point: Point) -> Chord:
    """The point on a sphere of radius 1."""
    lon, lat = radians(point.lon), radians(point.lat)
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)
