"""A thousand promotions of a large shop and one order of twenty lines. Seeded."""

from datetime import UTC, datetime
from functools import cache
from random import Random
from typing import Final

from domain.promotions.cart import Line
from domain.promotions.conditions.fields import Value
from domain.promotions.pricing.basket import Basket
from domain.promotions.pricing.compile_rules import Rules, compile_rules
from domain.promotions.rules.read_rules import read_rules

Json = dict[str, object]
NOW: Final = datetime(2026, 5, 6, 10, 30, tzinfo=UTC)
SERVICES: Final = tuple(f"service{i}" for i in range(40))
TIERS: Final = ("basic", "silver", "gold", "black")
TAGS: Final = ("vip", "new", "back", "app", "staff", "senior", "press", "pilot")
COMMUNITIES: Final = tuple(f"community{i}" for i in range(30))


def trees(count: int, seed: int) -> list[Json]:
    """Conditions as shops have them: who, where and when; then what is in the cart."""
    random = Random(seed)
    return [_tree(random) for _ in range(count)]


def _tree(random: Random) -> Json:
    start = random.randint(7, 18)
    who: list[Json] = [
        {"field": "member.tier", "op": "in", "values": random.sample(TIERS, 2)},
        {"field": "place.community", "op": "in", "values": random.sample(COMMUNITIES, 4)},
        {"field": "order.nth", "op": "ge", "value": random.randint(1, 12)},
        {"field": "member.tags", "op": "has_any", "values": random.sample(TAGS, 2)},
        {"field": "visit.weekday", "op": "in", "values": random.sample(range(1, 8), 3)},
        {"field": "visit.clock", "op": "within", "from": f"{start:02}:00", "to": f"{start + 5}:00"},
    ]
    what: list[Json] = [
        {"amount": {}, "op": "ge", "value": random.randint(10, 400) * 1_000},
        {
            "amount": {"services": random.sample(SERVICES, 4)},
            "op": "ge",
            "value": random.randint(1, 60) * 1_000,
        },
        {"units": {"services": random.sample(SERVICES, 6)}, "op": "ge", "value": random.randint(1, 8)},
    ]
    return {"all": [*random.sample(who, 3), *random.sample(what, random.randint(1, 2))]}


def rules(conditions: list[Json]) -> Rules:
    """Live at all times, in twenty exclusive groups: as many as twenty may apply."""
    promotions: list[Json] = [
        {
            "id": f"p{i}",
            "name": {"zh": f"p{i}", "en": f"p{i}"},
            "trigger": "auto",
            "when": when,
            "group": f"g{i % 20}",
            "reward": {"type": "percent", "bp": 100 + i % 200, "on": {"services": [SERVICES[i % 40]]}},
        }
        for i, when in enumerate(conditions)
    ]
    return compile_rules(
        read_rules(
            {
                "version": 1,
                "currency": "CNY",
                "decimals": 2,
                "zone": "Asia/Shanghai",
                "promotions": promotions,
            }
        )
    )


def lines(seed: int) -> tuple[Line, ...]:
    random = Random(seed)
    return tuple(
        Line(f"L{i}", service, random.randint(30, 300) * 100, units=random.randint(1, 3))
        for i, service in enumerate(random.sample(SERVICES, 20))
    )


READINGS: Final[dict[str, Value | None]] = {
    "member.tier": "gold",
    "member.tags": frozenset({"vip", "app"}),
    "place.community": COMMUNITIES[7],
    "order.nth": 4,
    "visit.weekday": 3,
    "visit.clock": 11 * 60,
}


@cache
def basket(seed: int) -> Basket:
    return Basket(lines(seed), READINGS)
