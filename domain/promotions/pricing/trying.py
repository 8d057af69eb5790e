"""One promotion tried on the amounts of one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.promotions.cart import Amounts, Scene
from domain.promotions.policies import Policies
from domain.promotions.pricing.compile_rules import Ready
from domain.promotions.pricing.discounts import Moment, ceiling, discount
from domain.promotions.pricing.result import Extra, Reason
from domain.promotions.pricing.standing import Allowance, Barred, fitted
from domain.promotions.rules.rewards import PRICE_REWARDS, ExtraUnits


@dataclass(frozen=True, slots=True)
class Candidate:
    """A promotion that may be tried. `entered` is the place of its code among the codes, -1 without one."""

    ready: Ready
    allowance: Allowance
    code: str | None
    entered: int = -1

    @property
    def id(self) -> str:
        return self.ready.promotion.id

    @property
    def lane(self) -> int:
        return self.ready.promotion.lane

    @property
    def group(self) -> str | None:
        return self.ready.promotion.group

    @property
    def is_of_price(self) -> bool:
        return isinstance(self.ready.promotion.reward, PRICE_REWARDS)

    @property
    def purse(self) -> str | None:
        """The campaign whose budget of money it draws on."""
        return self.ready.promotion.campaign if self.allowance.budget_left is not None else None


@dataclass(frozen=True, slots=True)
class Offer:
    """What a candidate would give now."""

    candidate: Candidate
    shares: tuple[int, ...]
    total: int
    extra: Extra | None = None


Purses = Mapping[str, int]
"""Money drawn so far in this evaluation, by campaign."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What all tries of one evaluation share."""

    scene: Scene
    policies: Policies
    ceilings: dict[tuple[str, tuple[int, ...], int], int] = field(default_factory=dict)

    def offer(self, candidate: Candidate, amounts: Amounts, purses: Purses) -> Offer | Barred:
        if not candidate.ready.test(self.scene, amounts):
            return Barred(Reason.CONDITION_NOT_MET)
        reward = candidate.ready.promotion.reward
        if isinstance(reward, ExtraUnits):
            return self._extra(candidate, reward)
        assert isinstance(reward, PRICE_REWARDS)  # seen to when the rules were read
        moment = Moment(self.scene, amounts, self.policies)
        return self._within_limits(candidate, discount(reward, moment), moment, purses)

    def _within_limits(
        self, candidate: Candidate, shares: tuple[int, ...], moment: Moment, purses: Purses
    ) -> Offer | Barred:
        allowance = candidate.allowance
        if allowance.line_most is not None:
            shares = tuple(min(share, allowance.line_most) for share in shares)
        total = sum(shares)
        if total == 0:
            return Barred(Reason.NOTHING_TO_DISCOUNT)
        budget_left = allowance.budget_left
        if budget_left is not None:
            budget_left -= purses.get(candidate.purse or "", 0)
        fits = fitted(total, allowance, budget_left, self.policies.overrun)
        if isinstance(fits, Barred):
            return fits
        return Offer(candidate, shares if fits == total else moment.share(fits, shares), fits)

    def _extra(self, candidate: Candidate, reward: ExtraUnits) -> Offer | Barred:
        units = reward.count
        if reward.every_paid is not None:
            paid = sum(self.scene.lines[i].units for i in self.scene.matching(reward.on))
            units = paid // reward.every_paid * reward.count
        if units == 0:
            return Barred(Reason.NOTHING_TO_DISCOUNT)
        return Offer(candidate, (0,) * len(self.scene.lines), 0, Extra(reward.service, units))

    def ceiling(self, candidate: Candidate, amounts: Amounts) -> int:
        """Never below what it gives at these amounts, with which a lane begins, or at any smaller ones.

        Many beginnings share the amounts of the lines that it touches: each is worked out once.
        """
        reward = candidate.ready.promotion.reward
        if not isinstance(reward, PRICE_REWARDS):
            return 0
        touched = tuple([amounts.running[i] for i in self.scene.matching(reward.on)])
        key = (candidate.id, touched, sum(amounts.running) if self.has_negative else 0)
        known = self.ceilings.get(key)
        if known is None:
            allowance = candidate.allowance
            bounds = (allowance.order_most, allowance.left, allowance.budget_left)
            most = ceiling(reward, Moment(self.scene, amounts, self.policies))
            known = min([most, *(bound for bound in bounds if bound is not None)])
            self.ceilings[key] = known
        return known

    @property
    def has_negative(self) -> bool:
        """Only then does the room of the whole order bound a reward more closely than that of its lines."""
        return any(line.amount_minor < 0 for line in self.scene.lines)
