"""What was answered under a request key, so that a repeated write is done once."""

from dataclasses import dataclass, field
from uuid import UUID

from application.ports.unit_of_work import AlreadyAnswered, IdempotencyKeyReused, RequestKey, TwinInFlight
from domain.shared.errors import DomainError

Name = tuple[UUID, str, str]


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    fingerprint: bytes
    body: bytes


@dataclass(slots=True)
class KeptAnswers:
    """Only what was committed has an answer: a refusal leaves the key free."""

    _rows: dict[Name, KeptAnswer] = field(default_factory=dict)

    def require_unused(self, key: RequestKey) -> None:
        """Raises `TwinInFlight`, which leaving the unit of work turns into the kept answer."""
        if _name(key) in self._rows:
            raise TwinInFlight()

    def keep(self, key: RequestKey, body: bytes) -> None:
        self._rows[_name(key)] = KeptAnswer(key.fingerprint, body)

    def replay(self, key: RequestKey, refusal: DomainError) -> None:
        """Raises `AlreadyAnswered` or `IdempotencyKeyReused` in place of a refusal, if there is an answer."""
        kept = self._rows.get(_name(key))
        if kept is None:
            return
        if kept.fingerprint != key.fingerprint:
            raise IdempotencyKeyReused() from refusal
        raise AlreadyAnswered(kept.body) from refusal


def _name(key: RequestKey) -> Name:
    return key.owner_id, key.route, key.key
