"""The one table of routes, and what must hold of it before anything starts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from adapters.http.contract.inputs import complaints_about_input
from adapters.http.contract.route import JSON_TYPE, PUBLIC, Route
from adapters.http.routes import (
    costs,
    coupons,
    dispatch,
    homeowner,
    identity,
    jobs,
    loyalty,
    membership,
    orders,
    places,
    points,
    programme,
    rules,
    staff,
    ticks,
)

API_PREFIX: Final = "/api/v1"

ROUTES: Final[tuple[Route, ...]] = (
    *identity.ROUTES,
    *places.ROUTES,
    *homeowner.ROUTES,
    *orders.ROUTES,
    *jobs.ROUTES,
    *dispatch.ROUTES,
    *ticks.ROUTES,
    *staff.ROUTES,
    *loyalty.ROUTES,
    *points.ROUTES,
    *programme.ROUTES,
    *membership.ROUTES,
    *rules.ROUTES,
    *costs.ROUTES,
    *coupons.ROUTES,
)

KEYLESS: Final = frozenset(
    {
        "ask_for_code",
        "sign_in_by_code",
        "sign_in_by_password",
        "refresh_session",
        "sign_out",
        "preview_price",
        "quote_order",
        "check_in",
        "replay_dispatch_tick",
    }
)
"""POSTs without Idempotency-Key, by name: signing in makes tokens, which are never stored to be replayed;
a preview or a quote changes nothing, and is a POST because what it asks about is too large for a query;
checking in is once a day by itself; asking a kept question again changes nothing either.
"""


class ContractBroken(Exception):
    """The table may not be served."""


def takes_key(route: Route) -> bool:
    return route.is_write and route.name not in KEYLESS


def complaints(routes: Iterable[Route], keyless: frozenset[str] = KEYLESS) -> list[str]:
    """Every reason why these routes may not be served, in words."""
    routes = tuple(routes)
    return [
        *_twice("name", (route.name for route in routes)),
        *_twice("method and path", (f"{route.method} {route.path}" for route in routes)),
        *(f"{name}: exempt from keys, but there is no such write" for name in _unknown(routes, keyless)),
        *(f"{route.name}: {what}" for route in routes for what in _about(route)),
    ]


def verified(routes: Iterable[Route] = ROUTES) -> tuple[Route, ...]:
    """The routes themselves. Raises `ContractBroken` with every complaint."""
    routes = tuple(routes)
    exempt = KEYLESS & {route.name for route in routes}
    found = complaints(routes, exempt)
    if found:
        raise ContractBroken("; ".join(found))
    return routes


def _twice(what: str, values: Iterable[str]) -> Iterator[str]:
    return (f"{value}: {what} stands twice" for value, times in Counter(values).items() if times > 1)


def _unknown(routes: tuple[Route, ...], keyless: frozenset[str]) -> list[str]:
    return sorted(keyless - {route.name for route in routes if route.is_write})


def _about(route: Route) -> Iterator[str]:
    if route.access is None:
        yield "no roles declared"
    if route.access is not PUBLIC and route.access is not None and not route.access:
        yield "an empty set of roles shuts everybody out"
    if route.access is PUBLIC and takes_key(route):
        yield "open to all, so there is nobody to own its key"
    if route.endpoint is None:
        yield "no endpoint"
    if route.body is not None and (not route.is_write or route.takes_raw_body):
        yield "a JSON body belongs to a write that consumes JSON"
    if route.output is None and route.produces == JSON_TYPE and route.status != 204:
        yield "answers JSON of no declared shape"
    for model in (route.body, route.query):
        if model is not None:
            yield from complaints_about_input(model)
