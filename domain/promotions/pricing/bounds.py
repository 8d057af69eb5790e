"""How much the promotions still to come can take off at most: what lets a search stop early."""

from dataclasses import dataclass

from domain.promotions.cart import Amounts
from domain.promotions.pricing.sequence import Slot, State
from domain.promotions.pricing.trying import Candidate, Trial
from domain.promotions.rules.rewards import PRICE_REWARDS


@dataclass(frozen=True, slots=True)
class Bounds:
    """For the slots from `start` on, by slot: what may come off each single line, and `wide` off several.

    A promotion that touches one line alone is bounded by that line too, which keeps the bound close.
    """

    start: int
    lines: tuple[tuple[int, ...], ...]
    wide: tuple[int, ...]

    def most(self, i: int, amounts: Amounts) -> int:
        """An upper bound of what slots i and later take off these amounts."""
        k = i - self.start
        running = amounts.running
        single = sum([min(max(0, a), b) for a, b in zip(running, self.lines[k], strict=True)])
        return min(max(0, sum(running)), single + self.wide[k])


def bounds_from(
    slots: tuple[Slot, ...], only: tuple[int | None, ...], start: int, trial: Trial, state: State
) -> Bounds:
    """For a state that begins a lane with slot `start`: its amounts only shrink from here.

    `only` has the one line of each slot, as `only_line` finds it.
    """
    count = len(trial.scene.lines)
    lines, wide = [(0,) * count], [0]
    for i in reversed(range(start, len(slots))):
        most = _most(slots[i], slots[start][0].lane, trial, state)
        later, at = lines[-1], only[i]
        if at is not None:
            later = (*later[:at], later[at] + most, *later[at + 1 :])
        lines.append(later)
        wide.append(wide[-1] + (most if at is None else 0))
    return Bounds(start, tuple(reversed(lines)), tuple(reversed(wide)))


def _most(slot: Slot, lane: int, trial: Trial, state: State) -> int:
    """The most that one of its members takes: none once their group is taken, and none that cannot apply."""
    if slot[0].group is not None and slot[0].group in state.groups:
        return 0
    most = 0
    for each in slot:
        is_settled = each.lane == lane and each.ready.is_steady
        if not is_settled or each.ready.test(trial.scene, state.amounts):
            most = max(most, trial.ceiling(each, state.amounts))
    return most


def only_line(slot: Slot, trial: Trial) -> int | None:
    """The one line that all its members touch, if it is one."""
    touched = {at for candidate in slot for at in _touched(candidate, trial)}
    return touched.pop() if len(touched) == 1 else None


def _touched(candidate: Candidate, trial: Trial) -> tuple[int, ...]:
    reward = candidate.ready.promotion.reward
    return trial.scene.matching(reward.on) if isinstance(reward, PRICE_REWARDS) else ()
