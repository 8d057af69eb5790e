"""What the page knows of the day, small: rows of numbers in fixed places, words by their place in a list.

order:  [number, x, y, service, skill, level, wished, opens, closes, planned, true, price, urgent, outcome,
         worker, spans, steps]; spans are [at, state, worker] after one another, steps [at, action, status,
         worker]; -1 is nobody.
worker: [number, x, y, mode, skills, speed, shift start, shift end, earned, away, drives, works]; away are
         [from, to] after one another, a drive is [order, left, there, metres, in vain, way], works are
         [order, arrived, started, ended] after one another.

Moments are seconds since midnight. `record.js` reads it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from adapters.geo.fixture import City
from arena.records import DayRecord, Drive, Hand, Story
from arena.report.replay.ground import Ground, ground_under, streets_on
from arena.report.replay.states import NOBODY, State, spans
from arena.report.replay.ways import Ways, find_ways
from domain.shared.geo import Point

Row = list[object]


@dataclass(slots=True)
class _Words:
    """Each word once, by its place."""

    places: dict[str, int] = field(default_factory=dict)

    def __call__(self, word: str) -> int:
        return self.places.setdefault(word, len(self.places))


def day_facts(record: DayRecord, city: City) -> dict[str, object]:
    """Plain values for JSON."""
    ground = ground_under(_places(record), city)
    words = _Words()
    return {
        "city": city.facts.name.en,
        "attribution": city.facts.attribution.en,
        "date": record.date,
        "regime": record.regime,
        "rule": record.rule,
        "seed": record.seed,
        "currency": record.currency,
        "decimals": record.currency_exponent,
        "width": ground.width,
        "height": ground.height,
        "narrowing": ground.narrowing,
        "streets": streets_on(ground, city),
        "states": [state.value for state in State],
        "orders": [_order(story, ground, words) for story in record.stories],
        "workers": [
            _worker(hand, ground, words, ways) for hand, ways in _with_ways(record.hands, city)
        ],
        "words": list(words.places),
    }  # fmt: skip


def _places(record: DayRecord) -> Iterable[Point]:
    yield from (story.place for story in record.stories)
    for hand in record.hands:
        yield hand.home
        yield from (end for drive in hand.drives for end in (drive.origin, drive.target))


def _with_ways(hands: tuple[Hand, ...], city: City) -> Iterable[tuple[Hand, Ways]]:
    by_mode: dict[str, Ways] = {}
    for mode in {hand.mode for hand in hands}:
        same = (drive for hand in hands if hand.mode == mode for drive in hand.drives)
        by_mode[mode] = find_ways(city.streets, mode, ((drive.origin, drive.target) for drive in same))
    return ((hand, by_mode[hand.mode]) for hand in hands)


def _order(story: Story, ground: Ground, words: _Words) -> Row:
    states = list(State)
    flat_spans: Row = []
    for span in spans(story):
        flat_spans += [span.at_s, states.index(span.state), span.worker]
    steps: Row = []
    for step in story.steps:
        steps += [step.at_s, words(step.action), words(step.status), _or_nobody(step.worker)]
    return [
        story.number, *ground.grid(story.place.lon, story.place.lat), words(story.service),
        words(story.skill), story.min_level, story.wished_s, story.opens_s, story.closes_s,
        story.planned_duration_s, story.true_duration_s, story.price_minor, int(story.is_urgent),
        words(story.outcome.value), _or_nobody(story.worker), flat_spans, steps,
    ]  # fmt: skip


def _worker(hand: Hand, ground: Ground, words: _Words, ways: Ways) -> Row:
    works: Row = []
    for work in hand.works:
        works += [work.order, work.arrived_s, work.started_s, work.ended_s]
    away: Row = [moment for stretch in hand.away for moment in stretch]
    return [
        hand.number, *ground.grid(hand.home.lon, hand.home.lat), words(hand.mode),
        [[words(skill), level] for skill, level in hand.skills], hand.speed, hand.shift_start_s,
        hand.shift_end_s, hand.earned_minor, away,
        [_drive(drive, ground, ways) for drive in hand.drives], works,
    ]  # fmt: skip


def _drive(drive: Drive, ground: Ground, ways: Ways) -> Row:
    way = ground.line(ways[drive.origin, drive.target])
    return [drive.order, drive.left_s, drive.there_s, drive.metres, int(drive.is_in_vain), way]


def _or_nobody(worker: int | None) -> int:
    return NOBODY if worker is None else worker
