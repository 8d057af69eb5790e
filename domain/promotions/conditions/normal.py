"""A condition as alternatives: each a list of leaves that must or must not hold (disjunctive normal form)."""

from dataclasses import dataclass
from typing import Final

from domain.promotions.conditions.nodes import All, AnyOf, Leaf, Node, Not

MOST_ALTERNATIVES: Final = 400


@dataclass(frozen=True, slots=True)
class Literal:
    leaf: Leaf
    is_wanted: bool


Alternative = tuple[Literal, ...]


def alternatives(node: Node, is_wanted: bool = True) -> tuple[list[Alternative], bool]:
    """The alternatives, and whether they are all: beyond `MOST_ALTERNATIVES` some are left out."""
    if isinstance(node, Not):
        return alternatives(node.child, not is_wanted)
    if not isinstance(node, All | AnyOf):
        return [(Literal(node, is_wanted),)], True
    parts = [alternatives(child, is_wanted) for child in node.children]
    is_whole = all(complete for _, complete in parts)
    if isinstance(node, All) is is_wanted:
        found, fits = _product([each for each, _ in parts])
    else:
        found = [one for each, _ in parts for one in each]
        fits = len(found) <= MOST_ALTERNATIVES
    return found[:MOST_ALTERNATIVES], is_whole and fits


def _product(parts: list[list[Alternative]]) -> tuple[list[Alternative], bool]:
    found: list[Alternative] = [()]
    is_whole = True
    for part in parts:
        is_whole = is_whole and len(found) * len(part) <= MOST_ALTERNATIVES
        found = [(*left, *right) for left in found[:MOST_ALTERNATIVES] for right in part][:MOST_ALTERNATIVES]
    return found, is_whole
