"""Reading JSON that people wrote, to the end, and noting every fault with its place."""

from collections.abc import Callable, Collection, Iterator, Mapping
from enum import StrEnum
from typing import Final, NoReturn, TypeVar

from domain.promotions.faults import Fault, FaultCode

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")
MOST_CHARACTERS: Final = 200


class Unreadable(Exception):
    """Stops the reading of one part; its fault is noted already."""


class Place:
    """A value in the JSON with its path. All places of one reading share one list of faults."""

    __slots__ = ("faults", "path", "value")

    def __init__(self, value: object, path: str = "", faults: list[Fault] | None = None) -> None:
        self.value, self.path = value, path
        self.faults: list[Fault] = [] if faults is None else faults

    def note(self, code: FaultCode, detail: object = "") -> None:
        self.faults.append(Fault(self.path, code, str(detail)[:MOST_CHARACTERS]))

    def stop(self, code: FaultCode, detail: object = "") -> NoReturn:
        self.note(code, detail)
        raise Unreadable

    def attempt(self, read: Callable[["Place"], T]) -> T | None:
        """What it reads, or None where that is unreadable: so that the rest is read too."""
        try:
            return read(self)
        except Unreadable:
            return None

    def keys(self, *allowed: str) -> Mapping[str, object]:
        """The object, whose keys are all among those allowed."""
        if not isinstance(self.value, dict):
            self.stop(FaultCode.WRONG_TYPE, "object")
        for key in self.value:
            if key not in allowed:
                Place(None, self._below(str(key)[:40]), self.faults).note(FaultCode.UNKNOWN_KEY)
        return self.value

    def _below(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def has(self, key: str) -> bool:
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def at(self, key: str) -> "Place":
        """The place under a key that must be there."""
        found = self.value.get(key) if isinstance(self.value, dict) else None
        below = Place(found, self._below(key), self.faults)
        if found is None:
            below.stop(FaultCode.MISSING)
        return below

    def items(self, most: int, least: int = 0) -> Iterator["Place"]:
        if not isinstance(self.value, list):
            self.stop(FaultCode.WRONG_TYPE, "list")
        if len(self.value) > most:
            self.stop(FaultCode.TOO_LARGE, f"at most {most}")
        if len(self.value) < least:
            self.stop(FaultCode.EMPTY)
        return (Place(each, f"{self.path}[{i}]", self.faults) for i, each in enumerate(self.value))

    def whole(self, low: int, high: int) -> int:
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            self.stop(FaultCode.WRONG_TYPE, "whole number")
        if not low <= self.value <= high:
            self.stop(FaultCode.OUT_OF_RANGE, f"{low}..{high}")
        return self.value

    def text(self, most: int = MOST_CHARACTERS) -> str:
        if not isinstance(self.value, str):
            self.stop(FaultCode.WRONG_TYPE, "text")
        if not self.value or len(self.value) > most or not self.value.isprintable():
            self.stop(FaultCode.OUT_OF_RANGE, f"1..{most} printable characters")
        return self.value

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            self.stop(FaultCode.WRONG_TYPE, "true or false")
        return self.value

    def one_of(self, names: type[E]) -> E:
        text = self.text()
        if text not in set(names):
            self.stop(FaultCode.UNKNOWN_NAME, f"one of {', '.join(names)}")
        return names(text)

    def texts(self, most: int = 200) -> frozenset[str]:
        return frozenset(each.text() for each in self.items(most, least=1))


def unique(place: Place, ids: Collection[str]) -> None:
    """Notes the ids that stand there more than once."""
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            place.note(FaultCode.TWICE, each)
        seen.add(each)
