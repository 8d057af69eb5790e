"""The best legal combination: branch and bound over the slots, within a fixed count of combinations.

A combination is legal when each promotion in it is eligible at its turn, given those before it, no group is
used twice, and limits and budgets hold. The largest discount wins; of equal ones, the one found first, which
depends on priorities and ids alone.
"""

from dataclasses import dataclass, field

from domain.promotions.pricing.bounds import Bounds, bounds_from, only_line
from domain.promotions.pricing.sequence import Slot, State
from domain.promotions.pricing.standing import Barred
from domain.promotions.pricing.trying import Offer, Trial


@dataclass(slots=True)
class BestSearch:
    """One search. `evaluated` counts the states looked at, `open_most` is what others could still reach."""

    trial: Trial
    slots: tuple[Slot, ...]
    most_combinations: int
    best: State | None = None
    evaluated: int = 0
    open_most: int = 0
    _seen: set[object] = field(default_factory=set)
    _only: tuple[int | None, ...] = ()

    def __post_init__(self) -> None:
        self._only = tuple(only_line(slot, self.trial) for slot in self.slots)

    def run(self, opening: State) -> State:
        """The best state found; see `gap_minor` for whether it is proven."""
        self.best = opening
        stack: list[tuple[int, State, Bounds | None]] = [(0, opening, None)]
        while stack:
            i, state, bounds = stack.pop()
            if state.total > self.best.total:
                self.best = state
            if i < len(self.slots) and self._is_worth(i, state, bounds):
                state, bounds = self._entered(i, state, bounds)
                if (
                    self._is_new(i, state)
                    and self._is_worth(i, state, bounds)
                    and self._is_counted(i, state, bounds)
                ):
                    stack += [(i + 1, after, bounds) for after in self._branches(i, state)]
        return self.best

    @property
    def gap_minor(self) -> int:
        return max(0, self.open_most - self.best.total) if self.best is not None else 0

    def _entered(self, i: int, state: State, bounds: Bounds | None) -> tuple[State, Bounds]:
        """Bounds are worked out anew at each lane, which sees what the earlier ones have left."""
        entered = state.at(self.slots, i)
        if bounds is None or entered is not state:
            bounds = bounds_from(self.slots, self._only, i, self.trial, entered)
        return entered, bounds

    def _is_worth(self, i: int, state: State, bounds: Bounds | None) -> bool:
        assert self.best is not None
        return bounds is None or state.total + bounds.most(i, state.amounts) > self.best.total

    def _is_new(self, i: int, state: State) -> bool:
        """Two ways to the same amounts with the same groups, counts and purses have the same future."""
        purses = tuple(sorted(state.purses.items()))
        counts = (state.codes, len(state.offers))
        key = (i, state.amounts.lane, state.amounts.running, state.groups, counts, purses)
        is_new = key not in self._seen
        self._seen.add(key)
        return is_new

    def _is_counted(self, i: int, state: State, bounds: Bounds) -> bool:
        """Whether it may still be looked at; if not, what it could reach is remembered."""
        if self.evaluated >= self.most_combinations:
            self.open_most = max(self.open_most, state.total + bounds.most(i, state.amounts))
            return False
        self.evaluated += 1
        return True

    def _branches(self, i: int, state: State) -> list[State]:
        """Leaving the slot out first, its best offer last: the last one is looked at first."""
        offers = list[Offer]()
        for candidate in self.slots[i]:
            is_free = candidate.group is None or candidate.group not in state.groups
            if is_free and state.has_room_for(candidate, self.trial.policies):
                found = self.trial.offer(candidate, state.amounts, state.purses)
                if not isinstance(found, Barred):
                    offers.append(found)
        offers.sort(key=lambda each: each.total)
        return [state, *(state.after(each) for each in offers)]
