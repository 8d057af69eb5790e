"""What staff read: the board, workers, candidates, cards, runs, the exceptions queue."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from adapters.memory.planner import MemoryPlanner
from adapters.persistence.clocks import Uuid7Ids
from application.access import NotInYourRegion
from application.dispatching.batch import ask_planner, batch_of
from application.dispatching.candidates import ListCandidates, ListCandidatesHandler
from application.ports.dispatching import Run, RunNotFound, RunStatus
from application.ports.ids import Ids
from application.ports.unit_of_work import NewUnit
from application.views.dispatch import Candidate, WorkerRow
from application.views.page import Slice
from domain.identity.roles import SYSTEM_ACTOR, Role
from domain.orders.by import By
from domain.orders.number import number_of
from domain.orders.refusals import OrderNotFound
from domain.orders.status import Status
from domain.shared.geo import straight_m
from domain.shared.ids import RegionId, RunId
from tests.adapters.reads.stage import DAY, NOW, Scene, Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_board_shows_who_works_what_they_do_and_what_nobody_does(
    stage: Stage, scene: Scene
) -> None:
    dispatcher = stage.town.staff(Role.DISPATCHER)
    board = await stage.staff.board(dispatcher, stage.town.city.region.id, DAY)
    workers = {worker.id: worker for worker in board.workers}
    for name, status in (
        ("accepted", Status.ACCEPTED),
        ("en_route", Status.EN_ROUTE),
        ("offered", Status.OFFERED),
        ("completed", Status.COMPLETED),
    ):
        worker = workers[scene.workers[name]]
        (visit,) = worker.visits
        assert (visit.order_id, visit.status) == (scene.orders[name], status)
        assert visit.number == number_of(scene.orders[name])
        assert worker.load_minutes >= (visit.end - visit.start).total_seconds() // 60
        assert worker.shift is not None
        assert 0 < worker.shift_minutes <= (worker.shift.end - worker.shift.start).total_seconds() / 60
    unassigned = {one.id: one.status for one in board.unassigned}
    assert unassigned[scene.orders["hall"]] is Status.READY
    assert unassigned[scene.orders["offered"]] is Status.OFFERED
    assert scene.orders["accepted"] not in unassigned


async def test_the_board_of_a_day_without_visits_has_none(stage: Stage) -> None:
    dispatcher = stage.town.staff(Role.DISPATCHER)
    board = await stage.staff.board(dispatcher, stage.town.city.region.id, DAY + timedelta(days=2))
    assert board.workers
    assert all(worker.visits == () and worker.load_minutes == 0 for worker in board.workers)
    assert board.unassigned == ()


async def test_leave_is_taken_off_the_shift(stage: Stage, scene: Scene) -> None:
    dispatcher, region_id = stage.town.staff(Role.DISPATCHER), stage.town.city.region.id
    board = await stage.staff.board(dispatcher, region_id, DAY)
    before = next(one for one in board.workers if not one.visits and one.shift)
    assert before.shift is not None
    leave_id = uuid4()
    with psycopg.connect(scene.database.owner) as connection:
        connection.execute(
            "INSERT INTO leaves (id, worker_id, region_id, during, reason) "
            "VALUES (%s, %s, %s, tstzrange(%s, %s), '')",
            (leave_id, before.id, region_id, before.shift.start, before.shift.start + timedelta(minutes=60)),
        )
    after = next(
        one for one in (await stage.staff.board(dispatcher, region_id, DAY)).workers if one.id == before.id
    )
    with psycopg.connect(scene.database.owner) as connection:
        connection.execute("DELETE FROM leaves WHERE id = %s", (leave_id,))
    assert before.shift_minutes - after.shift_minutes in range(1, 61)


async def test_staff_of_one_region_see_nothing_of_another(stage: Stage, scene: Scene) -> None:
    region_id = stage.town.city.region.id
    elsewhere = replace(stage.town.staff(Role.MANAGER), region_id=RegionId(uuid4()))
    with pytest.raises(NotInYourRegion):
        await stage.staff.board(elsewhere, region_id, DAY)
    with pytest.raises(NotInYourRegion):
        await stage.staff.workers(elsewhere, region_id, Slice())
    with pytest.raises(NotInYourRegion):
        await stage.staff.exceptions(elsewhere, region_id, Slice())
    with pytest.raises(OrderNotFound):
        await stage.staff.cards(elsewhere, scene.orders["offered"], Slice())
    with pytest.raises(OrderNotFound):
        await stage.made(ListCandidatesHandler)(ListCandidates(elsewhere, scene.orders["hall"]))
    centre = stage.town.city.region.centre
    assert (await stage.staff.nearest(elsewhere, centre, "plumbing", 5)).items == ()


async def test_workers_are_walked_once_each_with_their_open_visits(stage: Stage, scene: Scene) -> None:
    dispatcher, region_id = stage.town.staff(Role.DISPATCHER), stage.town.city.region.id
    cursor, rows = None, list[WorkerRow]()
    while True:
        page = await stage.staff.workers(dispatcher, region_id, Slice(cursor, 7))
        rows += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert {row.id for row in rows} == {worker.id for worker in stage.town.city.workers}
    assert len(rows) == len(stage.town.city.workers)
    open_visits = {row.id: row.open_visits for row in rows}
    assert open_visits[scene.workers["accepted"]] == 1
    assert open_visits[scene.workers["offered"]] == 1
    assert open_visits[scene.workers["completed"]] == 0


async def test_the_nearest_come_in_order_of_their_distance(stage: Stage) -> None:
    centre = stage.town.city.region.centre
    skill = stage.town.city.catalogue.services[0].skill
    found = await stage.staff.nearest(stage.town.staff(Role.DISPATCHER), centre, skill, 6)
    metres = [one.distance_m for one in found.items]
    assert metres == sorted(metres)
    able = [one for one in stage.town.city.workers if any(held.code == skill for held in one.skills)]
    wanted = sorted(straight_m(one.home, centre) for one in able)[:6]
    assert metres == pytest.approx(wanted, rel=0.01, abs=2)


async def test_candidates_come_ranked_and_say_why_the_others_cannot(stage: Stage, scene: Scene) -> None:
    asked = ListCandidates(stage.town.staff(Role.DISPATCHER), scene.orders["hall"])
    found = await stage.made(ListCandidatesHandler)(asked)
    fits = [one.fits for one in found.items]
    assert fits == sorted(fits, reverse=True)
    assert [one.rank for one in found.items if one.fits] == list(range(1, sum(fits) + 1))
    totals = [one.score.total for one in found.items if one.score]
    assert totals == sorted(totals)
    assert all(_is_whole(one) for one in found.items)


def _is_whole(one: Candidate) -> bool:
    has_way = one.score is not None and one.start_at is not None and one.rank is not None
    return bool(one.worker_name) and (has_way if one.fits else bool(one.failures))


async def test_whoever_holds_the_offer_still_fits_the_order(stage: Stage, scene: Scene) -> None:
    asked = ListCandidates(stage.town.staff(Role.DISPATCHER), scene.orders["offered"])
    found = await stage.made(ListCandidatesHandler)(asked)
    assert next(one.fits for one in found.items if one.worker_id == scene.workers["offered"])


async def test_a_homeowner_is_told_of_no_candidates(stage: Stage, scene: Scene) -> None:
    asked = ListCandidates(stage.town.homeowner(0), scene.orders["pending"])
    with pytest.raises(OrderNotFound):
        await stage.made(ListCandidatesHandler)(asked)


async def test_a_decision_card_names_whom_it_chose(stage: Stage, scene: Scene) -> None:
    dispatcher = stage.town.staff(Role.DISPATCHER)
    (card,) = (await stage.staff.cards(dispatcher, scene.orders["offered"], Slice())).items
    (chosen,) = card.chosen
    assert (chosen.worker_id, card.mode) == (scene.workers["offered"], "offer_by_hand")
    assert chosen.worker_name
    none = await stage.staff.cards(dispatcher, scene.orders["pending"], Slice())
    assert (none.items, none.next_cursor) == ((), None)


async def test_a_run_shows_what_it_would_do(stage: Stage, scene: Scene) -> None:
    run_id = await _solved_run(stage)
    seen = await stage.staff.run(stage.town.staff(Role.DISPATCHER), run_id)
    assert (seen.id, seen.status) == (run_id, "ready")
    (one,) = [one for one in seen.assignments if one.order_id == scene.orders["hall"]]
    assert one.number == number_of(scene.orders["hall"])
    assert one.worker_name in {worker.name for worker in stage.town.city.workers}
    assert seen.totals is not None
    assert seen.totals.served == len(seen.assignments)
    elsewhere = replace(stage.town.staff(Role.MANAGER), region_id=RegionId(uuid4()))
    with pytest.raises(RunNotFound):
        await stage.staff.run(elsewhere, run_id)


async def test_a_queued_run_shows_nothing_yet(stage: Stage) -> None:
    run = _new_run(stage)
    async with stage.parts[NewUnit]() as uow:
        uow.runs.add(run)
        await uow.commit()
    seen = await stage.staff.run(stage.town.staff(Role.DISPATCHER), run.id)
    assert (seen.status, seen.assignments, seen.totals) == ("queued", (), None)


def _new_run(stage: Stage) -> Run:
    region_id = stage.town.city.region.id
    return Run(RunId(Uuid7Ids().new()), region_id, RunStatus.QUEUED, None, None, NOW)


async def _solved_run(stage: Stage) -> RunId:
    """As the background solves it, in this process and by the greedy rule."""
    run = _new_run(stage)
    async with stage.parts[NewUnit]() as uow:
        settings = await uow.world.region(run.region_id)
        waiting = await uow.world.waiting_visits(run.region_id, None, 10)
        by = By(SYSTEM_ACTOR, NOW)
        planner = stage.made(MemoryPlanner)
        batch = await batch_of(uow.world, settings, waiting, by)
        found = await ask_planner(planner, batch, stage.parts[Ids], run_id=run.id)
        uow.runs.add(run)
        await uow.commit()
    async with stage.parts[NewUnit]() as uow:
        uow.runs.move(replace(run, status=RunStatus.READY, result=found.result), RunStatus.QUEUED)
        await uow.commit()
    return run.id


async def test_open_exceptions_come_first_then_the_newest_resolved(stage: Stage, scene: Scene) -> None:
    made = _exceptions(scene)
    dispatcher, region_id = stage.town.staff(Role.DISPATCHER), stage.town.city.region.id
    cursor, found = None, list[UUID]()
    while True:
        page = await stage.staff.exceptions(dispatcher, region_id, Slice(cursor, 2))
        found += [one.id for one in page.items if one.id in made]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == made


def _exceptions(scene: Scene) -> list[UUID]:
    """Two open ones (newest first), then three resolved ones, the last two at one moment."""
    rows = [("open_b", 5, None), ("open_a", 1, None), ("late", 2, 60), ("tie_b", 4, 50), ("tie_a", 3, 50)]
    made = []
    with psycopg.connect(scene.database.owner) as connection:
        for kind, opened, resolved in rows:
            made.append(Uuid7Ids().new())
            connection.execute(
                "INSERT INTO desk_entries (id, region_id, order_id, kind, reason, opened_at, resolved_at) "
                'VALUES (%s, %s, %s, %s, \'{"zh": "-", "en": "-"}\', %s, %s)',
                (
                    made[-1],
                    scene.city.region.id,
                    scene.orders["accepted"],
                    kind,
                    NOW + timedelta(minutes=opened),
                    None if resolved is None else NOW + timedelta(minutes=resolved),
                ),
            )
    return made
