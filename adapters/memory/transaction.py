"""One commit in memory: writes are applied in turn, judged together, and taken back if one is refused."""

from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self, TypeVar

from adapters.memory.judges import judge_order, judge_worker
from adapters.memory.order_table import OrderTable
from adapters.memory.photos import MemoryPhotoShelf
from domain.orders.order import Order
from domain.photos.photo import Photo
from domain.shared.ids import OrderId, WorkerId

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(slots=True)
class Transaction:
    """Nothing in it waits, so nobody sees a half of it. Refusals leave the store as it was."""

    orders: OrderTable
    photos: MemoryPhotoShelf
    _steps_back: list[Callable[[], object]] = field(default_factory=list)
    _orders: set[OrderId] = field(default_factory=set)
    _workers: set[WorkerId] = field(default_factory=set)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            for step in reversed(self._steps_back):
                step()

    def put(self, table: dict[Key, Value], key: Key, value: Value) -> None:
        if key in table:
            known = table[key]
            self._steps_back.append(lambda: table.__setitem__(key, known))
        else:
            self._steps_back.append(lambda: table.pop(key))
        table[key] = value

    def drop(self, table: dict[Key, Value], key: Key) -> None:
        if key in table:
            known = table.pop(key)
            self._steps_back.append(lambda: table.__setitem__(key, known))

    def has_written(self, order_id: OrderId) -> bool:
        """A statement of PostgreSQL writes a row once: what memory would allow would be lost there."""
        return order_id in self._orders

    def put_order(self, order: Order) -> None:
        """Keep an order that nobody else holds."""
        if self.has_written(order.id):
            raise RuntimeError("two writes of one order in a unit of work")
        table, known = self.orders, self.orders.rows.get(order.id)
        if known is None:
            self._steps_back.append(lambda: table.remove(order.id))
        else:
            self._steps_back.append(lambda: table.put(known))
        table.put(order)
        self._orders.add(order.id)
        if order.visit.worker_id is not None:
            self._workers.add(order.visit.worker_id)

    def put_photo(self, photo: Photo) -> None:
        shelf, known = self.photos, self.photos.rows.get(photo.id)
        if known is None:
            self._steps_back.append(lambda: shelf.remove(photo.id))
        else:
            self._steps_back.append(lambda: shelf.put(known))
        shelf.put(photo)

    def judge(self) -> None:
        """What constraints are on PostgreSQL: they see the state after all writes."""
        for order_id in self._orders:
            judge_order(self.orders.rows[order_id])
        for worker_id in self._workers:
            judge_worker(self.orders.firm_visits(worker_id))
