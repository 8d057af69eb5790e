"""Where a visit goes in a worker's day, and what stands in its way."""

from datetime import timedelta

import pytest

from domain.scheduling.calendar import Caps
from domain.scheduling.placement import Misfit, Obstacle, Placement
from domain.scheduling.timeline import MarginalWeights, Timeline
from tests.domain.scheduling.days import at, calendar, fixed, movable, need, place, timeline, visit_id, window


def placed(outcome: Placement | Misfit) -> Placement:
    assert isinstance(outcome, Placement)
    return outcome


def refused(outcome: Placement | Misfit) -> Misfit:
    assert isinstance(outcome, Misfit)
    return outcome


def test_a_visit_in_an_empty_day_starts_when_its_window_opens_and_its_block_includes_the_way() -> None:
    placement = placed(timeline().place(need("10:00", "12:00", minutes=30, away=20)))
    assert placement.start == at("10:00")
    assert placement.end == at("10:30")
    assert placement.block == window("9:40", "10:30")
    assert (placement.travel_s, placement.extra_travel_s, placement.waiting_s) == (1200, 1200, 0)


def test_the_way_to_the_first_visit_lies_within_the_shift() -> None:
    placement = placed(timeline().place(need("08:00", "09:00", away=25)))
    assert placement.start == at("08:25")
    assert placement.waiting_s == 25 * 60


def test_a_visit_between_two_others_costs_only_the_detour() -> None:
    day = timeline(fixed(1, "09:00", away=10), fixed(2, "13:00", away=30))
    placement = placed(day.place(need("10:00", "12:00", away=35)))
    assert placement.position == 1
    assert placement.extra_travel_s == (25 + 5 - 20) * 60


def test_the_cheapest_place_wins_even_when_it_is_later() -> None:
    day = timeline(fixed(1, "11:00", away=30))
    placement = placed(day.place(need("08:00", "15:00", away=40)))
    assert placement.position == 1
    assert placement.start == at("12:10")


def test_waiting_can_be_made_to_count_more_than_travel() -> None:
    day = timeline(fixed(1, "11:00", away=30))
    placement = placed(day.place(need("08:00", "15:00", away=40), MarginalWeights(travel=1, waiting=1)))
    assert placement.position == 0
    assert placement.start == at("08:40")


def test_a_worker_cannot_be_in_two_places() -> None:
    misfit = refused(timeline(fixed(1, "10:00")).place(need("10:00", "10:30")))
    assert misfit.obstacle in {Obstacle.WINDOW_MISSED, Obstacle.PUSHES_NEXT_LATE}
    assert misfit.visit_id == visit_id(1)


def test_the_start_of_the_window_belongs_to_it_and_its_end_does_not() -> None:
    day = timeline(fixed(1, "09:00", minutes=60, away=10))
    assert placed(day.place(need("09:00", "10:01", away=10))).start == at("10:00")
    misfit = refused(day.place(need("09:30", "10:00", away=10)))
    assert misfit == Misfit(Obstacle.WINDOW_MISSED, 1, visit_id(1))


def test_it_names_the_next_visit_that_would_be_late_and_by_how_much() -> None:
    day = timeline(fixed(1, "10:00", away=10))
    misfit = refused(day.place(need("08:00", "08:30", minutes=111, away=10)))
    assert misfit == Misfit(Obstacle.PUSHES_NEXT_LATE, 60, visit_id(1))


def test_a_movable_visit_makes_room_as_far_as_its_window_lets_it() -> None:
    day = timeline(movable(1, "10:00", ("10:00", "12:00"), away=10))
    placement = placed(day.place(need("09:00", "09:45", minutes=90, away=10)))
    assert placement.start == at("09:00")
    assert [(one.visit_id, one.start) for one in placement.moved] == [(visit_id(1), at("10:30"))]


def test_slack_is_counted_through_the_whole_chain() -> None:
    chain = (
        movable(1, "10:00", ("10:00", "12:00"), minutes=60),
        movable(2, "11:00", ("11:00", "13:00"), minutes=60),
        fixed(3, "12:30", minutes=60),
    )
    late = refused(timeline(*chain).place(need("09:20", "09:31", minutes=71)))
    assert late == Misfit(Obstacle.PUSHES_NEXT_LATE, 60, visit_id(1))
    placement = placed(timeline(*chain).place(need("09:20", "09:31", minutes=60)))
    assert [one.start for one in placement.moved] == [at("10:20"), at("11:20")]


def test_the_leg_of_a_next_visit_that_keeps_its_start_is_reported_too() -> None:
    day = timeline(fixed(1, "12:00", away=30))
    placement = placed(day.place(need("08:00", "09:00", away=25)))
    (next_visit,) = placement.moved
    assert next_visit.start == at("12:00")
    assert next_visit.block == window("11:55", "13:00")


def test_nothing_fits_outside_the_shift() -> None:
    assert refused(timeline().place(need("18:00", "20:00"))).obstacle is Obstacle.OUTSIDE_SHIFT


def test_a_visit_must_end_within_the_shift() -> None:
    misfit = refused(timeline().place(need("16:30", "17:30", minutes=60)))
    assert misfit == Misfit(Obstacle.ENDS_AFTER_SHIFT, 1800)


def test_a_leave_is_no_time_to_travel_or_to_work() -> None:
    day = timeline(when=calendar(leaves=(("12:00", "14:00"),)))
    assert refused(day.place(need("12:30", "13:30"))).obstacle is Obstacle.ON_LEAVE
    assert refused(day.place(need("11:30", "11:45", minutes=60))) == Misfit(Obstacle.ON_LEAVE, 1800)
    assert placed(day.place(need("13:30", "15:00", away=10))).start == at("14:10")


def test_a_full_day_is_said_before_anything_else() -> None:
    day = timeline(fixed(1, "09:00"), when=calendar(caps=Caps(visits=1)))
    assert refused(day.place(need("12:00", "14:00"))).obstacle is Obstacle.DAY_FULL


def test_the_load_cap_counts_work_and_the_way_to_it() -> None:
    when = calendar(caps=Caps(load_permille=250))
    day = timeline(fixed(1, "09:00", minutes=60, away=10), when=when)
    assert isinstance(day.place(need("12:00", "14:00", minutes=65, away=10)), Placement)
    assert refused(day.place(need("12:00", "14:00", minutes=66, away=10))).obstacle is Obstacle.DAY_FULL


def test_the_shift_that_runs_starts_now_and_where_the_worker_is() -> None:
    day = timeline(when=calendar(now="10:00", position=place(50)))
    placement = placed(day.place(need("09:00", "11:00", away=45)))
    assert placement.block == window("10:00", "11:05")


def test_a_visit_under_way_holds_the_worker_until_its_end() -> None:
    day = timeline(fixed(1, "09:30", minutes=60, away=20), when=calendar(now="10:00"))
    placement = placed(day.place(need("10:00", "12:00", away=25)))
    assert placement.start == at("10:35")


def test_a_visit_that_overruns_makes_the_next_one_late_but_does_not_lose_it() -> None:
    day = timeline(
        fixed(1, "09:00", minutes=120, away=10),
        fixed(2, "10:30", minutes=60, away=10),
        when=calendar(now="10:00"),
    )
    assert sum(load.visits for load in day.loads) == 2
    assert placed(day.place(need("10:00", "14:00", away=10))).start == at("12:00")


def test_a_visit_booked_outside_the_shift_still_blocks_its_time() -> None:
    day = timeline(fixed(1, "07:30", minutes=60, away=40))
    assert placed(day.place(need("08:00", "10:00", away=40))).start == at("08:30")


def test_a_visit_under_way_that_takes_the_rest_of_the_shift_leaves_nothing() -> None:
    day = timeline(
        fixed(1, "09:00", minutes=600), movable(2, "12:00", ("12:00", "15:00")), when=calendar(now="10:00")
    )
    assert day.routes == ()
    assert day.loads[0].visits == 2
    assert refused(day.place(need("12:00", "14:00"))).obstacle is Obstacle.WINDOW_MISSED


def test_a_visit_that_ended_just_now_is_where_the_worker_is_unless_seen_elsewhere() -> None:
    ended = fixed(1, "08:00", minutes=60, away=30)
    here = timeline(ended, when=calendar(now="09:00"))
    assert placed(here.place(need("09:00", "10:00", away=30))).travel_s == 0
    seen = timeline(ended, when=calendar(now="09:00", position=place(20)))
    assert placed(seen.place(need("09:00", "10:00", away=30))).travel_s == 600


def test_leaves_that_overlap_one_another_count_once() -> None:
    day = timeline(when=calendar(leaves=(("10:00", "12:00"), ("11:00", "13:00"))))
    assert day.loads[0].shift_s == 6 * 3600


def test_load_is_booked_minutes_with_travel_over_shift_minutes() -> None:
    day = timeline(fixed(1, "09:00", minutes=50, away=10), fixed(2, "11:00", minutes=40, away=30))
    load = day.load_within(window("00:00", "23:00"))
    assert (load.booked_s, load.shift_s, load.visits) == ((50 + 10 + 40 + 20) * 60, 9 * 3600, 2)
    assert load.permille == 120 * 1000 // 540


def test_taking_a_visit_out_gives_its_time_back() -> None:
    day = timeline(fixed(1, "10:00"))
    assert isinstance(day.without(visit_id(1)).place(need("10:00", "10:30")), Placement)


def test_a_drag_on_the_board_asks_for_one_exact_second() -> None:
    wanted = need("08:00", "17:00", away=10).starting_at(at("11:15"))
    assert placed(timeline().place(wanted)).start == at("11:15")
    assert isinstance(timeline(fixed(1, "11:00")).place(wanted), Misfit)


def test_one_given_place_is_judged_like_all_of_them() -> None:
    day = timeline(fixed(1, "11:00", away=30))
    work = need("08:00", "15:00", away=40)
    assert placed(day.place_at(work, 0, 0)).start == at("08:40")
    assert placed(day.place_at(work, 0, 1)).start == at("12:10")
    assert refused(day.place_at(need("10:00", "10:30", away=40), 0, 1)).obstacle is Obstacle.WINDOW_MISSED
    assert refused(day.place_at(need("20:00", "21:00"), 0, 0)).obstacle is Obstacle.OUTSIDE_SHIFT


@pytest.mark.parametrize("away", [0, 5, 40])
def test_what_was_placed_stands_there_afterwards(away: int) -> None:
    day = timeline(fixed(1, "10:00"), movable(2, "13:00", ("12:00", "15:00"), away=20))
    work = need("11:00", "14:00", away=away)
    placement = placed(day.place(work))
    after = day.with_visit(visit_id(9), work, placement)
    assert _starts(after)[visit_id(9)] == placement.start
    for change in placement.moved:
        assert _starts(after)[change.visit_id] == change.start


def _starts(day: Timeline) -> dict[object, object]:
    return {
        stop.visit_id: at("00:00") + timedelta(seconds=earliest - int(at("00:00").timestamp()))
        for route in day.routes
        for stop, earliest in zip(route.stops, route.earliest, strict=True)
    }
