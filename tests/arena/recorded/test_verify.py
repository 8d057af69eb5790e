"""A recorded day is asked again: the same answers come back, a doctored one is found, a cut one is listed."""

from dataclasses import dataclass, replace

import pytest

from adapters.dispatch.in_process import InProcessPlanner
from arena.recorded.model import RecordedDay
from arena.recorded.verify import Checked, Verdict, Verification, report_lines, verified
from domain.dispatching.matching import MatchAnswer, MatchQuestion, SolverReason
from domain.dispatching.policy import DispatchRule
from tests.adapters.contracts.hamlet import ANNA, DAN
from tests.adapters.contracts.stage import map_of
from tests.arena.recorded.lived import TRAVEL, lived_day
from tests.domain.orders.making import REGION


async def asked_again(day: RecordedDay, streets: str = map_of(REGION)) -> Verification:
    return await verified(day, InProcessPlanner(TRAVEL), streets)


def doctored(day: RecordedDay, tick: int, **changes: object) -> RecordedDay:
    ticks = list(day.ticks)
    ticks[tick] = replace(ticks[tick], **changes)  # type: ignore[arg-type]
    return replace(day, ticks=tuple(ticks))


def first_with(day: RecordedDay, field: str) -> int:
    return next(number for number, tick in enumerate(day.ticks) if getattr(tick, field))


@pytest.mark.parametrize("rule", list(DispatchRule))
async def test_the_unchanged_policy_gives_the_same_assignments(rule: DispatchRule) -> None:
    day = await (await lived_day(rule)).recorded()
    found = await asked_again(day)
    assert {one.verdict for one in found.checked} == {Verdict.SAME}
    assert not found.is_broken
    assigned = sum(len(tick.assigned) for tick in day.ticks)
    assert sum(one.same for one in found.checked) == assigned > 6
    assert len(day.ticks) > 3


async def test_a_rule_that_plans_ahead_also_plans_the_same() -> None:
    day = await (await lived_day(DispatchRule.RELOCATION)).recorded()
    assert max(len(tick.plan) for tick in day.ticks) > 2
    assert day.ticks[1].asked().plan == day.ticks[0].plan != ()
    assert {one.verdict for one in (await asked_again(day)).checked} == {Verdict.SAME}


async def test_a_doctored_answer_is_found_and_told_in_words() -> None:
    day = await (await lived_day()).recorded()
    at = first_with(day, "assigned")
    (visit_id, worker_id), *others = day.ticks[at].assigned
    found = await asked_again(doctored(day, at, assigned=((visit_id, DAN), *others)))
    (otherwise,) = found.of(Verdict.DIFFERENT)
    assert found.is_broken
    assert otherwise.words.endswith(f"visit {visit_id} went to {DAN}, and would now go to {worker_id}")
    assert otherwise.same == otherwise.assigned - 1


async def test_an_assignment_that_was_added_or_left_out_is_found() -> None:
    day = await (await lived_day()).recorded()
    at = first_with(day, "assigned")
    pairs = day.ticks[at].assigned
    (fewer,) = (await asked_again(doctored(day, at, assigned=pairs[1:]))).of(Verdict.DIFFERENT)
    assert f"visit {pairs[0][0]} went to nobody" in fewer.words
    stranger = (day.ticks[at].id, ANNA)
    (more,) = (await asked_again(doctored(day, at, assigned=(*pairs, stranger)))).of(Verdict.DIFFERENT)
    assert more.words.endswith("and would now go to nobody")


async def test_another_turn_and_another_plan_are_found() -> None:
    day = await (await lived_day()).recorded()
    at = next(number for number, tick in enumerate(day.ticks) if len(tick.assigned) > 1)
    pairs = day.ticks[at].assigned
    (turned,) = (await asked_again(doctored(day, at, assigned=pairs[::-1]))).of(Verdict.DIFFERENT)
    assert "would now be carried out after" in turned.words
    (planned,) = (await asked_again(doctored(day, at, plan=pairs[:1]))).of(Verdict.DIFFERENT)
    assert f"visit {pairs[0][0]} was planned for {pairs[0][1]}, and would now be planned for nobody" in (
        planned.words
    )


async def test_a_changed_question_is_answered_otherwise() -> None:
    """The check would be worth nothing if any question got the recorded answer."""
    day = await (await lived_day()).recorded()
    at = first_with(day, "assigned")
    chosen = day.ticks[at].assigned[0][1]

    @dataclass(frozen=True, slots=True)
    class WithoutTheChosen:
        async def match(self, question: MatchQuestion) -> MatchAnswer:
            left = tuple(one for one in question.workers if one.worker_id != chosen)
            return await InProcessPlanner(TRAVEL).match(replace(question, workers=left))

    found = await verified(day, WithoutTheChosen(), map_of(REGION))
    assert found.checked[at].verdict is Verdict.DIFFERENT


@pytest.mark.parametrize("reason", [SolverReason.DEADLINE, SolverReason.PROCESS_DIED])
async def test_an_answer_that_a_limit_cut_short_is_listed_and_not_asked_again(reason: SolverReason) -> None:
    day = await (await lived_day()).recorded()
    at = first_with(day, "assigned")
    found = await asked_again(doctored(day, at, solver_reason=reason, assigned=(), question=b"unread"))
    (cut,) = found.of(Verdict.CUT_SHORT)
    assert cut.tick.id == day.ticks[at].id
    assert not found.is_broken
    assert any("Not reproducible, a limit cut them short" in line for line in report_lines(found))


async def test_a_day_on_another_map_is_listed_and_not_asked_again() -> None:
    day = await (await lived_day()).recorded()
    found = await asked_again(day, "another map")
    assert {one.verdict for one in found.checked} == {Verdict.OTHER_STREETS}
    assert not found.is_broken
    assert "0 asked again" in report_lines(found)[0]


async def test_a_long_list_is_cut_and_says_so() -> None:
    day = await (await lived_day()).recorded()
    many = Verification(tuple(Checked(day.ticks[0], Verdict.CUT_SHORT, 1, words=str(n)) for n in range(30)))
    assert report_lines(many)[-1] == "  ... and 10 more"
    assert len(report_lines(many)) == 2 + 1 + 20 + 1
