from dataclasses import replace
from itertools import product
from random import Random

import pytest

from domain.promotions.cart import Amounts, Line, Scene
from domain.promotions.conditions.compiling import compiled
from domain.promotions.conditions.explaining import Explanation, explained
from domain.promotions.conditions.fields import FIELDS, Value
from domain.promotions.conditions.nodes import Node
from domain.promotions.conditions.remedies import ANY_OTHER, Change
from domain.promotions.policies import Base
from tests.domain.promotions.trees import Json, Trees, read, scene


def explain(tree: Json, cart: Scene) -> Explanation:
    return explained(read(tree), cart, cart.opening(), Base.LANE)


def holds(node: Node, cart: Scene, amounts: Amounts | None = None) -> bool:
    return compiled(node, Base.LANE)(cart, amounts or cart.opening())


def test_a_refusal_names_node_actual_and_needed_value_and_the_remedy() -> None:
    cart = scene({"member.tier": "silver"}, Line("L1", "ac", 8_400))
    tree: Json = {
        "all": [
            {"field": "member.tier", "op": "in", "values": ["silver", "gold"]},
            {"amount": {"services": ["ac"]}, "op": "ge", "value": 10_000},
        ]
    }
    found = explain(tree, cart)
    (miss,) = found.misses
    assert (miss.path, miss.reading, miss.actual, miss.needed) == ("when.all[1]", "amount", 8_400, "ge 10000")
    (change,) = found.remedy or ()
    assert (change.to, change.by, change.is_in_reach) == (10_000, 1_600, True)
    assert found.reason == "min_spend_not_met"


def test_of_two_ways_the_one_within_reach_is_proposed() -> None:
    cart = scene({"member.tier": "bronze", "visit.weekday": 6})
    tree: Json = {
        "any": [
            {"field": "member.tier", "op": "eq", "value": "gold"},
            {"field": "visit.weekday", "op": "le", "value": 5},
        ]
    }
    found = explain(tree, cart)
    assert [miss.path for miss in found.misses] == ["when.any[0]", "when.any[1]"]
    assert [(change.reading, change.to, change.by) for change in found.remedy or ()] == [
        ("visit.weekday", 5, -1)
    ]


def test_the_way_over_midnight_is_the_shorter_one() -> None:
    cart = scene({"visit.clock": 23 * 60 + 50})
    found = explain({"field": "visit.clock", "op": "within", "from": "00:10", "to": "09:00"}, cart)
    assert found.remedy is not None
    assert found.remedy[0].to == 10


def test_a_condition_that_nothing_satisfies_has_no_remedy() -> None:
    tree: Json = {
        "all": [
            {"field": "order.nth", "op": "gt", "value": 4},
            {"field": "order.nth", "op": "lt", "value": 5},
        ]
    }
    assert explain(tree, scene({"order.nth": 4})).remedy is None


def test_two_leaves_on_one_reading_are_met_together() -> None:
    tree: Json = {
        "all": [
            {"field": "order.nth", "op": "ge", "value": 5},
            {"not": {"field": "order.nth", "op": "in", "values": [5, 6]}},
        ]
    }
    found = explain(tree, scene({"order.nth": 2}))
    assert [(change.to, change.by) for change in found.remedy or ()] == [(7, 5)]


def test_a_missing_element_is_named() -> None:
    found = explain(
        {"field": "member.tags", "op": "has", "value": "vip"}, scene({"member.tags": frozenset()})
    )
    assert found.remedy == (Change("member.tags", to=True, element="vip"),)


def changed(readings: dict[str, Value | None], remedy: tuple[Change, ...]) -> dict[str, Value | None]:
    after = dict(readings)
    for change in remedy:
        if change.element is None:
            after[change.reading] = change.to
        else:
            old = after.get(change.reading)
            had = old if isinstance(old, frozenset) else frozenset[str]()
            after[change.reading] = had | {change.element} if change.to else had - {change.element}
    return after


def field_trees(seed: int) -> Trees:
    class FieldsOnly(Trees):
        def lines_leaf(self) -> Json:
            return {"field": "order.nth", "op": "ge", "value": self.random.randint(0, 7)}

    return FieldsOnly(Random(seed))


def test_after_the_remedy_the_condition_holds() -> None:
    trees, met = field_trees(3), 0
    for _ in range(1_000):
        tree, readings = trees.tree(), trees.readings()
        node, cart = read(tree), scene(readings)
        found = explained(node, cart, cart.opening(), Base.LANE)
        if holds(node, cart):
            assert (found.misses, found.remedy) == ((), ())
        else:
            assert found.misses
            if found.remedy is not None:
                met += 1
                assert holds(node, scene(changed(readings, found.remedy))), (tree, readings)
    assert met > 200


DOMAIN = tuple(range(-1, 9))


def test_no_smaller_change_of_numbers_makes_it_pass() -> None:
    """Against every value of two small readings."""
    random, solved = Random(8), 0
    for _ in range(400):
        tree = _of_two(random, depth=3)
        actual = random.randint(0, 7), random.randint(0, 7)
        node = read(tree)
        found = explained(node, _two(actual), _two(actual).opening(), Base.LANE)
        fitting = [_cost(actual, pair) for pair in product(DOMAIN, DOMAIN) if holds(node, _two(pair))]
        if found.remedy is None:
            assert fitting == []
        else:
            solved += 1
            steps = [abs(change.by or 0) for change in found.remedy]
            assert (len(steps), sum(steps)) == min(fitting), (tree, actual)
            assert found.is_smallest
    assert solved > 100


def _of_two(random: Random, depth: int) -> Json:
    kind = random.choice(("all", "any", "not", "leaf") if depth else ("leaf",))
    if kind == "leaf":
        return {
            "field": random.choice(("order.nth", "member.streak")),
            "op": random.choice(("lt", "le", "eq", "ne", "gt", "ge")),
            "value": random.randint(0, 7),
        }
    if kind == "not":
        return {"not": _of_two(random, depth - 1)}
    return {kind: [_of_two(random, depth - 1) for _ in range(2)]}


def _two(values: tuple[int, int]) -> Scene:
    return scene({"order.nth": values[0], "member.streak": values[1]})


def _cost(actual: tuple[int, int], to: tuple[int, int]) -> tuple[int, int]:
    apart = [abs(a - b) for a, b in zip(actual, to, strict=True)]
    return sum(step > 0 for step in apart), sum(apart)


@pytest.mark.parametrize("name", [name for name in FIELDS if not name.startswith("now.")])
def test_an_unknown_reading_fails_its_comparison_and_passes_the_negation(name: str) -> None:
    trees = Trees(Random(1))
    leaf: Json = {"field": name, "op": "known"}
    assert not holds(read(leaf), scene())
    assert holds(read({"not": leaf}), scene())
    assert trees.readings() is not None


def test_another_text_is_asked_for_without_naming_one() -> None:
    found = explain({"field": "order.channel", "op": "ne", "value": "web"}, scene({"order.channel": "web"}))
    assert found.remedy == (Change("order.channel", to=ANY_OTHER, is_in_reach=True),)


def test_a_very_wide_condition_says_that_its_remedy_may_not_be_the_smallest() -> None:
    leaf: Json = {"any": [{"field": "order.nth", "op": "gt", "value": value} for value in range(8)]}
    found = explain({"all": [leaf, leaf, leaf, leaf]}, scene({"order.nth": 0}))
    assert not found.is_smallest
    assert replace(found, misses=()).remedy is not None
