"""What only grows and nobody asks for again. Ids are UUIDv7, so they tell how old a row is in real time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from adapters.persistence.pooled import PooledStatements
from application.ports.time import SystemClock

KEEP_LOOSE_PHOTOS: Final = timedelta(days=1)
KEEP_REACTIONS: Final = timedelta(days=4)  # longer than the relay keeps the events themselves
KEEP_MESSAGES: Final = timedelta(days=180)

# A photo that an order takes along at this very moment is judged again by the outer condition. Only rows
# go: the files are named by their content, and one of them may be somebody else's next upload.
_LOOSE_PHOTOS: Final = """
DELETE FROM photos WHERE order_id IS NULL AND id IN (
    SELECT id FROM photos WHERE order_id IS NULL AND id < %(before)s LIMIT 5000)"""
_REACTIONS: Final = """
DELETE FROM reactions_done WHERE event_id IN (
    SELECT d.event_id FROM reactions_done d WHERE d.event_id < %(before)s
       AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.event_id = d.event_id) LIMIT 5000)"""
_MESSAGES: Final = """
DELETE FROM inbox_messages WHERE id IN (
    SELECT id FROM inbox_messages WHERE id < %(before)s ORDER BY id LIMIT 5000)"""

_NOTICES: Final = """
DELETE FROM expiry_notices WHERE message_id IN (
    SELECT message_id FROM expiry_notices WHERE message_id < %(before)s ORDER BY message_id LIMIT 5000)"""


@dataclass(frozen=True, slots=True)
class SqlLeftovers:
    """Photos that no order took along, notes of reactions to forgotten events, old messages and who was told
    what in them.
    """

    statements: PooledStatements
    system_clock: SystemClock

    async def forget(self) -> None:
        """Drop some thousands of each."""
        now = self.system_clock.now()
        for sql, keep in (
            (_LOOSE_PHOTOS, KEEP_LOOSE_PHOTOS),
            (_REACTIONS, KEEP_REACTIONS),
            (_MESSAGES, KEEP_MESSAGES),
            (_NOTICES, KEEP_MESSAGES),
        ):
            await self.statements.run(sql, {"before": first_id_at(now - keep)})


def first_id_at(moment: datetime) -> UUID:
    """The smallest UUIDv7 of that millisecond: ids made before it are smaller."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)
