"""Rules and baskets in few words."""

from datetime import UTC, datetime
from typing import cast

from domain.promotions.cart import Line, LineKind
from domain.promotions.pricing.compile_rules import Rules, compile_rules
from domain.promotions.rules.read_rules import read_rules

Json = dict[str, object]
NOW = datetime(2026, 5, 6, 10, 30, tzinfo=UTC)


def promo(name: str, reward: Json, **rest: object) -> Json:
    return {"id": name, "name": {"zh": name, "en": name}, "trigger": "auto", "reward": reward, **rest}


def coupon(name: str, reward: Json, **rest: object) -> Json:
    return {**promo(name, reward), "trigger": "code", "code": name.upper(), **rest}


def percent(bp: int, **rest: object) -> Json:
    return {"type": "percent", "bp": bp, **rest}


def amount(minor: int, **rest: object) -> Json:
    return {"type": "amount", "minor": minor, **rest}


def at_least(minor: int, **rest: object) -> Json:
    return {"amount": {}, "op": "ge", "value": minor, **rest}


def rule_json(*promotions: Json, **rest: object) -> Json:
    return {
        "version": 1,
        "currency": "CNY",
        "decimals": 2,
        "zone": "Asia/Shanghai",
        "promotions": list(promotions),
        **rest,
    }


def rules(*promotions: Json, **rest: object) -> Rules:
    return compile_rules(read_rules(rule_json(*promotions, **rest)))


def campaign(name: str, **rest: object) -> Json:
    said = {"zh": name, "en": name}
    return {"id": name, "name": said, "funded_by": "platform", "state": "published", **rest}


def line(name: str, minor: int, units: int = 1, **rest: object) -> Line:
    """`minor` is the price of all units."""
    service, kind = cast(str, rest.pop("service", name)), cast(LineKind, rest.pop("kind", LineKind.SERVICE))
    return Line(id=name, service=service, amount_minor=minor, units=units, kind=kind, **rest)  # type: ignore[arg-type]
