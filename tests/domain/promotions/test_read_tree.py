import pytest

from domain.promotions.conditions.read_tree import DEEPEST, MOST_NODES, read_condition
from domain.promotions.faults import FaultCode, RulesFaulty
from domain.promotions.reader import Place, Unreadable
from tests.domain.promotions.trees import Json


def faults_of(tree: object) -> list[tuple[str, str]]:
    place = Place(tree, "when")
    place.attempt(read_condition)
    return [(fault.path, fault.code.value) for fault in place.faults]


def field(name: str, op: str, **rest: object) -> Json:
    return {"field": name, "op": op, **rest}


def within(name: str, start: str, end: str) -> Json:
    return {"field": name, "op": "within", "from": start, "to": end}


@pytest.mark.parametrize(
    ("tree", "path", "code"),
    [
        (field("member.teir", "eq", value="gold"), "when.field", "unknown_field"),
        (field("member.tier", "eq", value=3), "when.value", "wrong_type"),
        (field("member.tier", "ge", value="gold"), "when.op", "operator_does_not_fit"),
        (field("member.tier", "like", value="gold"), "when.op", "unknown_name"),
        (field("member.tier", "eq"), "when.value", "missing"),
        (field("member.tier", "eq", value="x", values=["x"]), "when.values", "unknown_key"),
        (field("member.is_new", "eq", value=1), "when.value", "wrong_type"),
        (field("order.nth", "eq", value=True), "when.value", "wrong_type"),
        (field("order.nth", "eq", value=1.5), "when.value", "wrong_type"),
        (field("order.nth", "ge", value=10**30), "when.value", "out_of_range"),
        (field("visit.weekday", "eq", value=8), "when.value", "out_of_range"),
        (field("visit.clock", "ge", value="24:00"), "when.value", "wrong_type"),
        (field("visit.clock", "ge", value="1200"), "when.value", "wrong_type"),
        (within("visit.clock", "08:00", "08:00"), "when", "empty"),
        (within("order.nth", "08:00", "09:00"), "when.op", "operator_does_not_fit"),
        (field("member.tags", "eq", value="x"), "when.op", "operator_does_not_fit"),
        (field("member.tier", "has", value="x"), "when.op", "operator_does_not_fit"),
        (field("member.tags", "has_any", values=[]), "when.values", "empty"),
        (field("visit.clock", "in", values=["10:00"]), "when.op", "operator_does_not_fit"),
        (field("visit.weekday", "in", values=[1, 9]), "when.values[1]", "out_of_range"),
        ({"amount": {}, "op": "known"}, "when.op", "operator_does_not_fit"),
        ({"amount": {}, "op": "ge", "value": 10**13}, "when.value", "out_of_range"),
        ({"amount": {"kinds": ["free"]}, "op": "ge", "value": 1}, "when.amount.kinds[0]", "unknown_name"),
        ({"amount": {"brand": ["x"]}, "op": "ge", "value": 1}, "when.amount.brand", "unknown_key"),
        ({"amount": {}, "base": "net", "op": "ge", "value": 1}, "when.base", "unknown_name"),
        ({"all": []}, "when.all", "empty"),
        ({"all": [{"always": True}] * 51}, "when.all", "too_large"),
        ({"all": {"always": True}}, "when.all", "wrong_type"),
        ({"all": [{"always": True}], "any": [{"always": True}]}, "when", "unknown_node"),
        ({"either": []}, "when.either", "unknown_key"),
        ({"always": 1}, "when.always", "wrong_type"),
        ({}, "when", "unknown_node"),
        ([], "when", "wrong_type"),
        (None, "when", "wrong_type"),
        ({"any": [{"not": field("x", "eq", value=1)}]}, "when.any[0].not.field", "unknown_field"),
    ],
)  # fmt: skip
def test_a_condition_that_does_not_type_check_is_refused_with_the_place(
    tree: object, path: str, code: str
) -> None:
    assert (path, code) in faults_of(tree)


def test_every_fault_of_a_tree_is_told_not_the_first_alone() -> None:
    tree = {"all": [field("a", "eq", value=1), field("b", "eq", value=1), {"not": {}}]}
    assert [path for path, _ in faults_of(tree)] == [
        "when.all[0].field",
        "when.all[1].field",
        "when.all[2].not",
    ]


def test_a_tree_that_is_too_deep_is_refused_before_it_is_walked() -> None:
    tree: Json = {"always": True}
    for _ in range(100_000):
        tree = {"not": tree}
    assert faults_of(tree) == [("when", "too_deep")]


def test_the_deepest_tree_is_read_and_one_level_more_is_not() -> None:
    tree: Json = {"always": True}
    for _ in range(DEEPEST - 1):
        tree = {"not": tree}
    assert faults_of(tree) == []
    assert faults_of({"not": tree}) == [("when", "too_deep")]


def test_a_tree_that_holds_itself_is_refused() -> None:
    tree: Json = {}
    tree["all"] = [tree, tree]
    assert faults_of(tree) == [("when", "too_large")]
    alone: Json = {}
    alone["not"] = alone
    assert faults_of(alone) == [("when", "too_deep")]


def test_a_huge_tree_is_refused() -> None:
    wide = {"any": [{"all": [{"always": True}] * 50}] * 50}
    assert faults_of(wide) == [("when", "too_large")]
    assert MOST_NODES < 50 * 50


def test_faults_travel_as_one_refusal_with_a_stable_code() -> None:
    place = Place({"either": 1}, "when")
    with pytest.raises(Unreadable):
        read_condition(place)
    refusal = RulesFaulty(place.faults)
    assert refusal.code == "rules_faulty"
    assert refusal.faults[0].code is FaultCode.UNKNOWN_KEY
    assert refusal.facts["faults"] == ["when.either: unknown_key", str(refusal.faults[1])]
