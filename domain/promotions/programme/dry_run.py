"""What a set of rules would have given over past events, beside what was given."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.promotions.pricing.basket import Basket
from domain.promotions.programme.given import Given
from domain.promotions.programme.occasion import Occasion


@dataclass(frozen=True, slots=True)
class PastEvent:
    """An order (with its basket and, once completed, its occasion) or something else that happened.

    The usage in basket and occasion says who it was; the counts are those of the run.
    """

    id: str
    member: str
    at: datetime
    given: Given
    basket: Basket | None = None
    occasion: Occasion | None = None
    is_best: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    event: str
    member: str
    before: Given
    after: Given


@dataclass(frozen=True, slots=True)
class Spending:
    """What one promotion gave over the run."""

    uses: int = 0
    given: Given = field(default_factory=Given)


@dataclass(frozen=True, slots=True)
class DryRun:
    """`by_promotion` adds up to `total`; `outcomes` has one for each event, in the order of time."""

    outcomes: tuple[Outcome, ...]
    by_promotion: dict[str, Spending]

    @property
    def total(self) -> Given:
        total = Given()
        for each in self.outcomes:
            total = total.plus(each.after)
        return total

    @property
    def before(self) -> Given:
        """What was given at the time."""
        total = Given()
        for each in self.outcomes:
            total = total.plus(each.before)
        return total

    @property
    def changed(self) -> tuple[Outcome, ...]:
        """Where it gives something else than what was given: none for the rules that were live."""
        return tuple(each for each in self.outcomes if each.before != each.after)

    def cost_minor(self, point_minor: int, points: int) -> int:
        """Money off, and points at `point_minor` for `points` of them, rounded up."""
        total = self.total
        return total.minor + -(-total.points * point_minor // points)

    def differences(self) -> dict[str, Given]:
        """What each member would have got more, or less, in all."""
        found: dict[str, Given] = {}
        for each in self.outcomes:
            more = Given(
                each.after.minor - each.before.minor,
                each.after.points - each.before.points,
                each.after.coupons - each.before.coupons,
            )
            found[each.member] = found.get(each.member, Given()).plus(more)
        return found

    def winners_and_losers(self, point_minor: int, points: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Members who would be better and worse off, by money with points at their worth."""
        worth = {
            member: more.minor * points + more.points * point_minor
            for member, more in self.differences().items()
        }
        winners = tuple(sorted(member for member, more in worth.items() if more > 0))
        return winners, tuple(sorted(member for member, more in worth.items() if more < 0))
