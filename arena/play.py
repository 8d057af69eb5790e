"""One day, played from the evening before to midnight."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import fmean
from time import process_time
from uuid import UUID

from application.dispatching.carry_out import CarryOut
from application.dispatching.tick import TickHandler
from arena.agenda import Agenda
from arena.asking import RulePlanner
from arena.casting import Cast, cast_of
from arena.chance import Chance
from arena.inputs import Inputs
from arena.logbook import Logbook, Tale
from arena.measures import measure
from arena.players.answering import Answering
from arena.players.crew import Crew
from arena.players.homeowners import Homeowners
from arena.players.office import Office
from arena.players.person import Person
from arena.records import DayRecord
from arena.referee import Referee
from arena.results import DayResult
from arena.script import Script
from arena.stage import Policies, Stage, played
from arena.town import Town
from arena.wishes import EVENING, HOUR, wishes_of
from domain.dispatching.policy import DispatchPolicy, DispatchRule
from domain.dispatching.rule import Rule
from domain.orders.policy import OrderPolicy
from domain.shared.ids import OrderId

BEGINS_S = EVENING[0]
ENDS_S = 24 * HOUR
POLICY = DispatchPolicy(rule=DispatchRule.RELOCATION, tick_s=120)
"""Everything that waits is shown to the rule, every other minute; the rest is the product's default."""


@dataclass(frozen=True, slots=True)
class Game:
    """What is played: the rule by its name, under which conditions, with which luck.

    With a `script` wishes, cancels and some answers are known instead of drawn. `urgent_at_once`: an urgent
    order is decided when it comes, as in the product; else at the next round, like all others.
    """

    name: str
    rule: Rule
    regime: str
    inputs: Inputs
    seed: int
    policy: DispatchPolicy = POLICY
    order_policy: OrderPolicy = field(default_factory=OrderPolicy)
    script: Script | None = None
    urgent_at_once: bool = True


def play_day(town: Town, game: Game) -> tuple[DayResult, DayRecord]:
    """The same town, inputs, rule and seed give the same digest, in any process."""
    started = process_time()
    day = _Day(town, game)
    tales = day.play()
    record = day.record(tales)
    result = DayResult(
        rule=game.name,
        regime=game.regime,
        seed=game.seed,
        digest=day.log.digest,
        measures=measure(record, day.log.counts, day.planner.withdrawn),
        fouls=day.planner.referee.whistled(),
        tallied=day.crew.answering.tallied,
        cpu_s=process_time() - started,
        rule_s=day.planner.rule_s,
    )
    return result, record


class _Day:
    """Everybody and everything of one day, and the loop that lets it pass."""

    def __init__(self, town: Town, game: Game) -> None:
        chance = Chance(game.seed)
        cast = cast_of(town, game.inputs, chance)
        self.town, self.game = town, game
        self.agenda = Agenda(BEGINS_S)
        policies = Policies(game.policy, game.order_policy)
        self.stage = Stage(cast, town.midnight, town.atlas, self.agenda, game.seed, policies)
        people = _people(town, cast, game.inputs, chance)
        self.log = Logbook({worker_id: one.number for worker_id, one in people.items()})
        self.people = tuple(people.values())
        self.homeowners = Homeowners(self.stage, game.inputs, chance, self.log, game.script)
        self.office = Office(self.stage, game.inputs, chance)
        answering = Answering(self.stage, game.inputs, chance, _usual_pay(town), game.script)
        self.crew = Crew(self.stage, game.inputs, chance, self.log, people, answering)
        self.planner = RulePlanner(
            game.rule, self.stage, Referee(self.stage), chance, game.inputs.answers.consents
        )
        carry_out = CarryOut(self.stage.new_uow, self.stage.clock, self.stage.ids, self.stage.judge)
        self.tick = TickHandler(self.stage.new_uow, self.stage.clock, self.stage.ids, self.planner, carry_out)
        self._is_tick_noted = False
        self._urgent_seen: frozenset[OrderId] = frozenset()
        self._chance = chance

    def play(self) -> tuple[Tale, ...]:
        script = self.game.script
        wishes = script.wishes if script else wishes_of(self.town, self.game.inputs, self._chance)
        tales = self.homeowners.begin(wishes)
        self.crew.begin()
        looked_s = BEGINS_S - 1
        while True:
            deadline_s, next_s = self._deadline_s(looked_s), self.agenda.next_s
            if deadline_s is not None and (next_s is None or deadline_s <= next_s):
                if deadline_s >= ENDS_S:
                    return tales
                looked_s = self.agenda.now_s = deadline_s
                self.stage.go_on()
                self.stage.watch_deadlines()
            elif next_s is None or next_s >= ENDS_S:
                return tales
            else:
                happening = self.agenda.take()
                self.stage.go_on()
                happening()
            self._spread_word()

    def _deadline_s(self, looked_s: int) -> int | None:
        """When to look at deadlines next: never back in time, for some are over when they are set.

        What could not be settled at `looked_s` is looked at again a second later.
        """
        deadline_s = self.stage.next_deadline_s()
        return None if deadline_s is None else max(deadline_s, self.agenda.now_s, looked_s + 1)

    def record(self, tales: Sequence[Tale]) -> DayRecord:
        region = self.town.region
        return DayRecord(
            city=region.code,
            date=self.town.day.isoformat(),
            regime=self.game.regime,
            rule=self.game.name,
            seed=self.game.seed,
            stories=tuple(tale.story() for tale in tales),
            hands=tuple(person.hand() for person in self.people),
            currency=region.currency,
            currency_exponent=region.currency_exponent,
        )

    def _spread_word(self) -> None:
        for event in self.stage.happened():
            tale = self.log.note(event, self.agenda.now_s)
            self.homeowners.hear(event, tale)
            self.office.hear(event, tale)
            self.crew.hear(event, tale)
        urgent = self._urgent()
        if self.game.urgent_at_once and not urgent <= self._urgent_seen:
            self.agenda.at(self.agenda.now_s, lambda: self._decide(only_urgent=True))
        self._urgent_seen = urgent
        if not self._is_tick_noted and self._somebody_waits():
            self._is_tick_noted = True
            tick_s = self.game.policy.tick_s
            self.agenda.at((self.agenda.now_s // tick_s + 1) * tick_s, self._dispatch)

    def _somebody_waits(self) -> bool:
        return any(not order.is_in_hall for order in self.stage.store.orders.ready(self.stage.region_id))

    def _urgent(self) -> frozenset[OrderId]:
        ready = self.stage.store.orders.ready(self.stage.region_id)
        return frozenset(order.id for order in ready if order.is_urgent and not order.is_in_hall)

    def _dispatch(self) -> None:
        self._is_tick_noted = False
        self._decide(only_urgent=False)

    def _decide(self, *, only_urgent: bool) -> None:
        played(self.tick(self.stage.region_id, only_urgent=only_urgent))


def _people(town: Town, cast: Cast, inputs: Inputs, chance: Chance) -> dict[UUID, Person]:
    """Numbered in the order of their ids."""
    shifts = {one.worker_id: one.window for one in cast.shifts}
    leaves: dict[UUID, list[tuple[int, int]]] = {worker.id: [] for worker in cast.workers}
    for leave in cast.leaves:
        start, end = (
            round((one - town.midnight).total_seconds()) for one in (leave.window.start, leave.window.end)
        )
        if start < ENDS_S and end > 0:
            leaves[leave.worker_id].append((start, end))
    return {
        worker.id: Person(
            number=number,
            worker=worker,
            speed=chance.factor(inputs.durations.worker_sigma, "speed", worker.id),
            shift_start_s=round((shifts[worker.id].start - town.midnight).total_seconds()),
            shift_end_s=round((shifts[worker.id].end - town.midnight).total_seconds()),
            where=worker.home,
            away=leaves[worker.id],
        )
        for number, worker in enumerate(cast.workers)
    }


def _usual_pay(town: Town) -> float:
    """Mean price of an hour of work over the services sold, in minor units."""
    rates = [town.prices[one.id] / (one.duration_s / 3600) for one in town.services]
    return fmean(rates) if rates else 0.0
