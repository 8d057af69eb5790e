"""The two generated guides of the docs folder; a test fails when they are stale."""

from collections.abc import Iterator
from typing import Any, Final

from adapters.http.problems.codes import statuses_by_code
from adapters.http.problems.entry import Entry
from adapters.http.texts import SUBJECTS

Json = dict[str, Any]
MADE_BY: Final = "Made by `python -m adapters.http.docs_page`; edit the sources, not this page."


def problems_markdown() -> str:
    """Every code with its status, its words in both languages and its facts."""
    statuses = statuses_by_code()
    lines = [
        "# Problems",
        "",
        MADE_BY,
        "",
        "Every refusal of the API is `application/problem+json` (RFC 9457).",
    ]
    for subject, entries in SUBJECTS.items():
        lines += [
            "",
            f"## {subject}",
            "",
            "| code | status | English | 中文 | facts |",
            "|---|---|---|---|---|",
        ]
        lines += [_problem_row(code, statuses.get(code), entry) for code, entry in entries.items()]
    return "\n".join((*lines, ""))


def _problem_row(code: str, status: int | None, entry: Entry) -> str:
    english = f"{entry.title.en}. {entry.advice.en}"
    chinese = f"{entry.title.zh}。{entry.advice.zh}"
    facts = ", ".join(f"`{name}`" for name in sorted(entry.facts))
    return f"| `{code}` | {status or ''} | {english} | {chinese} | {facts} |"


def api_markdown(document: Json) -> str:
    """Every route with its roles, beside the conventions; the whole contract is the OpenAPI document."""
    lines = [
        f"# {document['info']['title']} API",
        "",
        MADE_BY,
        "",
        document["info"]["description"].strip(),
        "",
    ]
    lines += ["## Routes", "", "Paths are below `/api/v1`; `callout openapi` prints the whole document."]
    for tag in document["tags"]:
        lines += ["", f"### {tag['description']}", "", "| route | what | body | answer | for |"]
        lines += ["|---|---|---|---|---|", *_rows(document, tag["name"])]
    return "\n".join((*lines, ""))


def _rows(document: Json, tag: str) -> Iterator[str]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if operation["tags"] == [tag]:
                yield _route_row(method, path, operation)


def _route_row(method: str, path: str, operation: Json) -> str:
    body = _shape(operation.get("requestBody", {}))
    (status, success), *_ = operation["responses"].items()
    who = operation["description"].rpartition("For: ")[2].rstrip(".")
    answer = f"{status} {_shape(success)}".strip()
    return f"| `{method.upper()} {path}` | {operation['summary']} | {body} | {answer} | {who} |"


def _shape(holder: Json) -> str:
    for media, content in holder.get("content", {}).items():
        name = content["schema"].get("$ref", "").rpartition("/")[2]
        return f"`{name or media}`"
    return ""
