"""A day's record in numbers. What each means stands at `arena.results.Measures`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import nan
from statistics import fmean, pstdev, quantiles

from arena.records import DayRecord, Hand, Outcome
from arena.results import Measures


def measure(record: DayRecord, counts: Mapping[str, int], withdrawn: int) -> Measures:
    """`counts` are the actions of the day by name; `withdrawn` the live offers that the rule took back."""
    stories, hands = record.stories, record.hands
    served = [one for one in stories if one.outcome is Outcome.SERVED]
    placed = sum(one.outcome is not Outcome.TURNED_AWAY for one in stories)
    late = [(one.arrived_s or 0) - one.closes_s for one in served if (one.arrived_s or 0) > one.closes_s]
    waits = [
        (one.first_accepted_s - one.ready_s) / 60
        for one in stories
        if one.first_accepted_s is not None and one.ready_s is not None
    ]
    asked = counts.get("offer", 0)
    loads = [_busy_s(hand) / max(1, _on_duty_s(hand)) for hand in hands]
    metres = sum(drive.metres for hand in hands for drive in hand.drives)
    undone = sum(counts.get(name, 0) for name in ("drop", "no_show", "reassign"))
    return Measures(
        wishes=len(stories),
        placed=placed,
        served=_ratio(len(served), len(stories)),
        late=_ratio(len(late), len(served)),
        late_min=fmean(late) / 60 if late else nan,
        accept_p50_min=_quantile(waits, 50),
        accept_p90_min=_quantile(waits, 90),
        km_per_order=_ratio(metres / 1000, len(served)),
        promises_per_100=_ratio(100 * undone, placed),
        withdrawn_per_100=_ratio(100 * withdrawn, placed),
        idle=1 - fmean(min(1.0, load) for load in loads) if loads else nan,
        overtime_min=fmean(_overtime_s(hand) for hand in hands) / 60 if hands else nan,
        declines_per_100=_ratio(100 * counts.get("decline", 0), asked),
        expiries_per_100=_ratio(100 * counts.get("expire_offer", 0), asked),
        load_spread=pstdev(loads) if loads else nan,
        earnings_spread=_earnings_spread(hands),
    )


def _ratio(part: float, whole: int) -> float:
    return part / whole if whole else nan


def _quantile(values: Sequence[float], percent: int) -> float:
    if len(values) < 2:
        return values[0] if values else nan
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def _on_duty_s(hand: Hand) -> int:
    """Absences may overlap, as a break after falling ill does: such time is missed once."""
    away_s, over_s = 0, hand.shift_start_s
    for start_s, end_s in sorted(hand.away):
        start_s, end_s = max(start_s, over_s), min(end_s, hand.shift_end_s)
        away_s += max(0, end_s - start_s)
        over_s = max(over_s, end_s)
    return max(0, hand.shift_end_s - hand.shift_start_s - away_s)


def _busy_s(hand: Hand) -> int:
    """Travel, waiting at the door, work."""
    return sum(one.there_s - one.left_s for one in hand.drives) + sum(
        one.ended_s - one.arrived_s for one in hand.works
    )


def _overtime_s(hand: Hand) -> int:
    """From the shift's end to the end of the last visit."""
    last = max((one.ended_s for one in hand.works), default=hand.shift_end_s)
    return max(0, last - hand.shift_end_s)


def _earnings_spread(hands: Sequence[Hand]) -> float:
    """Among workers with the same trade at the same level, relative to their mean; pooled."""
    groups: dict[tuple[str, int], list[float]] = defaultdict(list)
    for hand in hands:
        hours = _on_duty_s(hand) / 3600
        if hours > 0 and hand.skills:
            groups[hand.skills[0]].append(hand.earned_minor / hours)
    squares, people = 0.0, 0
    for rates in groups.values():
        mean = fmean(rates)
        if len(rates) > 1 and mean > 0:
            squares += sum((rate / mean - 1) ** 2 for rate in rates) * len(rates) / (len(rates) - 1)
            people += len(rates)
    return (squares / people) ** 0.5 if people else nan
