"""Who may take a visit at all."""

from dataclasses import replace

import pytest

from domain.communities.area import Area
from domain.dispatching.areas import area_holds
from domain.dispatching.eligibility import first_failure, hard_failures, surplus_levels
from domain.dispatching.failures import Failure, FailureCode
from domain.dispatching.policy import DispatchPolicy
from domain.dispatching.ranking import judge
from domain.shared.geo import Point
from domain.workforce.model import Skill
from tests.domain.dispatching.people import ANYWHERE, Someone, Wanted, context, crew, worker_number
from tests.domain.scheduling.days import at, fixed, need, place, window

SQUARE = Area((Point(0, -1), Point(1, -1), Point(1, 1), Point(0, 1)))


def codes(
    wanted: Wanted, someone: Someone, policy: DispatchPolicy = ANYWHERE, now: str = "07:00"
) -> list[str]:
    found = hard_failures(wanted.visit(), someone.snapshot(), policy, at(now))
    return [failure.code.value for failure in found]


def test_a_worker_with_skill_shift_and_nothing_against_it_may_take_the_visit() -> None:
    assert codes(Wanted(), Someone()) == []


@pytest.mark.parametrize(
    ("skills", "expected"),
    [
        ((), "skill_missing"),
        ((Skill("cleaning", 5),), "skill_missing"),
        ((Skill("plumbing", 1),), "skill_level_low"),
        ((Skill("plumbing", 3, at("12:30")),), "skill_expired"),
        ((Skill("plumbing", 3, at("12:30")), Skill("plumbing", 1)), "skill_expired"),
    ],
)
def test_the_skill_must_be_there_high_enough_and_valid_to_the_last_possible_end(
    skills: tuple[Skill, ...], expected: str
) -> None:
    assert codes(Wanted(), Someone(skills=skills)) == [expected]


def test_a_skill_that_lasts_just_past_the_last_possible_end_is_enough() -> None:
    assert codes(Wanted(), Someone(skills=(Skill("plumbing", 2, at("13:01")),))) == []


def test_a_blocked_worker_and_one_who_declined_are_named_so() -> None:
    wanted = Wanted(barred=frozenset({worker_number(1)}), declined=frozenset({worker_number(1)}))
    assert codes(wanted, Someone()) == ["blocked_by_homeowner", "declined_before"]


def test_the_first_rule_broken_is_the_first_of_all() -> None:
    wanted, nobody = Wanted(barred=frozenset({worker_number(1)})).visit(), Someone(skills=()).snapshot()
    assert first_failure(wanted, nobody, ANYWHERE, at("07:00")) == Failure(FailureCode.SKILL_MISSING)
    assert first_failure(Wanted().visit(), Someone().snapshot(), ANYWHERE, at("07:00")) is None


def test_a_dispatcher_may_overrule_a_refusal_but_not_a_block_list() -> None:
    wanted = Wanted(barred=frozenset({worker_number(1)}), declined=frozenset({worker_number(1)})).visit()
    forgiven = frozenset(FailureCode)
    found = hard_failures(wanted, Someone().snapshot(), ANYWHERE, at("07:00"), forgiven)
    assert [failure.code for failure in found] == [FailureCode.BLOCKED_BY_HOMEOWNER]


def test_who_is_off_duty_in_a_running_shift_is_not_asked_but_tomorrow_does_not_depend_on_it() -> None:
    away = Someone(is_on_duty=False)
    assert codes(Wanted(), away, now="09:00") == ["off_duty"]
    assert codes(Wanted(), away, now="07:00") == []


def test_the_service_area_includes_its_outline() -> None:
    assert codes(Wanted(), Someone(area=SQUARE)) == []
    assert codes(replace(Wanted(), need=need("10:00", "12:00", away=-5)), Someone(area=SQUARE)) == [
        "outside_area"
    ]
    assert area_holds(SQUARE, Point(0, 0))
    assert area_holds(SQUARE, Point(1, 1))


def test_a_bay_in_an_area_is_outside_it() -> None:
    horseshoe = Area(
        tuple(Point(*xy) for xy in ((0, 0), (3, 0), (3, 3), (2, 3), (2, 1), (1, 1), (1, 3), (0, 3)))
    )
    assert not area_holds(horseshoe, Point(1.5, 2))
    assert area_holds(horseshoe, Point(0.5, 2))
    assert area_holds(horseshoe, Point(2.5, 2))
    assert not area_holds(horseshoe, Point(-0.5, 3))


def test_distance_counts_from_where_the_worker_is_in_a_running_shift_and_from_home_otherwise() -> None:
    policy = DispatchPolicy(radius_m=1_000)
    someone = Someone(position=place(8))
    assert codes(Wanted(), someone, policy, now="09:00") == []
    assert codes(Wanted(), someone, policy, now="07:00") == ["too_far"]
    (failure,) = hard_failures(Wanted().visit(), Someone().snapshot(), policy, at("07:00"))
    assert failure.amount == pytest.approx(1_112, abs=2)


def test_the_timeline_is_asked_last_and_says_its_own_reasons() -> None:
    where = context()
    day_off, booked = crew(
        [Someone(1, leaves=DAY_OFF), Someone(2, commitments=(fixed(9, "10:00", minutes=180),))], where
    )
    assert judge(Wanted().visit(), day_off, where).failures == (Failure(FailureCode.ON_LEAVE),)
    (failure,) = judge(Wanted().visit(), booked, where).failures
    assert failure.code in {FailureCode.WINDOW_MISSED, FailureCode.PUSHES_NEXT_LATE}
    assert failure.visit_id is not None


DAY_OFF = (window("00:00", "23:00"),)


def test_surplus_is_the_levels_above_what_is_needed() -> None:
    expert = Someone(skills=(Skill("plumbing", 5), Skill("plumbing", 2)))
    assert surplus_levels(Wanted().visit(), expert.snapshot()) == 3
    assert surplus_levels(replace(Wanted(), min_level=5).visit(), Someone().snapshot()) == 0


@pytest.mark.parametrize("code", list(FailureCode))
def test_every_failure_has_words_in_both_languages(code: FailureCode) -> None:
    text = Failure(code, 61).text
    assert text.zh
    assert text.en
    assert "{" not in text.zh + text.en


def test_seconds_are_told_in_minutes_rounded_up() -> None:
    assert "2 min" in Failure(FailureCode.WINDOW_MISSED, 61).text.en
    assert "61 m" in Failure(FailureCode.TOO_FAR, 61).text.en
