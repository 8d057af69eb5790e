"""The reference at /docs: one page made on the server, without foreign hosts."""

from html import escape
from typing import Any

from adapters.http.docs_page.assets import SEARCH_SCRIPT, STYLE
from adapters.http.docs_page.prose import inline, prose
from adapters.http.docs_page.shapes import fields_table, kind_of, limits_of
from adapters.http.problems.catalogue import ENTRIES
from adapters.http.problems.codes import statuses_by_code
from adapters.http.texts import SUBJECTS

Json = dict[str, Any]


def reference_page(document: Json) -> bytes:
    """HTML of the whole reference."""
    info = document["info"]
    parts = (
        f"<h1>{escape(info['title'])} API <small>{escape(info['version'])}</small></h1>",
        '<p><a href="/api/v1/openapi.json">openapi.json</a> · <a href="/docs/problems">problems</a></p>',
        prose(info["description"]),
        *(_tag(tag, document) for tag in document["tags"]),
        '<h2 id="schemas"><a href="#schemas">Schemas</a></h2>',
        *(_schema(name, schema) for name, schema in document["components"]["schemas"].items()),
    )
    return _html(f"{info['title']} API", _menu(document), "\n".join(parts))


def problems_page() -> bytes:
    """HTML of every code, with its words in both languages."""
    menu = "".join(f'<a href="#{_anchor(subject)}">{escape(subject)}</a>' for subject in SUBJECTS)
    parts = [
        "<h1>Problems</h1>",
        '<p>Every refusal of the <a href="/docs">API</a> carries one of these codes.</p>',
    ]
    statuses = statuses_by_code()
    for subject, entries in SUBJECTS.items():
        parts.append(f'<h2 id="{_anchor(subject)}">{escape(subject)}</h2>')
        parts.extend(_problem(code, statuses.get(code)) for code in entries)
    return _html("Problems", menu, "\n".join(parts))


def _anchor(subject: str) -> str:
    return "subject-" + subject.lower().replace(" ", "-")


def _problem(code: str, status: int | None) -> str:
    entry = ENTRIES[code]
    facts = ", ".join(f"<code>{escape(name)}</code>" for name in sorted(entry.facts))
    return (
        f'<section id="{code}" data-find="{code} {escape(entry.title.en.lower())}">'
        f'<h3><b class="status">{status or ""}</b> '
        f'<a href="#{code}"><code>{code}</code></a></h3>'
        f"<p>{inline(entry.title.en)}. {inline(entry.advice.en)}</p>"
        f'<p lang="zh-CN">{inline(entry.title.zh)}。{inline(entry.advice.zh)}</p>'
        f"{f'<p>Facts: {facts}</p>' if facts else ''}</section>"
    )


def _operations(document: Json, tag: str) -> list[tuple[str, str, Json]]:
    return [
        (method, path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if operation["tags"] == [tag]
    ]


def _menu(document: Json) -> str:
    lines = []
    for tag in document["tags"]:
        lines.append(f"<b>{escape(tag['name'])}</b>")
        for method, path, operation in _operations(document, tag["name"]):
            found = escape(f"{method} {path} {operation['summary']}".lower())
            label = f'<i class="{method}">{method.upper()}</i> {escape(operation["summary"])}'
            lines.append(f'<a href="#{operation["operationId"]}" data-find="{found}">{label}</a>')
    return "\n".join(lines)


def _tag(tag: Json, document: Json) -> str:
    operations = "".join(_operation(*each) for each in _operations(document, tag["name"]))
    return f'<h2 id="tag-{tag["name"]}">{escape(tag["description"])}</h2>{operations}'


def _operation(method: str, path: str, operation: Json) -> str:
    name = operation["operationId"]
    found = escape(f"{method} {path} {name} {operation['summary']}".lower())
    return (
        f'<section id="{name}" data-find="{found}"><h3><i class="{method}">{method.upper()}</i> '
        f'<a href="#{name}"><code>{escape(path)}</code></a></h3>'
        f"<p>{inline(operation['summary'])}.</p>{prose(operation['description'])}"
        f"{_parameters(operation)}{_body(operation)}{_answers(operation)}</section>"
    )


def _parameters(operation: Json) -> str:
    rows = "".join(
        f"<tr><td><code>{escape(p['name'])}</code>{'' if p['required'] else ' <i>optional</i>'}</td>"
        f"<td>{p['in']}</td><td>{kind_of(p['schema'])}</td><td><small>{limits_of(p['schema'])}</small></td></tr>"
        for p in operation["parameters"]
        if "$ref" not in p
    )
    return f"<h4>Parameters</h4><table>{rows}</table>" if rows else ""


def _body(operation: Json) -> str:
    if "requestBody" not in operation:
        return ""
    ((media, content),) = operation["requestBody"]["content"].items()
    return f"<h4>Body</h4><p><code>{escape(media)}</code>: {kind_of(content['schema'])}</p>"


def _answers(operation: Json) -> str:
    success, *refusals = operation["responses"].items()
    status, answer = success
    shape = "".join(kind_of(content["schema"]) for content in answer.get("content", {}).values())
    codes = ", ".join(status for status, _ in refusals)
    return f"<h4>Answer</h4><p><b>{status}</b> {shape or 'nothing'}. <small>Refusals: {codes}.</small></p>"


def _schema(name: str, schema: Json) -> str:
    body = fields_table(schema) or f"<p>{kind_of(schema)}</p>"
    words = f"<p>{inline(schema['description'])}</p>" if "description" in schema else ""
    return (
        f'<section id="schema-{escape(name)}" data-find="{escape(name.lower())}">'
        f'<h3><a href="#schema-{escape(name)}">{escape(name)}</a></h3>{words}{body}</section>'
    )


def _html(title: str, menu: str, main: str) -> bytes:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}</style></head><body>"
        '<nav><input id="find" type="search" placeholder="Search" aria-label="Search" autocomplete="off">'
        f"{menu}</nav><main>{main}</main><script>{SEARCH_SCRIPT}</script></body></html>"
    ).encode()
