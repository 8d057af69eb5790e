"""Moments and half-open intervals. Moments are aware UTC; a naive one is refused."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.shared.errors import Malformed


class WindowIsEmpty(Malformed):
    code = "window_is_empty"


class MomentIsNaive(Malformed):
    code = "moment_is_naive"


def require_aware(moment: datetime) -> datetime:
    """The moment itself. Raises `MomentIsNaive` when it carries no offset."""
    if moment.utcoffset() is None:
        raise MomentIsNaive()
    return moment


@dataclass(frozen=True, slots=True)
class Window:
    """[start, end): the start belongs to it, the end does not. Raises `WindowIsEmpty` unless start < end."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        require_aware(self.start)
        require_aware(self.end)
        if self.end <= self.start:
            raise WindowIsEmpty()

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def holds(self, moment: datetime) -> bool:
        return self.start <= moment < self.end

    def overlaps(self, other: "Window") -> bool:
        return self.start < other.end and other.start < self.end
