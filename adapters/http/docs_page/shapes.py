"""JSON schemas as words: what a field is, in one line, with links to named shapes."""

from html import escape
from typing import Any, Final

from adapters.http.docs_page.prose import inline

Json = dict[str, Any]
_LIMITS: Final = (
    ("minimum", "from"),
    ("exclusiveMinimum", "above"),
    ("maximum", "to"),
    ("minLength", "characters from"),
    ("maxLength", "characters to"),
    ("minItems", "items from"),
    ("maxItems", "items to"),
    ("pattern", "like"),
)


def kind_of(schema: Json) -> str:
    """HTML for the type of a schema, such as `string (uuid)` or `list of OrderSummary`."""
    if "$ref" in schema:
        name = escape(schema["$ref"].rsplit("/", 1)[1])
        return f'<a href="#schema-{name}">{name}</a>'
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return " or ".join(kind_of(each) for each in schema[key])
    if "const" in schema or "enum" in schema:
        values = schema.get("enum", [schema.get("const")])
        return " | ".join(f"<code>{escape(str(value))}</code>" for value in values)
    return _plain_kind(schema)


def _plain_kind(schema: Json) -> str:
    kind = schema.get("type", "anything")
    if kind == "array":
        if "prefixItems" in schema:
            return f"list of {len(schema['prefixItems'])}: " + ", ".join(map(kind_of, schema["prefixItems"]))
        return f"list of {kind_of(schema['items'])}"
    if kind == "object" and "additionalProperties" in schema and "properties" not in schema:
        return f"object of {kind_of(schema['additionalProperties'])}"
    return f"{kind} ({schema['format']})" if "format" in schema else str(kind)


def limits_of(schema: Json) -> str:
    found = [f"{word} {escape(str(schema[key]))}" for key, word in _LIMITS if key in schema]
    if schema.get("default") not in (None, [], ""):
        found.append(f"default {escape(str(schema['default']))}")
    return ", ".join(found)


def fields_table(schema: Json) -> str:
    """The fields of an object schema; empty for one without."""
    required = set(schema.get("required", ()))
    rows = "".join(
        f"<tr><td><code>{escape(name)}</code>{'' if name in required else ' <i>optional</i>'}</td>"
        f"<td>{kind_of(field)}</td><td>{_words(field)}</td></tr>"
        for name, field in schema.get("properties", {}).items()
    )
    return f"<table>{rows}</table>" if rows else ""


def _words(field: Json) -> str:
    described = [inline(field["description"])] if "description" in field else []
    branches = [each for each in field.get("anyOf", ()) if "description" in each]
    described += [inline(each["description"]) for each in branches]
    limits = limits_of(field) or ", ".join(filter(None, map(limits_of, field.get("anyOf", ()))))
    return " ".join(filter(None, (*described, f"<small>{limits}</small>" if limits else "")))
