"""Real time and ids of a process."""

from datetime import UTC, datetime
from uuid import UUID

import uuid_utils


class RealClock:
    """The machine's clock, aware UTC."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class Uuid7Ids:
    """UUIDv7 (RFC 9562): 48 bits of milliseconds, then randomness."""

    def new(self) -> UUID:
        return UUID(int=uuid_utils.uuid7().int)
