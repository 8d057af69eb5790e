"""The unit of work in memory: reads at once, buffers writes, stores them in one uninterrupted step."""

from collections.abc import Callable
from types import TracebackType
from typing import Self

from adapters.memory.store import MemoryStore
from adapters.memory.transaction import Transaction
from application.ports.unit_of_work import RequestKey
from domain.shared.errors import DomainError

Write = Callable[[Transaction], None]
Check = Callable[[], None]


class MemorySession:
    """What `adapters.persistence.unit.SqlSession` is for PostgreSQL."""

    def __init__(self, store: MemoryStore, key: RequestKey | None = None) -> None:
        self.store = store
        self._key = key
        self._writes: list[Write] = []
        self._events: list[object] = []
        self._is_open = False

    async def __aenter__(self) -> Self:
        self._is_open = True
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._is_open = False
        self._writes, self._events = [], []
        if self._key is not None and isinstance(error, DomainError):
            self.store.answers.replay(self._key, error)

    def write(self, write: Write) -> None:
        """Buffer a write. It may raise the refusal of a last judge; all others are then taken back."""
        self._writes.append(write)

    def record(self, event: object) -> None:
        self._events.append(event)

    async def commit(self, answer: object | None = None) -> None:
        if not self._is_open:
            raise RuntimeError("the unit of work is not open")
        store, key = self.store, self._key
        body = b"" if answer is None or key is None else store.encode(answer)
        if key is not None:
            store.answers.require_unused(key)
        with Transaction(store.orders, store.photos) as transaction:
            for write in self._writes:
                write(transaction)
            transaction.judge()
            self._check_last()
        self._apply_last()
        store.outbox.append(self._events)
        if key is not None:
            store.answers.keep(key, body)
        self._writes, self._events = [], []

    def _check_last(self) -> None:
        """For what keeps its own buffer: raise what forbids the commit, and change nothing."""

    def _apply_last(self) -> None:
        """Store what `_check_last` found in order."""
