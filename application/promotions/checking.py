"""Rules as somebody sends them, read and held against their region."""

from collections.abc import Iterator

from application.ports.world import RegionSettings
from domain.promotions.faults import Fault, FaultCode, RulesFaulty
from domain.promotions.rules.editions import Content
from domain.promotions.rules.model import RuleSet
from domain.promotions.rules.read_rules import read_rules


def checked(content: Content, region: RegionSettings) -> RuleSet:
    """Raises `RulesFaulty` with every fault and its place, also where its money is not the region's."""
    rules = read_rules(content)
    faults = tuple(_foreign_money(rules, region))
    if faults:
        raise RulesFaulty(faults)
    return rules


def _foreign_money(rules: RuleSet, region: RegionSettings) -> Iterator[Fault]:
    if rules.currency != region.currency:
        yield Fault("currency", FaultCode.UNKNOWN_NAME, region.currency)
    if rules.decimals != region.currency_exponent:
        yield Fault("decimals", FaultCode.OUT_OF_RANGE, str(region.currency_exponent))
