"""What an occasion earns: points by rule, with multipliers, limits and budgets; and coupons."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from domain.promotions.cart import Amounts, Scene
from domain.promotions.conditions.explaining import explained
from domain.promotions.conditions.fields import fixed_readings
from domain.promotions.policies import Policies
from domain.promotions.pricing.compile_rules import Ready, Rules
from domain.promotions.pricing.result import Reason, Refused
from domain.promotions.pricing.standing import Allowance, Barred, Standing, fitted
from domain.promotions.programme.multiplying import Sized, multiplied, points_of
from domain.promotions.programme.occasion import Occasion
from domain.promotions.rules.limits import CounterKey, Measure
from domain.promotions.rules.rewards import IssueCoupon
from domain.shared.time import require_aware


@dataclass(frozen=True, slots=True)
class Grant:
    """Points by one rule. `counters` are to count this use, and the campaign's budget what it gave."""

    promotion: str
    campaign: str | None
    points: int
    counters: tuple[CounterKey, ...]


@dataclass(frozen=True, slots=True)
class CouponGrant:
    promotion: str
    campaign: str | None
    batch: str
    count: int
    counters: tuple[CounterKey, ...]


@dataclass(frozen=True, slots=True)
class Awarded:
    rules_version: int
    grants: tuple[Grant, ...]
    coupons: tuple[CouponGrant, ...]
    refused: tuple[Refused, ...]

    @property
    def points(self) -> int:
        return sum(grant.points for grant in self.grants)


Able = tuple[Ready, Allowance]


def award(occasion: Occasion, rules: Rules, now: datetime) -> Awarded:
    """What the rules of its trigger give. Raises `ReadingsMalformed`, `CartMalformed`, `MomentIsNaive`."""
    source, earning = rules.source, occasion.earning
    fixed = fixed_readings(occasion.readings, require_aware(now), source.zone)
    scene = Scene(earning.lines, fixed)
    amounts = Amounts(earning.listed, earning.priced, earning.priced)
    standing = Standing(occasion.usage, now, source.zone, Measure.POINTS)
    able, refused = list[Able](), list[Refused]()
    for ready in sorted(rules.by_trigger[occasion.trigger], key=_rank):
        found = _judged(ready, standing, scene, amounts, source.policies)
        if isinstance(found, Refused):
            refused.append(found)
        else:
            able.append((ready, found))
    sized = _settled(_sized(able, scene, earning.base, source.policies), source.policies, refused)
    grants = _within_limits(sized, dict(_by_id(able)), source.policies, refused)
    coupons = tuple(_coupon(ready, allowance) for ready, allowance in able if _gives_coupon(ready))
    return Awarded(source.version, grants, coupons, tuple(refused))


def _rank(ready: Ready) -> tuple[int, int, str]:
    return ready.promotion.lane, -ready.promotion.priority, ready.promotion.id


def _judged(
    ready: Ready, standing: Standing, scene: Scene, amounts: Amounts, policies: Policies
) -> Allowance | Refused:
    found = standing.of(ready)
    if isinstance(found, Barred):
        return Refused(ready.promotion.id, found.reason, left=found.left)
    if ready.test(scene, amounts):
        return found
    explanation = explained(ready.promotion.when, scene, amounts, policies.min_spend_base)
    return Refused(ready.promotion.id, Reason(explanation.reason), explanation=explanation)


def _sized(able: list[Able], scene: Scene, base: tuple[int, ...], policies: Policies) -> list[Sized]:
    return [
        Sized(ready.promotion, points_of(ready.promotion.reward, scene, base, policies))
        for ready, _ in able
        if not _gives_coupon(ready)
    ]


def _settled(sized: list[Sized], policies: Policies, refused: list[Refused]) -> list[Sized]:
    """Groups are settled before anything is multiplied: what lost is no base of a multiplier."""
    own = _winners([each for each in sized if not each.is_multiplier], refused)
    kept = {each.promotion.id for each in own}
    standing = [each for each in sized if each.is_multiplier or each.promotion.id in kept]
    return _winners(multiplied(standing, policies), refused)


def _winners(sized: list[Sized], refused: list[Refused]) -> list[Sized]:
    """Of each group the one that gives most; of equal ones the one that comes first."""
    best: dict[str, Sized] = {}
    for each in sized:
        group = each.promotion.group
        if group is not None and (group not in best or each.points > best[group].points):
            best[group] = each
    kept = list[Sized]()
    for each in sized:
        winner = best.get(each.promotion.group or "", each)
        if winner is each:
            kept.append(each)
        else:
            refused.append(Refused(each.promotion.id, Reason.GROUP_LOST, rival=winner.promotion.id))
    return kept


def _within_limits(
    sized: list[Sized], allowances: dict[str, Allowance], policies: Policies, refused: list[Refused]
) -> tuple[Grant, ...]:
    """Rules of one campaign draw on one purse, in their order."""
    drawn: defaultdict[str, int] = defaultdict(int)
    grants = list[Grant]()
    for each in sized:
        promotion, allowance = each.promotion, allowances[each.promotion.id]
        purse = promotion.campaign or ""
        left = allowance.budget_left
        left = left - drawn[purse] if left is not None else None
        points = fitted(each.points, allowance, left, policies.overrun)
        if isinstance(points, Barred):
            refused.append(Refused(promotion.id, points.reason, left=points.left))
        elif points == 0:
            refused.append(Refused(promotion.id, Reason.NOTHING_TO_DISCOUNT))
        else:
            drawn[purse] += points
            grants.append(Grant(promotion.id, promotion.campaign, points, allowance.counters))
    return tuple(grants)


def _by_id(able: list[Able]) -> list[tuple[str, Allowance]]:
    return [(ready.promotion.id, allowance) for ready, allowance in able]


def _gives_coupon(ready: Ready) -> bool:
    return isinstance(ready.promotion.reward, IssueCoupon)


def _coupon(ready: Ready, allowance: Allowance) -> CouponGrant:
    reward = ready.promotion.reward
    assert isinstance(reward, IssueCoupon)
    return CouponGrant(
        ready.promotion.id, ready.promotion.campaign, reward.batch, reward.count, allowance.counters
    )
