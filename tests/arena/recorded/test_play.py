"""A recorded day played by rules: wishes, cancels and answers are as they were, the rest is drawn."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.ports.day_log import LoggedMove, LoggedOffer, LoggedOrder
from arena.experiment import Experiment, as_published, played_day, run
from arena.recorded.bounds import NotADay
from arena.recorded.model import RecordedDay, day_in
from arena.recorded.scripting import script_of
from arena.recorded.town import inputs_of, town_of
from arena.records import DayRecord, Outcome
from arena.script import Said
from arena.town import Town
from domain.communities.area import Area
from domain.dispatching.policy import DispatchPolicy, DispatchRule
from domain.identity.roles import Role
from domain.orders.parts import OfferStatus
from domain.orders.status import Action, Status
from domain.shared.geo import Point
from domain.shared.ids import WorkerId
from domain.shared.time import Window
from tests.adapters.contracts.hamlet import ANNA, BO, CAI, DAN, EVA
from tests.arena.recorded.lived import TRAVEL, lived_day
from tests.domain.orders.making import NOON

RULES = ("match", "insertion")


@pytest.fixture
async def day() -> RecordedDay:
    return await (await lived_day()).recorded()


async def played(day: RecordedDay, rule: str = "insertion", seed: int = 1) -> DayRecord:
    town = await town_of(day, TRAVEL)
    return played_day(town, experiment_of(day, town), rule, "recorded", seed)[1]


def experiment_of(day: RecordedDay, town: Town) -> Experiment:
    return Experiment(
        RULES,
        {"recorded": inputs_of(town)},
        (1, 2),
        policy=replace(day.dispatch_policy, tick_s=300),
        script=script_of(day),
    )


def second(day: RecordedDay, hours_after_noon: float) -> int:
    return round((NOON + timedelta(hours=hours_after_noon) - day.window.start).total_seconds())


async def test_every_recorded_order_is_wished_for_when_and_where_it_was(day: RecordedDay) -> None:
    record = await played(day)
    assert len(record.stories) == len(day.orders) == 9
    for story, order in zip(record.stories, day.orders, strict=True):
        assert story.place == order.place
        assert (story.service, story.price_minor) == (order.service, order.price_minor)
        assert (story.opens_s, story.wished_s) == (
            round((order.window.start - day.window.start).total_seconds()),
            second(day, 0),
        )
    assert [hand.home for hand in record.hands] == [one.home for one in day.workers]
    assert {hand.speed for hand in record.hands} == {1.0}


async def test_the_recorded_cancel_and_no_other_is_played(day: RecordedDay) -> None:
    record = await played(day)
    called_off = [number for number, one in enumerate(day.orders) if one.status is Status.CANCELLED]
    assert [s.number for s in record.stories if s.outcome is Outcome.CANCELLED] == called_off
    assert len(called_off) == 1


async def test_a_recorded_answer_is_given_again_by_the_same_worker_after_the_same_pause(
    day: RecordedDay,
) -> None:
    """Where the rule asks the same worker for the same visit."""
    script = script_of(day)
    numbers = {
        one.worker_id: number
        for number, one in enumerate(sorted(day.workers, key=lambda worker: worker.worker_id))
    }
    known = {(number, numbers[worker]): said for (number, worker), said in script.answers.items()}
    seen = 0
    for story in (await played(day, "match")).stories:
        for asked, answered in zip(story.steps, story.steps[1:], strict=False):
            said = known.get((story.number, asked.worker if asked.worker is not None else -1))
            if asked.action == "offer" and said is not None and answered.action in {"accept", "decline"}:
                assert answered.action == ("accept" if said.is_yes else "decline")
                assert answered.at_s - asked.at_s == said.after_s == 60
                seen += 1
    assert seen >= 4


async def test_rules_are_compared_in_pairs_and_the_same_seed_gives_the_same_day(day: RecordedDay) -> None:
    town = await town_of(day, TRAVEL)
    results = run(town, experiment_of(day, town))
    again = run(town, experiment_of(day, town))
    assert [one.digest for one in results.days] == [one.digest for one in again.days]
    assert len({one.digest for one in results.days}) == 4
    assert {one.fouls for one in results.days} == {()}
    assert all(one.measures.served > 0.4 for one in results.days)


# -- what a script is made of -----------------------------------------------------------------------


def scripted(day: RecordedDay, order: LoggedOrder) -> tuple[int | None, dict[WorkerId, Said], int]:
    script = script_of(replace(day, orders=(order,)))
    answers = {worker: said for (_, worker), said in script.answers.items()}
    return script.cancels.get(0), answers, script.wishes[0].work_s


def offer(status: OfferStatus, after_s: float | None, worker: WorkerId = ANNA) -> LoggedOffer:
    answered = None if after_s is None else NOON + timedelta(seconds=after_s)
    return LoggedOffer(worker, 1, status, NOON, answered, 100)


async def test_answers_are_yes_no_or_never_and_what_was_taken_back_is_drawn(day: RecordedDay) -> None:
    order = replace(
        day.orders[0],
        offers=(
            offer(OfferStatus.DECLINED, 33),
            offer(OfferStatus.ACCEPTED, 12.5, BO),
            offer(OfferStatus.EXPIRED, 90, CAI),
            offer(OfferStatus.WITHDRAWN, 5, DAN),
            offer(OfferStatus.LIVE, None, EVA),
        ),
    )
    _, answers, _ = scripted(day, order)
    assert answers == {ANNA: Said(33.0), BO: Said(12.5, is_yes=True), CAI: Said(None)}


@pytest.mark.parametrize(
    ("action", "source", "is_called_off"),
    [
        (Action.CANCEL, Status.OFFERED, True),
        (Action.FORCE_CLOSE, Status.ACCEPTED, True),
        (Action.FORCE_CLOSE, Status.ARRIVED, False),
        (Action.CLOSE_UNSERVED, Status.READY, False),
    ],
)
async def test_a_cancel_is_the_homeowners_or_the_offices_before_anybody_set_out(
    day: RecordedDay, action: Action, source: Status, is_called_off: bool
) -> None:
    move = LoggedMove(NOON, action, source, Status.CANCELLED, Role.MANAGER)
    cancelled, _, _ = scripted(day, replace(day.orders[0], moves=(move,)))
    assert cancelled == (second(day, 0) if is_called_off else None)


async def test_work_takes_as_long_as_it_took_or_as_was_planned(day: RecordedDay) -> None:
    order = day.orders[0]
    assert scripted(day, replace(order, started_at=None, completed_at=None))[2] == order.duration_s
    done = replace(order, started_at=NOON, completed_at=NOON + timedelta(seconds=1234))
    assert scripted(day, done)[2] == 1234
    assert scripted(day, replace(done, completed_at=NOON))[2] == 60


async def test_what_was_ordered_days_before_is_there_when_the_play_begins(day: RecordedDay) -> None:
    early = replace(day.orders[0], placed_at=NOON - timedelta(days=3))
    assert script_of(replace(day, orders=(early,))).wishes[0].wished_s == -6 * 3600


# -- what a town is made of -------------------------------------------------------------------------


async def test_two_shifts_are_one_with_a_gap_and_areas_and_leaves_are_kept(day: RecordedDay) -> None:
    corner = day.workers[0].home
    area = Area((corner, Point(corner.lon, corner.lat + 1), Point(corner.lon + 1, corner.lat)))
    hours = [
        Window(NOON + timedelta(hours=a), NOON + timedelta(hours=b)) for a, b in ((0, 3), (5, 8), (6, 7))
    ]
    first = replace(day.workers[0], shifts=tuple(hours[:2]), leaves=(hours[2],), area=area)
    town = await town_of(replace(day, workers=(first, *day.workers[1:])), TRAVEL)
    assert town.shifts[first.worker_id].window == Window(hours[0].start, hours[1].end)
    mine = [one.window for one in town.pool.leaves if one.worker_id == first.worker_id]
    assert mine == [Window(hours[0].end, hours[1].start), hours[2]]
    assert [one.area for one in town.pool.service_areas] == [area]


async def test_a_service_whose_price_changed_on_the_day_is_sold_at_both(day: RecordedDay) -> None:
    dearer = replace(day.orders[0], price_minor=day.orders[0].price_minor + 1000)
    town = await town_of(replace(day, orders=(dearer, *day.orders[1:])), TRAVEL)
    assert sorted(town.prices.values()) == [25_000, 26_000]
    record = await played(replace(day, orders=(dearer, *day.orders[1:])))
    assert record.stories[0].price_minor == 26_000
    assert record.stories[0].outcome is not Outcome.TURNED_AWAY


async def test_a_day_on_which_nobody_worked_or_nothing_was_ordered_cannot_be_played(day: RecordedDay) -> None:
    with pytest.raises(NotADay, match="has no workers with a shift"):
        await town_of(replace(day, workers=()), TRAVEL)
    with pytest.raises(NotADay, match="has no orders"):
        await town_of(replace(day, orders=()), TRAVEL)


def test_the_products_own_rules_are_played_as_published_and_others_see_everything() -> None:
    policy = DispatchPolicy(is_enabled=False, rule=DispatchRule.INSERTION, k=4)
    assert as_published(policy, "match") == replace(policy, is_enabled=True, rule=DispatchRule.MATCH)
    assert as_published(policy, "nearest").rule is DispatchRule.RELOCATION


def test_a_day_is_as_long_as_its_zone_makes_it() -> None:
    """Chile put its clocks back in the night to 5 April 2026."""
    from datetime import date

    lengths = [day_in(date(2026, 4, number), "America/Santiago").length for number in (3, 4, 5)]
    assert lengths == [timedelta(hours=24), timedelta(hours=25), timedelta(hours=24)]
