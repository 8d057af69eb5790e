"""Something that may earn points or coupons, and what it earns them on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.promotions.cart import EVERY_LINE, Line
from domain.promotions.conditions.fields import Value
from domain.promotions.money.apportion import share_within
from domain.promotions.policies import EarningBase
from domain.promotions.pricing.basket import Basket
from domain.promotions.pricing.compile_rules import Rules
from domain.promotions.pricing.result import Priced
from domain.promotions.rules.limits import Usage
from domain.promotions.rules.model import Trigger
from domain.promotions.rules.rewards import PRICE_REWARDS


@dataclass(frozen=True, slots=True)
class Earning:
    """By line, in minor units: listed, priced, and what points are earned on under the policy."""

    lines: tuple[Line, ...] = ()
    listed: tuple[int, ...] = ()
    priced: tuple[int, ...] = ()
    base: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Occasion:
    """`earning` is empty where no order is behind it."""

    trigger: Trigger
    readings: Mapping[str, Value | None] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)
    earning: Earning = field(default_factory=Earning)


def earning_of(basket: Basket, priced: Priced, rules: Rules) -> Earning:
    """What a priced order earns on. `rules` are those that it was priced under."""
    policy = rules.source.policies.earning_base
    return Earning(
        lines=basket.lines,
        listed=tuple(line.listed_minor for line in priced.lines),
        priced=tuple(line.price_minor for line in priced.lines),
        base=tuple(max(0, amount) for amount in _base(policy, priced, rules)),
    )


def _base(policy: EarningBase, priced: Priced, rules: Rules) -> Sequence[int]:
    if policy is EarningBase.LIST:
        return [line.listed_minor for line in priced.lines]
    if policy is EarningBase.AFTER_TARGETED:
        return _less(
            [line.listed_minor for line in priced.lines],
            [each.shares for each in priced.applied if _is_targeted(each.promotion, rules)],
        )
    prices = [line.price_minor for line in priced.lines]
    if policy is EarningBase.AFTER_DISCOUNTS:
        return prices
    payable = [max(0, line.payable_minor) for line in priced.lines]
    odd = rules.source.policies.odd_minor
    return _less(payable, [share_within(priced.totals.tendered_minor, payable, odd)])


def _less(amounts: Sequence[int], shares: Sequence[Sequence[int]]) -> Sequence[int]:
    return [amount - sum(each[i] for each in shares) for i, amount in enumerate(amounts)]


def _is_targeted(promotion: str, rules: Rules) -> bool:
    """Whether it is for some lines and not for the order as a whole."""
    reward = rules.by_id[promotion].promotion.reward
    return isinstance(reward, PRICE_REWARDS) and reward.on != EVERY_LINE
