"""One table of routes, closed and bounded inputs, a document that is valid, stable and true."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import msgspec
import pytest
from msgspec import Meta, Struct
from openapi_spec_validator import validate

from adapters.http.contract.inputs import JUDGED_ELSEWHERE
from adapters.http.contract.openapi import document, document_bytes
from adapters.http.contract.route import PUBLIC, SIGNED_IN, Route
from adapters.http.contract.table import KEYLESS, ROUTES, ContractBroken, complaints, takes_key, verified
from adapters.http.docs_page.markdown import api_markdown, problems_markdown
from adapters.http.models.fields import Moment, Nothing
from domain.identity.roles import Role
from domain.orders.lifecycle import TRANSITIONS
from domain.orders.status import Action
from tests.adapters.http.small import ROUTES as SMALL

ROOT = Path(__file__).resolve().parents[3]
GOOD = Route(
    method="POST",
    path="/things",
    name="make_thing",
    summary="Make",
    tag="staff",
    access=SIGNED_IN,
    endpoint=SMALL[0].endpoint,
    body=Nothing,
    status=204,
)


def closed(name: str, **fields: Any) -> type[Struct]:
    return msgspec.defstruct(name, fields.items(), forbid_unknown_fields=True, frozen=True)


JUDGED = Annotated[dict[str, Any], Meta(extra={JUDGED_ELSEWHERE: "read_rules"})]
PLANTED: dict[str, tuple[dict[str, Any], str]] = {
    "no roles": ({"access": None}, "no roles declared"),
    "an empty set of roles": ({"access": frozenset()}, "shuts everybody out"),
    "no endpoint": ({"endpoint": None}, "no endpoint"),
    "a body on a GET": ({"method": "GET"}, "belongs to a write"),
    "an answer of no shape": ({"status": 200}, "no declared shape"),
    "a public write under a key": ({"access": PUBLIC}, "nobody to own its key"),
    "an open body": ({"body": msgspec.defstruct("Open", [("a", bool)])}, "lets unknown fields through"),
    "a number without bounds": ({"body": closed("Loose", a=int)}, "Loose.a has no bounds"),
    "half a bound": ({"body": closed("Loose", a=Annotated[int, Meta(ge=0)])}, "Loose.a has no bounds"),
    "an endless text": ({"body": closed("Loose", a=str)}, "Loose.a has no bounds"),
    "an endless list": ({"body": closed("Loose", a=list[bool])}, "Loose.a has no bounds"),
    "a naive moment": ({"body": closed("Loose", a=datetime)}, "naive"),
    "a moment in the depth": ({"body": closed("Deep", a=closed("In", at=Moment))}, "too deep"),
    "anything": ({"body": closed("Loose", a=Any)}, "lets unknown fields through"),
    "a map": ({"query": closed("Loose", a=dict[str, bool])}, "lets unknown fields through"),
    "a map beside one that is judged elsewhere": (
        {"body": closed("Loose", a=JUDGED, b=dict[str, bool])},
        "Loose.b lets unknown fields through",
    ),
    "a described number without bounds": (
        {"body": closed("Loose", a=Annotated[int, Meta(description="n")])},
        "Loose.a has no bounds",
    ),
}


def test_the_table_may_be_served() -> None:
    assert complaints(ROUTES) == []
    assert complaints([GOOD], frozenset()) == []
    assert complaints([replace(GOOD, body=closed("Whole", a=JUDGED))], frozenset()) == []


@pytest.mark.parametrize(("change", "expected"), PLANTED.values(), ids=PLANTED)
def test_a_planted_violation_is_found(change: dict[str, Any], expected: str) -> None:
    found = complaints([replace(GOOD, **change)], frozenset())
    assert [one for one in found if expected in one], found
    with pytest.raises(ContractBroken):
        verified([replace(GOOD, **change)])


def test_a_name_or_a_path_that_stands_twice_is_found() -> None:
    twins = complaints([GOOD, GOOD], frozenset())
    assert [one for one in twins if "name stands twice" in one]
    assert [one for one in twins if "method and path stands twice" in one]


def test_an_exemption_from_keys_names_a_write_that_is_there() -> None:
    assert complaints([GOOD], frozenset({"gone"})) == ["gone: exempt from keys, but there is no such write"]


def test_only_signing_in_and_out_and_what_changes_nothing_goes_without_a_key() -> None:
    keyless = {route.name for route in ROUTES if route.is_write and not takes_key(route)}
    assert keyless == KEYLESS
    others = {route.name for route in ROUTES if route.name in keyless and not route.path.startswith("/auth/")}
    assert others == {"preview_price", "quote_order", "check_in", "replay_dispatch_tick"}


def test_every_action_that_people_may_take_has_a_route_for_just_those_roles() -> None:
    by_name = {route.name: route.access for route in ROUTES}
    by_people = [row for row in TRANSITIONS if any(grant.role is not Role.SYSTEM for grant in row.by)]
    for action in {row.action for row in by_people} - {Action.SUBMIT}:
        granted = {grant.role for row in by_people if row.action is action for grant in row.by}
        access = by_name.get(f"{action.value}_order", by_name.get(f"{action.value}_offer"))
        assert access == frozenset(granted - {Role.SYSTEM}), action


def test_the_document_passes_the_validator() -> None:
    validate(document())


def test_the_document_is_the_same_whenever_it_is_made() -> None:
    assert document_bytes() == document_bytes(tuple(ROUTES))


def test_the_front_ends_copy_of_the_document_is_fresh() -> None:
    kept = (ROOT / "frontends/shared/openapi.json").read_bytes()
    assert kept == document_bytes(), "python -m adapters.http.contract > frontends/shared/openapi.json"


def test_the_generated_guides_are_fresh() -> None:
    said = "python -m adapters.http.docs_page docs"
    assert (ROOT / "docs/problems.md").read_text() == problems_markdown(), said
    assert (ROOT / "docs/api.md").read_text() == api_markdown(document()), said


def test_the_document_says_what_a_write_needs() -> None:
    operation = document()["paths"]["/orders/{order_id}/approve"]["post"]
    references = [one["$ref"] for one in operation["parameters"] if "$ref" in one]
    assert "#/components/parameters/IdempotencyKey" in references
    assert operation["security"] == [{"bearer": []}, {"cookie": [], "csrf": []}]
    assert {"400", "401", "403", "404", "409", "410", "413", "415", "422", "429", "500", "503"} <= set(
        operation["responses"]
    )
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    assert schema == {"$ref": "#/components/schemas/Versioned"}


def test_answers_name_every_field_as_required() -> None:
    schemas = document()["components"]["schemas"]
    for name in ("OrderSummary", "OrderDetail", "Job", "Board", "Session", "Receipt", "Candidate"):
        assert sorted(schemas[name]["required"]) == sorted(schemas[name]["properties"]), name


def test_every_reference_in_the_document_leads_somewhere() -> None:
    whole = document()
    for part in json.dumps(whole).split('"$ref": "#/')[1:]:
        found: Any = whole
        for step in part.partition('"')[0].split("/"):
            found = found[step]
        assert found


def test_every_list_can_be_paged_within_bounds() -> None:
    for route in ROUTES:
        fields = () if route.output is None else route.output.__struct_fields__
        if "next_cursor" in fields:
            assert route.query is not None, route.name
            assert {"cursor", "limit"} <= set(route.query.__struct_fields__), route.name
