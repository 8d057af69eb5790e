"""Which rule stands behind the name in a region's policy."""

from collections.abc import Mapping
from typing import Final

from domain.dispatching.policy import DispatchRule
from domain.dispatching.rule import Rule
from domain.dispatching.rules.insertion import CheapestInsertion
from domain.dispatching.rules.relocation import InsertionWithRelocation

RULES: Final[Mapping[DispatchRule, Rule]] = {
    DispatchRule.INSERTION: CheapestInsertion(),
    DispatchRule.RELOCATION: InsertionWithRelocation(),
}
"""All but the exact match, which needs the engine."""
