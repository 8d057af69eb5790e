"""The OpenAPI 3.1 document, made from the route table. The same table gives the same bytes."""

from collections.abc import Iterable
from typing import Any, Final

import msgspec
from msgspec import Struct

from adapters.http.contract.components import parameters, responses, security_schemes
from adapters.http.contract.prose import DESCRIPTION, MEANING_OF, TAGS, TITLE, VERSION
from adapters.http.contract.route import PUBLIC, WRITES, Route
from adapters.http.contract.table import API_PREFIX, ROUTES, takes_key
from adapters.http.models.problems import Problem
from adapters.http.models.stream import Change, Hello, Live, Ping, Reset

REF: Final = "#/components/schemas/{name}"
Json = dict[str, Any]


def document(routes: Iterable[Route] = ROUTES) -> Json:
    """The document as plain JSON values; passes the OpenAPI 3.1 meta-schema."""
    routes = tuple(routes)
    return {
        "openapi": "3.1.0",
        "info": {"title": TITLE, "version": VERSION, "description": DESCRIPTION},
        "servers": [{"url": API_PREFIX}],
        "tags": [{"name": name, "description": what} for name, what in TAGS.items()],
        "paths": _paths(routes),
        "components": {
            "schemas": _schemas(routes),
            "parameters": parameters(),
            "responses": responses(),
            "securitySchemes": security_schemes(),
        },
    }


def document_bytes(routes: Iterable[Route] = ROUTES) -> bytes:
    """Indented, in a fixed order, ending in a line feed."""
    return msgspec.json.format(msgspec.json.encode(document(routes)), indent=2) + b"\n"


def _models(routes: tuple[Route, ...]) -> list[type[Struct]]:
    named = {m.__name__: m for r in routes for m in (r.body, r.output) if m is not None}
    always = {m.__name__: m for m in (Problem, Hello, Change, Live, Reset, Ping)}
    return list((named | always).values())


def _schemas(routes: tuple[Route, ...]) -> Json:
    _, schemas = msgspec.json.schema_components(_models(routes), ref_template=REF)
    stream = {"oneOf": [{"$ref": REF.format(name=n)} for n in ("Change", "Live", "Reset", "Ping")]}
    mapping = {n.lower(): REF.format(name=n) for n in ("Change", "Live", "Reset", "Ping")}
    stream["discriminator"] = {"propertyName": "type", "mapping": mapping}  # type: ignore[assignment]
    return dict(sorted((schemas | {"StreamMessage": stream}).items()))


def _paths(routes: tuple[Route, ...]) -> Json:
    paths: Json = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route)
    return paths


def _operation(route: Route) -> Json:
    operation: Json = {
        "operationId": route.name,
        "tags": [route.tag],
        "summary": route.summary,
        "description": _description(route),
        "security": _security(route),
        "parameters": [*_path_parameters(route), *_query_parameters(route), *_header_parameters(route)],
        "responses": _answers(route),
    }
    if route.takes_body:
        operation["requestBody"] = _request_body(route)
    return operation


def _description(route: Route) -> str:
    who = "anybody" if route.access is PUBLIC else ", ".join(sorted(route.access or ()))
    return f"{route.detail}\n\nFor: {who}.".strip()


def _security(route: Route) -> list[Json]:
    if route.access is PUBLIC:
        return []
    cookie: Json = {"cookie": [], "csrf": []} if route.method in WRITES else {"cookie": []}
    return [{"bearer": []}, cookie]


def _path_parameters(route: Route) -> list[Json]:
    schema = {"type": "string", "format": "uuid"}
    return [{"name": name, "in": "path", "required": True, "schema": schema} for name in route.path_ids]


def _query_parameters(route: Route) -> list[Json]:
    if route.query is None:
        return []
    _, components = msgspec.json.schema_components([route.query], ref_template=REF)
    own = components.pop(route.query.__name__)
    return [
        {
            "name": name,
            "in": "query",
            "required": name in own["required"],
            "schema": _inlined(schema, components),
        }
        for name, schema in own["properties"].items()
    ]


def _inlined(schema: Json, components: Json) -> Json:
    """Without references and without null: an absent parameter is left out, never sent as null."""
    if "$ref" in schema:
        return dict(components[schema["$ref"].rsplit("/", 1)[1]])
    if "items" in schema:
        return schema | {"items": _inlined(schema["items"], components)}
    if "anyOf" in schema:
        (only,) = (each for each in schema["anyOf"] if each != {"type": "null"})
        return _inlined(only, components)
    return schema


def _header_parameters(route: Route) -> list[Json]:
    named = ["AcceptLanguage"]
    named += ["IdempotencyKey"] if takes_key(route) else []
    named += ["DeviceId"] if route.takes_device else []
    return [{"$ref": f"#/components/parameters/{name}"} for name in named]


def _request_body(route: Route) -> Json:
    if route.body is None:
        schema: Json = {"type": "string", "format": "binary"}
    else:
        schema = {"$ref": REF.format(name=route.body.__name__)}
    return {"required": True, "content": {route.consumes: {"schema": schema}}}


def _answers(route: Route) -> Json:
    success: Json = {"description": "Done" if route.status == 204 else "As asked"}
    if route.output is not None:
        success["content"] = {route.produces: {"schema": {"$ref": REF.format(name=route.output.__name__)}}}
    elif route.status != 204:
        success["content"] = {route.produces: {"schema": _raw_schema(route.produces)}}
    if takes_key(route):
        success["headers"] = {"Idempotent-Replayed": {"schema": {"type": "boolean"}}}
    refusals = {str(status): {"$ref": f"#/components/responses/{name}"} for status, name in _refusals(route)}
    return {str(route.status): success} | refusals


def _refusals(route: Route) -> list[tuple[int, str]]:
    applies = {
        "Malformed": route.takes_body or route.query is not None or takes_key(route),
        "Unauthenticated": route.access is not PUBLIC or route.tag == "identity",
        "Forbidden": route.access is not PUBLIC or route.path_ids,
        "NotFound": bool(route.path_ids) or route.is_write or route.query is not None,
        "Conflict": takes_key(route) or route.may_conflict,
        "Expired": route.may_conflict or route.path.startswith("/auth"),
        "TooLarge": route.takes_body,
        "UnsupportedType": route.takes_body,
        "RuleBroken": route.is_write or route.query is not None,
        "TooMany": True,
        "Failed": True,
        "Unavailable": True,
    }
    return [(status, name) for status, (name, _) in MEANING_OF.items() if applies[name]]


def _raw_schema(media: str) -> Json:
    return {"type": "object"} if media.endswith("json") else {"type": "string", "format": "binary"}
