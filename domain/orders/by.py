"""Who does something, and when."""

from dataclasses import dataclass
from datetime import datetime

from domain.identity.roles import Actor


@dataclass(frozen=True, slots=True)
class By:
    """An actor at a moment of business time."""

    actor: Actor
    at: datetime
