"""What holds of every played day, said from its record alone: the arena's own sums are not asked."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from arena.records import DayRecord, Drive, Hand, Outcome, Story, Work
from arena.results import Measures
from domain.orders.lifecycle import transition
from domain.orders.status import Action, Status

WHOSE_TURN = {Status.ACCEPTED, Status.EN_ROUTE, Status.ARRIVED, Status.IN_SERVICE}


def broken(record: DayRecord) -> list[str]:
    """Every law that the day breaks, with where; empty for a day as it should be."""
    return [*_by_orders(record), *_by_hands(record)]


def _by_orders(record: DayRecord) -> Iterator[str]:
    for story in record.stories:
        yield from (f"order {story.number}: {text}" for text in _steps(story))
        done = sum(step.action == Action.COMPLETE.value for step in story.steps)
        if done != (story.outcome is Outcome.SERVED):
            yield f"order {story.number}: {story.outcome} and completed {done} times"
        if (story.outcome is Outcome.TURNED_AWAY) != (not story.steps):
            yield f"order {story.number}: {story.outcome} with {len(story.steps)} steps"
    numbers = [story.number for story in record.stories]
    if numbers != list(range(len(numbers))):
        yield "wishes are not numbered through"
    if [one.wished_s for one in record.stories] != sorted(one.wished_s for one in record.stories):
        yield "wishes are not in the order in which they were made"


def _steps(story: Story) -> Iterator[str]:
    state: Status | None = None
    before_s = story.wished_s
    for step in story.steps:
        row = transition(state, Action(step.action))
        if row.to.value != step.status:
            yield f"{step.action} led from {state} to {step.status}"
        if step.at_s < before_s:
            yield f"{step.action} came at {step.at_s}, before what came before it"
        state, before_s = row.to, step.at_s


def _by_hands(record: DayRecord) -> Iterator[str]:
    stories = {story.number: story for story in record.stories}
    for hand in record.hands:
        yield from (f"worker {hand.number}: {text}" for text in _day_of(hand, stories))
    worked = Counter(work.order for hand in record.hands for work in hand.works)
    yield from (f"order {order} was worked at {times} times" for order, times in worked.items() if times > 1)
    served = {story.number for story in record.stories if story.outcome is Outcome.SERVED}
    yield from (f"order {order} was served by nobody" for order in served - set(worked))


def _day_of(hand: Hand, stories: dict[int, Story]) -> Iterator[str]:
    here = hand.home
    for drive in hand.drives:
        if drive.origin != here:
            yield f"set out for {drive.order} from where they were not"
        if drive.target != stories[drive.order].place:
            yield f"drove for {drive.order} to another door"
        here = drive.target
    for work in hand.works:
        story = stories[work.order]
        if work.started_s < story.opens_s and story.outcome is Outcome.SERVED:
            yield f"began {work.order} before its window opened"
        if not work.arrived_s <= work.started_s <= work.ended_s:
            yield f"went through {work.order} in a strange order"
        if not any(drive.order == work.order and drive.there_s == work.arrived_s for drive in hand.drives):
            yield f"was at {work.order} without having driven there"
        if story.outcome is Outcome.SERVED and story.worker != hand.number:
            yield f"worked at {work.order}, which {story.worker} served"
    yield from _clashes(hand)
    earned = sum(_pay(story) for story in stories.values() if story.worker == hand.number)
    if earned != hand.earned_minor:
        yield f"earned {hand.earned_minor}, and should have earned {earned}"


def _clashes(hand: Hand) -> Iterator[str]:
    """Whoever drives does not work, and nobody does two things at once."""
    for drive in hand.drives:
        if drive.there_s < drive.left_s:
            yield f"was at {drive.order} before setting out"
    spans = _spans(hand)
    for (_, until, one), (since, _, other) in pairwise(spans):
        if since < until:
            yield f"was busy with {one} until {until} and with {other} from {since}"


def _spans(hand: Hand) -> list[tuple[int, int, int]]:
    """(from, until, order) of everything that the worker did, in the order of time."""
    parts: list[Drive | Work] = [*hand.drives, *hand.works]
    return sorted(_span(part) for part in parts)


def _span(part: Drive | Work) -> tuple[int, int, int]:
    if isinstance(part, Drive):
        return part.left_s, part.there_s, part.order
    return part.arrived_s, part.ended_s, part.order


def _pay(story: Story, share: float = 0.6) -> int:
    return round(story.price_minor * share) if story.outcome is Outcome.SERVED else 0


def recounted(record: DayRecord) -> dict[str, float]:
    """Some measures again, from the record alone. Shares of nothing are left out."""
    stories = record.stories
    served = [story for story in stories if story.outcome is Outcome.SERVED]
    placed = [story for story in stories if story.steps]
    steps = Counter(step.action for story in stories for step in story.steps)
    metres = sum(drive.metres for hand in record.hands for drive in hand.drives)
    late = [one for one in served if one.arrived_s is not None and one.arrived_s > one.closes_s]
    undone = steps["drop"] + steps["no_show"] + steps["reassign"]
    sums = {
        "wishes": (len(stories), 1),
        "placed": (len(placed), 1),
        "served": (len(served), len(stories)),
        "late": (len(late), len(served)),
        "km_per_order": (metres / 1000, len(served)),
        "promises_per_100": (100 * undone, len(placed)),
        "withdrawn_per_100": (100 * steps["withdraw"], len(placed)),
        "declines_per_100": (100 * steps["decline"], steps["offer"]),
        "expiries_per_100": (100 * steps["expire_offer"], steps["offer"]),
        "idle": (sum(_idle(hand) for hand in record.hands), len(record.hands)),
    }
    return {name: part / whole for name, (part, whole) in sums.items() if whole}


def _idle(hand: Hand) -> float:
    """Counted second by second of the shift, so that overlapping absences count once."""
    on_duty = set(range(hand.shift_start_s, hand.shift_end_s))
    for start_s, end_s in hand.away:
        on_duty -= set(range(start_s, end_s))
    busy_s = sum(end_s - start_s for start_s, end_s, _ in _spans(hand))
    return max(0.0, 1 - busy_s / max(1, len(on_duty)))


def differing(record: DayRecord, measures: Measures) -> Iterable[str]:
    """The names of measures that the recount does not agree with."""
    for name, value in recounted(record).items():
        if abs(getattr(measures, name) - value) > 1e-9:
            yield f"{name}: {getattr(measures, name)} was measured, {value} was counted"
