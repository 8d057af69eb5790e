"""How many points a rule gives, and how multipliers go together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.promotions.cart import Scene
from domain.promotions.money.rounding import WHOLE_BP, ratio
from domain.promotions.policies import Multipliers, Policies
from domain.promotions.rules.model import Promotion
from domain.promotions.rules.rewards import FixedPoints, PointsMultiplier, PointsPerMoney, Reward


@dataclass(frozen=True, slots=True)
class Sized:
    promotion: Promotion
    points: int

    @property
    def is_multiplier(self) -> bool:
        return isinstance(self.promotion.reward, PointsMultiplier)


def points_of(reward: Reward, scene: Scene, base: Sequence[int], policies: Policies) -> int:
    """Of a fixed reward or one per money; a multiplier has none of its own."""
    if isinstance(reward, FixedPoints):
        return reward.points
    if isinstance(reward, PointsPerMoney):
        amount = sum(base[i] for i in scene.matching(reward.on))
        return ratio(amount, reward.points, reward.per_minor, policies.earning_rounding)
    return 0


def multiplied(sized: Sequence[Sized], policies: Policies) -> list[Sized]:
    """Each multiplier with the points that it adds to those per money, never to fixed ones.

    With HIGHEST the largest adds all and the others nothing; with MULTIPLY each one multiplies what those
    before it have made.
    """
    per_money = sum(each.points for each in sized if isinstance(each.promotion.reward, PointsPerMoney))
    factors = [
        each.promotion.reward.bp for each in sized if isinstance(each.promotion.reward, PointsMultiplier)
    ]
    highest = max(factors, default=WHOLE_BP)
    made, is_taken, found = per_money, False, list[Sized]()
    for each in sized:
        reward = each.promotion.reward
        if not isinstance(reward, PointsMultiplier):
            found.append(each)
            continue
        base = made if policies.multipliers is Multipliers.MULTIPLY else per_money
        added = ratio(base, reward.bp - WHOLE_BP, WHOLE_BP, policies.earning_rounding)
        if policies.multipliers is Multipliers.HIGHEST:
            added = 0 if is_taken or reward.bp < highest else added
            is_taken = is_taken or reward.bp == highest
        made += added
        found.append(replace(each, points=added))
    return found
