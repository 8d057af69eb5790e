"""Shared parts of the document: header parameters, refusals, ways to sign in."""

from typing import Any

from adapters.http.contract.prose import MEANING_OF
from adapters.http.input.devices import DEVICE_ID

Json = dict[str, Any]


def parameters() -> Json:
    return {
        "IdempotencyKey": {
            "name": "Idempotency-Key",
            "in": "header",
            "required": True,
            "description": "New for each intention, the same for each retry of it. Visible ASCII.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
        },
        "DeviceId": {
            "name": "X-Device-Id",
            "in": "header",
            "required": False,
            "description": "Made at random once and kept by the device; only its digest is stored. "
            "Without it, promotions with a limit by device are refused.",
            "schema": {"type": "string", "pattern": DEVICE_ID},
        },
        "AcceptLanguage": {
            "name": "Accept-Language",
            "in": "header",
            "required": False,
            "description": "zh-CN or en; the language of problems.",
            "schema": {"type": "string"},
        },
    }


def responses() -> Json:
    return {name: _refusal(status, what) for status, (name, what) in MEANING_OF.items()}


def _refusal(status: int, what: str) -> Json:
    schema = {"$ref": "#/components/schemas/Problem"}
    answer: Json = {"description": what, "content": {"application/problem+json": {"schema": schema}}}
    headers: Json = {"X-Request-Id": {"schema": {"type": "string"}}}
    if status in (409, 429, 503):
        headers["Retry-After"] = {"description": "Seconds", "schema": {"type": "integer"}}
    if status == 401:
        headers["WWW-Authenticate"] = {"schema": {"type": "string"}}
    return answer | {"headers": headers}


def security_schemes() -> Json:
    return {
        "bearer": {"type": "http", "scheme": "bearer", "description": "The access token of a session"},
        "cookie": {"type": "apiKey", "in": "cookie", "name": "callout_session"},
        "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRF-Token"},
    }
