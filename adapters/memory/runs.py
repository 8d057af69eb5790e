"""Decision cards and dispatch runs in memory."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from adapters.memory.rows import RunRow
from adapters.memory.session import MemorySession
from adapters.memory.transaction import Transaction
from application.ports.dispatching import KeptCard, Run, RunNotFound, RunNotOpen, RunStatus
from domain.shared.ids import CardId, RunId


@dataclass(frozen=True, slots=True)
class MemoryCards:
    session: MemorySession

    async def known(self, ids: Collection[CardId]) -> set[CardId]:
        return {card_id for card_id in ids if card_id in self.session.store.cards}

    def add(self, card: KeptCard) -> None:
        kept = replace(card, failures_by_code=dict(card.failures_by_code))
        self.session.write(lambda transaction: transaction.put(self.session.store.cards, card.id, kept))


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


def _is_free(row: RunRow, now: datetime) -> bool:
    if row.run.status is RunStatus.QUEUED:
        return True
    return row.run.status is RunStatus.SOLVING and row.lease_until is not None and not _is_held(row, now)


def _is_held(row: RunRow, now: datetime) -> bool:
    is_leased = row.lease_until is not None and row.lease_until >= now
    return row.run.status is RunStatus.SOLVING and is_leased
