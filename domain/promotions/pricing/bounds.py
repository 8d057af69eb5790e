"""How much the promotions still to come can take off at most: what lets a search stop early."""

from dataclasses import dataclass

from domain.promotions.cart import Amounts
from domain.promotions.pricing.sequence import Slot
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


def bounds_from(slots: tuple[Slot, ...], start: int, trial: Trial, amounts: Amounts) -> Bounds:
    """By the amounts with which slot `start` begins its lane; they only shrink from here."""
    count = len(trial.scene.lines)
    lines, wide = [(0,) * count], [0]
    for slot in reversed(slots[start:]):
        at, most = _slot(slot, trial, amounts)
        later = lines[-1]
        if at is not None:
            lines.append((*later[:at], later[at] + most, *later[at + 1 :]))
            wide.append(wide[-1])
        else:
            lines.append(later)
            wide.append(wide[-1] + most)
    return Bounds(start, tuple(reversed(lines)), tuple(reversed(wide)))


def _slot(slot: Slot, trial: Trial, amounts: Amounts) -> tuple[int | None, int]:
    """The one line that all its members touch, or None; and the most that one of them takes."""
    touched = {at for candidate in slot for at in _touched(candidate, trial)}
    most = max(trial.ceiling(candidate, amounts) for candidate in slot)
    return (touched.pop() if len(touched) == 1 else None), most


def _touched(candidate: Candidate, trial: Trial) -> tuple[int, ...]:
    reward = candidate.ready.promotion.reward
    return trial.scene.matching(reward.on) if isinstance(reward, PRICE_REWARDS) else ()
