"""Decision cards and dispatch runs in memory."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from adapters.memory.rows import RunRow
from adapters.memory.session import MemorySession
from adapters.memory.transaction import Transaction
from application.ports.dispatching import UNSERVED, KeptCard, Run, RunNotFound, RunNotOpen, RunStatus
from domain.orders.status import Status
from domain.shared.ids import CardId, OrderId, RunId


@dataclass(frozen=True, slots=True)
class MemoryCards:
    session: MemorySession

    async def known(self, ids: Collection[CardId]) -> set[CardId]:
        return {card_id for card_id in ids if card_id in self.session.store.cards}

    def add(self, card: KeptCard) -> None:
        def store(transaction: Transaction) -> None:
            self._forget_unserved(transaction, {card.order_id})
            transaction.put(self.session.store.cards, card.id, _frozen(card))

        self.session.write(store)

    def keep_unserved(self, order_ids: Collection[OrderId], cards: Sequence[KeptCard]) -> None:
        def store(transaction: Transaction) -> None:
            kept, orders = self.session.store.cards, transaction.orders.rows
            self._forget_unserved(transaction, set(order_ids), {card.id for card in cards})
            for card in cards:
                order = orders.get(card.order_id)
                if order is None or order.status is not Status.READY:
                    continue
                if card.id not in kept or _said(kept[card.id]) != _said(card):
                    transaction.put(kept, card.id, _frozen(card))

        self.session.write(store)

    def _forget_unserved(
        self, transaction: Transaction, order_ids: set[OrderId], but: Collection[CardId] = ()
    ) -> None:
        cards = self.session.store.cards
        for card in list(cards.values()):
            if card.mode == UNSERVED and card.order_id in order_ids and card.id not in but:
                transaction.drop(cards, card.id)


@dataclass(frozen=True, slots=True)
class MemoryRuns:
    session: MemorySession

    async def get(self, run_id: RunId) -> Run:
        row = self.session.store.runs.get(run_id)
        if row is None:
            raise RunNotFound()
        return row.run

    async def take_queued(self, lease_until: datetime, now: datetime) -> Run | None:
        """At once, without waiting for a commit: whoever takes a run has it."""
        runs = self.session.store.runs
        free = [row.run for row in runs.values() if _is_free(row, now)]
        busy = {row.run.region_id for row in runs.values() if _is_held(row, now)}
        free = [run for run in free if run.region_id not in busy]
        if not free:
            return None
        oldest = min(free, key=lambda run: (run.created_at, run.id))
        taken = replace(oldest, status=RunStatus.SOLVING)
        runs[taken.id] = RunRow(taken, lease_until)
        return taken

    def add(self, run: Run) -> None:
        row = RunRow(run)
        self.session.write(lambda transaction: transaction.put(self.session.store.runs, run.id, row))

    def move(self, run: Run, was: RunStatus) -> None:
        def store(transaction: Transaction) -> None:
            runs = self.session.store.runs
            row = runs.get(run.id)
            if row is None or row.run.status is not was:
                raise RunNotOpen()
            moved = replace(
                row.run, status=run.status, result=run.result or row.run.result, ended_at=run.ended_at
            )
            transaction.put(runs, run.id, RunRow(moved))

        self.session.write(store)


def _frozen(card: KeptCard) -> KeptCard:
    return replace(card, failures_by_code=dict(card.failures_by_code))


def _said(card: KeptCard) -> tuple[object, ...]:
    """What a card of an unserved visit says; the scores of candidates change with every minute."""
    return card.reason, card.admissions, card.losses, card.failures_by_code, card.rule, card.solver_reason


def _is_free(row: RunRow, now: datetime) -> bool:
    if row.run.status is RunStatus.QUEUED:
        return True
    return row.run.status is RunStatus.SOLVING and row.lease_until is not None and not _is_held(row, now)


def _is_held(row: RunRow, now: datetime) -> bool:
    is_leased = row.lease_until is not None and row.lease_until >= now
    return row.run.status is RunStatus.SOLVING and is_leased
