"""Whether a promotion may be tried at all: published, in its time, within its limits and its budget."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from domain.promotions.policies import Overrun
from domain.promotions.pricing.compile_rules import Ready
from domain.promotions.pricing.result import Reason
from domain.promotions.rules.lifecycle import State
from domain.promotions.rules.limits import CounterKey, Limit, Measure, Scope, Usage, counters, is_dodged
from domain.promotions.rules.model import Campaign, Promotion
from domain.promotions.rules.schedule import Running

_BY_STATE: Final[Mapping[State, Reason]] = {
    State.DRAFT: Reason.NOT_PUBLISHED,
    State.PAUSED: Reason.PAUSED,
    State.ENDED: Reason.ENDED,
}
_BY_TIME: Final[Mapping[Running, Reason]] = {
    Running.NOT_STARTED: Reason.NOT_STARTED,
    Running.ENDED: Reason.ENDED,
    Running.OUT_OF_HOURS: Reason.OUT_OF_HOURS,
}
_BY_SCOPE: Final[Mapping[Scope, Reason]] = {
    Scope.TOTAL: Reason.MAX_USES_REACHED,
    Scope.MEMBER: Reason.MEMBER_LIMIT_REACHED,
}


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much one use may give. None is no bound. `line_most` and `order_most` cut a reward to size.

    What is above `left` or `budget_left` is refused or cut, as the policy `overrun` says.
    """

    line_most: int | None = None
    order_most: int | None = None
    left: int | None = None
    budget_left: int | None = None
    counters: tuple[CounterKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Barred:
    reason: Reason
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The circumstances of one evaluation. `measure` is what its rewards are counted in: money or points."""

    usage: Usage
    now: datetime
    zone: ZoneInfo
    measure: Measure = Measure.MINOR

    def of(self, ready: Ready) -> Allowance | Barred:
        reason = out_of_time(ready, self.now)
        if reason is not None:
            return Barred(reason)
        promotion = ready.promotion
        if is_dodged(promotion.limits, self.usage.subjects):
            return Barred(Reason.DEVICE_UNKNOWN)
        counted = counters(promotion.id, promotion.limits, self.usage.subjects, self.now, self.zone)
        for limit, key in counted:
            if self.usage.counts.get(key, 0) >= limit.at_most:
                return Barred(_BY_SCOPE.get(limit.scope, Reason.LIMIT_REACHED), left=0)
        budget_left = self._budget_left(ready.campaign)
        if budget_left == 0:
            return Barred(Reason.BUDGET_EXCEEDED, left=0)
        is_counted_here = (
            ready.campaign and ready.campaign.budget and (ready.campaign.budget.measure is self.measure)
        )
        return Allowance(
            line_most=self._bound(promotion, Scope.LINE),
            order_most=self._bound(promotion, Scope.ORDER),
            left=min(self._amounts_left(counted), default=None),
            budget_left=budget_left if is_counted_here else None,
            counters=tuple(key for _, key in counted),
        )

    def _budget_left(self, campaign: Campaign | None) -> int | None:
        if campaign is None or campaign.budget is None:
            return None
        spent = self.usage.spent.get(campaign.id, campaign.budget.spent)
        return max(0, campaign.budget.at_most - spent)

    def _bound(self, promotion: Promotion, scope: Scope) -> int | None:
        found = [
            limit.at_most
            for limit in promotion.limits
            if limit.scope is scope and limit.measure is self.measure
        ]
        return min(found, default=None)

    def _amounts_left(self, counted: tuple[tuple[Limit, CounterKey], ...]) -> Iterator[int]:
        for limit, key in counted:
            if limit.measure is self.measure:
                yield limit.at_most - self.usage.counts.get(key, 0)


def out_of_time(ready: Ready, now: datetime) -> Reason | None:
    """Why a promotion can apply to nothing now, by its campaign or a schedule; None where it can."""
    if ready.campaign is not None and ready.campaign.state is not State.PUBLISHED:
        return _BY_STATE[ready.campaign.state]
    schedules = (ready.campaign.schedule if ready.campaign else None, ready.promotion.schedule)
    closed = (_BY_TIME.get(schedule.at(now)) for schedule in schedules if schedule is not None)
    return next(filter(None, closed), None)


def fitted(total: int, allowance: Allowance, budget_left: int | None, overrun: Overrun) -> int | Barred:
    """How much of the total may be given: it, less, or nothing with the reason."""
    if allowance.order_most is not None:
        total = min(total, allowance.order_most)
    for left, reason in ((allowance.left, Reason.LIMIT_REACHED), (budget_left, Reason.BUDGET_EXCEEDED)):
        if left is not None and total > left:
            if overrun is Overrun.REFUSE or left == 0:
                return Barred(reason, left)
            total = left
    return total
