"""Random conditions as JSON, random readings for them, and the same condition in another language (CEL)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from zoneinfo import ZoneInfo

from domain.promotions.cart import Line, LineKind, Scene
from domain.promotions.conditions.fields import FIELDS, RANGES, Kind, Value, fixed_readings
from domain.promotions.conditions.nodes import Node
from domain.promotions.conditions.read_tree import read_condition
from domain.promotions.reader import Place

Json = dict[str, object]
NOW = datetime(2026, 5, 6, 10, 30, tzinfo=UTC)
ZONE = ZoneInfo("America/Santiago")
WORDS = ("gold", "silver", "vip", "new", "x")
SERVICES = ("ac", "sink", "pipe")
ASKED = [name for name in FIELDS if not name.startswith("now.")]


def read(tree: object) -> Node:
    place = Place(tree, "when")
    node = read_condition(place)
    assert place.faults == []
    return node


def scene(readings: dict[str, Value | None] | None = None, *lines: Line) -> Scene:
    return Scene(lines, fixed_readings(readings or {}, NOW, ZONE))


@dataclass(frozen=True)
class Trees:
    """Values stay small, so that bounds are met often."""

    random: Random

    def tree(self, depth: int = 3) -> Json:
        kind = self.random.choice(("all", "any", "not", "leaf", "leaf", "leaf") if depth else ("leaf",))
        if kind == "leaf":
            return self.leaf()
        if kind == "not":
            return {"not": self.tree(depth - 1)}
        return {kind: [self.tree(depth - 1) for _ in range(self.random.randint(1, 3))]}

    def leaf(self) -> Json:
        if self.random.random() < 0.25:
            return self.lines_leaf()
        name = self.random.choice(ASKED)
        kind = FIELDS[name].kind
        if self.random.random() < 0.1:
            return {"field": name, "op": "known"}
        if kind is Kind.TEXTS:
            op = self.random.choice(("has_any", "has_all", "has_none"))
            return {"field": name, "op": op, "values": self.random.sample(WORDS, 2)}
        if kind is Kind.CLOCK and self.random.random() < 0.5:
            start, end = self.random.sample(range(24), 2)
            return {"field": name, "op": "within", "from": f"{start:02}:00", "to": f"{end:02}:30"}
        if kind in (Kind.TEXT, Kind.WEEKDAY, Kind.COUNT) and self.random.random() < 0.4:
            values = sorted({self.value(kind) for _ in range(2)}, key=str)
            return {"field": name, "op": self.random.choice(("in", "not_in")), "values": values}
        equality = ("eq", "ne")
        ops = equality if kind in (Kind.FLAG, Kind.TEXT) else (*equality, "lt", "le", "gt", "ge")
        value = self.value(kind)
        if kind is Kind.CLOCK:
            value = f"{int(value) // 60:02}:{int(value) % 60:02}"
        return {"field": name, "op": self.random.choice(ops), "value": value}

    def lines_leaf(self) -> Json:
        measure = self.random.choice(("amount", "units", "line_units", "lines"))
        chosen = self.random.sample(SERVICES, self.random.randint(1, 2))
        selector: Json = {} if self.random.random() < 0.4 else {"services": chosen}
        if self.random.random() < 0.3:
            selector["tags"] = [self.random.choice(WORDS)]
        if self.random.random() < 0.2:
            selector["except_tags"] = [self.random.choice(WORDS)]
        return {
            measure: selector,
            "op": self.random.choice(("lt", "le", "eq", "ne", "gt", "ge")),
            "value": self.random.randint(0, 6),
        }

    def value(self, kind: Kind) -> bool | int | str:
        if kind is Kind.FLAG:
            return self.random.random() < 0.5
        if kind is Kind.TEXT:
            return self.random.choice(WORDS)
        low, high = RANGES[kind]
        return self.random.randint(max(low, 0), min(high, 7))

    def readings(self) -> dict[str, Value | None]:
        found: dict[str, Value | None] = {}
        for name in ASKED:
            kind = FIELDS[name].kind
            if self.random.random() < 0.25:
                continue
            if kind is Kind.TEXTS:
                found[name] = frozenset(self.random.sample(WORDS, self.random.randint(0, 3)))
            else:
                found[name] = self.value(kind)
        return found

    def lines(self) -> tuple[Line, ...]:
        return tuple(
            Line(
                id=f"L{i}",
                service=self.random.choice(SERVICES),
                amount_minor=self.random.randint(0, 5),
                units=self.random.randint(1, 3),
                kind=self.random.choice(tuple(LineKind)),
                tags=frozenset(self.random.sample(WORDS, self.random.randint(0, 2))),
            )
            for i in range(self.random.randint(0, 4))
        )
