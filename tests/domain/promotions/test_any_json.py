"""Whatever JSON comes in: rules or faults, never anything else; and rules that were read always price."""

import json
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest

import bootstrap.seeding
from domain.promotions.faults import Fault, RulesFaulty
from domain.promotions.pricing.basket import Ask, Basket, Presented
from domain.promotions.pricing.compile_rules import compile_rules
from domain.promotions.pricing.evaluate import evaluate
from domain.promotions.rules.model import RuleSet
from domain.promotions.rules.read_rules import read_rules
from tests.domain.promotions.carts import Carts
from tests.domain.promotions.making import NOW

DEMO = (Path(bootstrap.seeding.__file__).parent / "data" / "la_serena_rules.json").read_text()
JUNK: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 10**40, -(10**40), 1.5, float("nan"), "", " ", "x", "\x00", "é" * 300,
    "2026-01-01", "9999-12-31", "0001-01-01", "24:00", "UTC", "..", [], {}, [[]],
    [None], {"x": 1}, [{}] * 60, {"all": [{}]},
)  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(each for key, inner in below for each in places(inner, (*path, key)))]


PLACES = places(json.loads(DEMO))[1:]


def mutated(random: Random) -> Any:
    found, where = json.loads(DEMO), PLACES
    for _ in range(random.choice((1, 1, 2, 3))):
        *way, last = random.choice(where or places(found)[1:])
        where = []
        inner = found
        for key in way:
            inner = inner[key]
        kind = random.random()
        if kind < 0.6:
            inner[last] = deepcopy(random.choice(JUNK))
        elif kind < 0.8:
            del inner[last]
        elif isinstance(inner, dict):
            inner[random.choice(("extra", "when", "all", "value"))] = deepcopy(inner[last])
        else:
            inner.append(deepcopy(inner[last]))
    return found


def rules_or_faults(json: object) -> RuleSet | tuple[Fault, ...]:
    try:
        return read_rules(json)
    except RulesFaulty as refused:
        return refused.faults


def read_many(seed: int, count: int) -> int:
    """How many were rules after all."""
    random, carts, read = Random(seed), Carts(Random(seed)), 0
    for _ in range(count):
        source = rules_or_faults(mutated(random))
        if not isinstance(source, RuleSet):
            assert source
            continue
        read += 1
        basket = Basket(carts.lines(), codes=(Presented("bienvenido"),))
        priced = evaluate(basket, compile_rules(source), NOW, Ask(best=random.random() < 0.5))
        assert 0 <= priced.totals.due_minor <= priced.totals.listed_minor
    return read


def test_any_change_of_good_rules_gives_rules_or_faults() -> None:
    assert 20 < read_many(seed=1, count=600) < 400


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 42))
def test_very_many_changes_of_good_rules_give_rules_or_faults(seed: int) -> None:
    read_many(seed, 1_000)


@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_junk_is_refused(junk: object) -> None:
    with pytest.raises(RulesFaulty):
        read_rules(junk)
