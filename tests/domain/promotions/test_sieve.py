"""The sieve leaves out nothing that could apply, and leaves out most of the rest."""

from dataclasses import replace
from random import Random

from domain.promotions.conditions.compiling import compiled
from domain.promotions.policies import Base
from domain.promotions.pricing.basket import Ask, Tell
from domain.promotions.pricing.evaluate import evaluate
from domain.promotions.pricing.sieve import sieve_of, unsettled
from tests.domain.promotions.carts import Carts
from tests.domain.promotions.making import NOW
from tests.domain.promotions.trees import Trees, read, scene


def test_what_holds_is_kept() -> None:
    trees, kept_count, held_count, seen = Trees(Random(12)), 0, 0, 0
    for _ in range(30):
        nodes = [read(trees.tree()) for _ in range(60)]
        nodes += [read({"all": [trees.leaf() for _ in range(3)]}) for _ in range(60)]
        tests = [compiled(node, Base.LIST) for node in nodes]
        rests = [compiled(unsettled(node), Base.LIST) for node in nodes]
        sieve = sieve_of(nodes)
        for _ in range(5):
            cart = scene(trees.readings(), *trees.lines())
            amounts = cart.opening()
            kept = sieve.kept(cart, amounts.listed)
            held = {place for place, test in enumerate(tests) if test(cart, amounts)}
            assert held <= set(kept)
            assert kept == sorted(kept)
            left = {place for place in kept if rests[place](cart, amounts)}
            assert left == held
            kept_count, held_count, seen = kept_count + len(kept), held_count + len(held), seen + 120
    assert kept_count < seen * 0.75


def test_single_leaves_and_conjunctions_of_them_are_sieved_exactly() -> None:
    trees = Trees(Random(13))
    for _ in range(60):
        leaves = [trees.leaf() for _ in range(80)]
        fields = [
            leaf
            for leaf in leaves
            if "field" in leaf and leaf["op"] not in ("not_in", "has_none", "has_all", "known")
        ]
        nodes = [
            read({"all": [a, b]})
            for a, b in zip(fields[::2], fields[1::2], strict=False)
            if a["field"] != b["field"]
        ]
        cart = scene(trees.readings())
        held = [place for place, node in enumerate(nodes) if compiled(node, Base.LIST)(cart, cart.opening())]
        assert sieve_of(nodes).kept(cart, ()) == held


def test_a_price_is_the_same_whether_or_not_refusals_are_told() -> None:
    carts = Carts(Random(14))
    for i in range(400):
        basket, rules = carts.case(most=10)
        told, quiet = (
            evaluate(basket, rules, NOW, Ask(best=i % 2 == 0, tell=tell))
            for tell in (Tell.REASONS, Tell.CODES)
        )
        assert quiet.refused == ()
        assert replace(told, refused=(), search=None) == replace(quiet, search=None)
