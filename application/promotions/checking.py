"""Rules as somebody sends them, read and held against their region."""

from collections.abc import Iterator
from datetime import datetime

from application.loyalty.giving import policy_for
from application.ports.unit_of_work import UnitOfWork
from application.ports.world import RegionSettings
from domain.loyalty.policy import Currency, EarningPolicy
from domain.promotions.faults import Fault, FaultCode, RulesFaulty
from domain.promotions.rules.editions import Content
from domain.promotions.rules.model import RuleSet
from domain.promotions.rules.read_rules import read_rules
from domain.promotions.rules.rewards import terms_of
from domain.shared.ids import RegionId


async def checked(uow: UnitOfWork, region_id: RegionId, content: Content, at: datetime) -> RuleSet:
    """Raises `RulesFaulty` with every fault and its place, also where its money is not the region's, or
    points would end before they can be used by the earning policy of that moment.
    """
    region, rules = await uow.world.region(region_id), read_rules(content)
    policy = await policy_for(uow, Currency(region.currency, region.currency_exponent), at)
    faults = *_foreign_money(rules, region), *_too_short_lives(rules, policy)
    if faults:
        raise RulesFaulty(faults)
    return rules


def _foreign_money(rules: RuleSet, region: RegionSettings) -> Iterator[Fault]:
    if rules.currency != region.currency:
        yield Fault("currency", FaultCode.UNKNOWN_NAME, region.currency)
    if rules.decimals != region.currency_exponent:
        yield Fault("decimals", FaultCode.OUT_OF_RANGE, str(region.currency_exponent))


def _too_short_lives(rules: RuleSet, policy: EarningPolicy) -> Iterator[Fault]:
    """Rules that say expiry or cooling off, and leave the other to a policy that it does not fit."""
    for i, promotion in enumerate(rules.promotions):
        terms = terms_of(promotion.reward)
        if not terms.fit(policy):
            key = "expiry" if terms.cooling_off_days is None else "cooling_off_days"
            detail = "points of this rule would end while they cool off"
            yield Fault(f"promotions[{i}].reward.{key}", FaultCode.OUT_OF_RANGE, detail)
