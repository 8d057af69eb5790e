"""Decision cards and dispatch runs. What a solver found is kept as one JSON document."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import msgspec

from adapters.persistence.fragments import Fragment
from adapters.persistence.unit import SqlSession
from application.ports.dispatching import KeptCard, Run, RunNotFound, RunNotOpen, RunResult, RunStatus
from domain.shared.ids import CardId, OrderId, RegionId, RunId

_ADD_CARD: Final = Fragment(
    "card_added",
    "INSERT INTO decision_cards (id, region_id, order_id, run_id, mode, card, created_at) "
    "VALUES (%(id)s, %(region_id)s, %(order_id)s, %(run_id)s, %(mode)s, %(card)s::jsonb, %(created_at)s)",
)
_FORGET_UNSERVED: Final = Fragment(
    "unserved_card_dropped", "DELETE FROM decision_cards WHERE order_id = %(order_id)s AND mode = 'unserved'"
)
_FORGET_OTHERS: Final = Fragment(
    "unserved_cards_dropped",
    "DELETE FROM decision_cards WHERE order_id = ANY(%(order_ids)s::uuid[]) AND mode = 'unserved' "
    "AND id <> ALL(%(kept)s::uuid[])",
)
# The scores of candidates change with every minute: for them alone no row is written anew.
_KEEP_UNSERVED: Final = Fragment(
    "unserved_cards_kept",
    "INSERT INTO decision_cards (id, region_id, order_id, run_id, mode, card, created_at) "
    "SELECT (c ->> 'id')::uuid, (c ->> 'region_id')::uuid, o.id, (c ->> 'run_id')::uuid, c ->> 'mode', c, "
    "(c ->> 'created_at')::timestamptz FROM jsonb_array_elements(%(cards)s::jsonb) c "
    "JOIN orders o ON o.id = (c ->> 'order_id')::uuid AND o.status = 'READY' "
    "ON CONFLICT (id) DO UPDATE SET run_id = EXCLUDED.run_id, card = EXCLUDED.card, "
    "created_at = EXCLUDED.created_at WHERE decision_cards.card - %(passing)s::text[] "
    "IS DISTINCT FROM EXCLUDED.card - %(passing)s::text[]",
)
_PASSING: Final = ["id", "run_id", "created_at", "candidates", "runner_up", "weights"]
_ADD_RUN: Final = Fragment(
    "run_added",
    "INSERT INTO dispatch_runs (id, region_id, kind, status, requested_by, order_ids, created_at) "
    "VALUES (%(id)s, %(region_id)s, 'preview', %(status)s, %(requested_by)s, %(order_ids)s::jsonb, "
    "%(created_at)s)",
)
_MOVE_RUN: Final = Fragment(
    "run_moved",
    "UPDATE dispatch_runs SET status = %(status)s, result = coalesce(%(result)s::jsonb, result), "
    "ended_at = %(ended_at)s, lease_until = NULL WHERE id = %(id)s AND status = %(was)s",
    expects=1,
    refusal=RunNotOpen,
)
_COLUMNS: Final = "id, region_id, status, requested_by, order_ids, created_at, result, ended_at"
_TAKE: Final = f"""
UPDATE dispatch_runs SET status = 'solving', lease_until = %(lease_until)s
 WHERE id = (SELECT id FROM dispatch_runs AS free
              WHERE (status = 'queued' OR (status = 'solving' AND lease_until < %(now)s))
                AND NOT EXISTS (SELECT FROM dispatch_runs AS busy
                                 WHERE busy.region_id = free.region_id
                                   AND busy.status = 'solving' AND busy.lease_until >= %(now)s)
              ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING {_COLUMNS}"""

_result: Final = msgspec.json.Decoder(RunResult)
_order_ids: Final = msgspec.json.Decoder(tuple[OrderId, ...])


@dataclass(frozen=True, slots=True)
class SqlCards:
    session: SqlSession

    async def known(self, ids: Collection[CardId]) -> set[CardId]:
        sql = "SELECT id FROM decision_cards WHERE id = ANY(%(ids)s::uuid[])"
        return {CardId(row[0]) for row in await self.session.fetch_all(sql, {"ids": list(ids)})}

    def add(self, card: KeptCard) -> None:
        params = {
            "id": card.id,
            "region_id": card.region_id,
            "order_id": card.order_id,
            "run_id": card.run_id,
            "mode": card.mode,
            "card": _json(card),
            "created_at": card.created_at,
        }
        self.session.write(_FORGET_UNSERVED, {"order_id": card.order_id})
        self.session.write(_ADD_CARD, params)

    def keep_unserved(self, order_ids: Collection[OrderId], cards: Sequence[KeptCard]) -> None:
        kept = [card.id for card in cards]
        self.session.write(_FORGET_OTHERS, {"order_ids": list(order_ids), "kept": kept})
        if cards:
            self.session.write(_KEEP_UNSERVED, {"cards": _json(cards), "passing": _PASSING})


@dataclass(frozen=True, slots=True)
class SqlRuns:
    session: SqlSession

    async def get(self, run_id: RunId) -> Run:
        sql = f"SELECT {_COLUMNS} FROM dispatch_runs WHERE id = %(id)s"
        row = await self.session.fetch_one(sql, {"id": run_id})
        if row is None:
            raise RunNotFound()
        return run_from(row)

    async def take_queued(self, lease_until: datetime, now: datetime) -> Run | None:
        row = await self.session.fetch_one(_TAKE, {"lease_until": lease_until, "now": now})
        return run_from(row) if row else None

    def add(self, run: Run) -> None:
        params = {
            "id": run.id,
            "region_id": run.region_id,
            "status": run.status.value,
            "requested_by": run.requested_by,
            "order_ids": _json(run.order_ids),
            "created_at": run.created_at,
        }
        self.session.write(_ADD_RUN, params)

    def move(self, run: Run, was: RunStatus) -> None:
        params = {
            "id": run.id,
            "status": run.status.value,
            "was": was.value,
            "result": _json(run.result) if run.result else None,
            "ended_at": run.ended_at,
        }
        self.session.write(_MOVE_RUN, params)


def run_from(row: tuple[Any, ...]) -> Run:
    return Run(
        id=RunId(row[0]),
        region_id=RegionId(row[1]),
        status=RunStatus(row[2]),
        requested_by=row[3],
        order_ids=_order_ids.decode(row[4]) if row[4] and row[4] != b"null" else None,
        created_at=row[5],
        result=_result.decode(row[6]) if row[6] else None,
        ended_at=row[7],
    )


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
