"""The independent judge: a condition written in CEL, run by the library of its makers. For tests alone."""

import json
from collections.abc import Mapping

from cel_expr_python import cel

from domain.promotions.cart import Line
from domain.promotions.conditions.fields import FIELDS, Value

Json = Mapping[str, object]
_SIGNS = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}


def text_of(tree: Json) -> str:
    """Written from the JSON, not from our parsed tree: a fault of our reader shows as well."""
    if "always" in tree:
        return str(tree["always"]).lower()
    if "all" in tree:
        return "(" + " && ".join(text_of(each) for each in _list(tree["all"])) + ")"
    if "any" in tree:
        return "(" + " || ".join(text_of(each) for each in _list(tree["any"])) + ")"
    if "not" in tree:
        return f"!({text_of(tree['not'])})"  # type: ignore[arg-type]
    return _field(tree) if "field" in tree else _lines(tree)


def _list(value: object) -> list[Json]:
    assert isinstance(value, list)
    return value


def _field(tree: Json) -> str:
    name, op = str(tree["field"]), tree["op"]
    known, value = f"'{name}' in f", f"f['{name}']"
    if op == "known":
        return f"({known})"
    if op in _SIGNS:
        return f"({known} && {value} {_SIGNS[str(op)]} {_literal(tree['value'], FIELDS[name].kind)})"
    if op == "within":
        start, end = _literal(tree["from"], "clock"), _literal(tree["to"], "clock")
        joint = "&&" if int(start) < int(end) else "||"
        return f"({known} && ({value} >= {start} {joint} {value} < {end}))"
    values = json.dumps(tree["values"])
    if op in ("in", "not_in"):
        inside = f"({known} && {value} in {values})"
        return inside if op == "in" else f"!{inside}"
    macro = "all" if op == "has_all" else "exists"
    judged = f"({known} && {values}.{macro}(x, x in {value}))"
    return f"!{judged}" if op == "has_none" else judged


def _literal(value: object, kind: str) -> str:
    if kind == "clock":
        hours, minutes = str(value).split(":")
        return str(int(hours) * 60 + int(minutes))
    return json.dumps(value)


def _lines(tree: Json) -> str:
    measure = next(each for each in ("amount", "units", "line_units", "lines") if each in tree)
    chosen = f"lines.filter(l, {_selected(tree[measure])})"  # type: ignore[arg-type]
    sign, value = _SIGNS[str(tree["op"])], tree["value"]
    if measure == "lines":
        return f"({chosen}.size() {sign} {value})"
    if measure == "line_units":
        return f"(maximum({chosen}.map(l, l.units)) {sign} {value})"
    return f"(total({chosen}.map(l, l.{measure})) {sign} {value})"


def _selected(selector: Json) -> str:
    parts = ["true"]
    if "services" in selector:
        parts.append(f"l.service in {json.dumps(selector['services'])}")
    if "tags" in selector:
        parts.append(f"l.tags.exists(t, t in {json.dumps(selector['tags'])})")
    if "except_tags" in selector:
        parts.append(f"!l.tags.exists(t, t in {json.dumps(selector['except_tags'])})")
    return " && ".join(parts)


_NUMBERS = cel.Type.List(cel.Type.DYN)
_FUNCTIONS = [
    cel.FunctionDecl(
        name,
        [cel.Overload(f"{name}(list)", return_type=cel.Type.INT, parameters=[_NUMBERS], impl=implementation)],
    )
    for name, implementation in (
        ("total", lambda values: sum(map(_plain, values))),
        ("maximum", lambda values: max(map(_plain, values), default=0)),
    )
]


def _plain(value: object) -> int:
    found = value.plain_value() if isinstance(value, cel.Value) else value
    assert isinstance(found, int)
    return found


ENV = cel.NewEnv(
    variables={
        "f": cel.Type.Map(cel.Type.STRING, cel.Type.DYN),
        "lines": cel.Type.List(cel.Type.Map(cel.Type.STRING, cel.Type.DYN)),
    },
    functions=_FUNCTIONS,
)


def activation(readings: Mapping[str, Value | None], lines: tuple[Line, ...]) -> cel.Activation:
    known = {name: value for name, value in readings.items() if value is not None}
    plain = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in known.items()}
    rows = [
        {"service": x.service, "units": x.units, "amount": x.list_minor, "tags": sorted(x.tags)}
        for x in lines
    ]
    return ENV.Activation({"f": plain, "lines": rows})


def holds(tree: Json, readings: Mapping[str, Value | None], lines: tuple[Line, ...]) -> bool:
    answer = ENV.compile(text_of(tree)).eval(activation(readings, lines)).value()
    assert isinstance(answer, bool), answer
    return answer
