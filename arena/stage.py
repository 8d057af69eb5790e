"""The product, on memory and a clock that is moved by hand: the same use cases that serve the public API."""

from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import ceil
from typing import Any, TypeVar

from adapters.memory.clock import HandClock
from adapters.memory.directory import Settlement
from adapters.memory.due import MemoryDueOrders
from adapters.memory.ids import SeededIds
from adapters.memory.store import MemoryStore
from adapters.memory.work import MemoryUnits
from application.dispatching.judging import Judge
from application.orders.run_out import RunOutHandler
from application.promotions.live_rules import LiveRules
from application.upkeep.deadlines import WatchDeadlines
from arena.agenda import Agenda
from arena.atlas import Atlas
from domain.dispatching.policy import DispatchPolicy
from domain.identity.roles import Actor, Role
from domain.orders.events import OrderEvent
from domain.orders.order import Order
from domain.orders.policy import OrderPolicy
from domain.shared.ids import AccountId, OrderId, RegionId

Answer = TypeVar("Answer")


class Waited(RuntimeError):
    """A use case waited for something outside, which nothing here may do."""


def played(command: Coroutine[Any, Any, Answer]) -> Answer:
    """Run a use case to its end: on memory nothing ever waits, so no event loop is needed."""
    try:
        command.send(None)
    except StopIteration as ended:
        return ended.value  # type: ignore[no-any-return]
    command.close()
    raise Waited()


@dataclass(frozen=True, slots=True)
class Policies:
    """The settings of the region, as an operator would have set them."""

    dispatch: DispatchPolicy
    order: OrderPolicy


@dataclass(slots=True)
class Stage:
    """One region in a memory store. `agenda` has the time; `clock` follows it."""

    settlement: Settlement
    midnight: datetime
    atlas: Atlas
    agenda: Agenda
    seed: int
    policies: Policies
    ids: SeededIds = field(init=False)
    store: MemoryStore = field(init=False)
    clock: HandClock = field(init=False)
    new_uow: MemoryUnits = field(init=False)
    judge: Judge = field(init=False)
    rules: LiveRules = field(default_factory=LiveRules)
    _deadlines: WatchDeadlines = field(init=False)

    def __post_init__(self) -> None:
        self.ids = SeededIds(self.seed)
        self.store = MemoryStore(self.ids, encode=_nothing)
        self.store.settle(self.settlement)
        regions = self.store.directory.regions
        regions[self.region_id] = replace(regions[self.region_id], dispatch_policy=self.policies.dispatch)
        self.store.directory.order_policies[self.region_id] = self.policies.order
        self.clock = HandClock(self.moment(self.agenda.now_s))
        self.new_uow = MemoryUnits(self.store, self.clock)
        self.judge = Judge(self.atlas)
        due = MemoryDueOrders(self.store.orders)
        self._deadlines = WatchDeadlines(due, self.clock, RunOutHandler(self.new_uow, self.clock))

    @property
    def region_id(self) -> RegionId:
        return self.settlement.region.id

    @property
    def manager(self) -> Actor:
        """Reviews, dispatches and manages, as the office of a small company does."""
        roles = frozenset({Role.REVIEWER, Role.DISPATCHER, Role.MANAGER})
        return Actor(AccountId(self.region_id), roles, self.region_id)

    def moment(self, second: int) -> datetime:
        return self.midnight + timedelta(seconds=second)

    def second(self, moment: datetime) -> int:
        return round((moment - self.midnight).total_seconds())

    def order(self, order_id: OrderId) -> Order:
        """As it is stored; not to be changed."""
        return self.store.orders.rows[order_id]

    def go_on(self) -> None:
        """Let the clock follow the agenda."""
        self.clock.reach(self.moment(self.agenda.now_s))

    def next_deadline_s(self) -> int | None:
        moment = self.store.orders.next_due()
        return None if moment is None else ceil((moment - self.midnight).total_seconds())

    def watch_deadlines(self) -> None:
        """Take every consequence that is due, as the background process does."""
        while played(self._deadlines()):
            continue

    def happened(self) -> Iterator[OrderEvent]:
        """Events of what was committed since the last look, in their order."""
        outbox = self.store.outbox
        while outbox.to_react:
            rows = list(outbox.to_react.values())
            outbox.to_react.clear()
            outbox.to_relay.clear()
            for row in rows:
                if isinstance(row.event, OrderEvent):
                    yield row.event


def _nothing(answer: object) -> bytes:
    """No request key is ever used here, so no answer is kept."""
    return b""
