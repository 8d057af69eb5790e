"""Timelines to try placements on, and how freely a visit may move."""

from dataclasses import replace

import pytest

from domain.dispatching.policy import DispatchRule
from domain.dispatching.ranking import ready
from domain.dispatching.rule import Freedom, freedom_of
from domain.dispatching.sketch import Sketch
from domain.orders.status import Status
from domain.scheduling.calendar import Commitment
from domain.workforce.model import Skill
from tests.domain.dispatching.people import ANYWHERE, Someone, Wanted, context, visit_number, worker_number
from tests.domain.scheduling.days import at, need


def _sketch(*people: Someone) -> Sketch:
    return Sketch([one.snapshot() for one in people], context())


def test_only_those_who_break_no_hard_rule_are_able() -> None:
    cleaner = Someone(2, skills=(Skill("cleaning", 3),))
    sketch = _sketch(Someone(1), cleaner, Someone(3, skills=(Skill("plumbing", 1),)))
    assert sketch.able(Wanted().visit()) == (worker_number(1),)


def test_the_cheapest_is_the_first_that_fits_and_those_who_cannot_come_last() -> None:
    sketch = _sketch(Someone(1, away=60), Someone(2, away=15), Someone(3, skills=()))
    visit = Wanted().visit()
    fitting, cheapest = sketch.fitting(visit), sketch.cheapest(visit)
    assert [one.worker_id for one in fitting] == [worker_number(2), worker_number(1)]
    assert cheapest is not None
    assert cheapest.worker_id == worker_number(2)
    assert not sketch.ranking(visit)[-1].fits


def test_a_place_once_given_is_taken_until_it_is_taken_out() -> None:
    sketch = _sketch(Someone(1))
    tight = need("10:00", "10:30", minutes=60, away=10)
    first, second = (Wanted(number, need=tight).visit() for number in (1, 2))
    chosen = sketch.cheapest(first)
    assert chosen is not None
    sketch.put(first, chosen)
    assert sketch.cheapest(second) is None
    sketch.take_out(first.visit_id, worker_number(1))
    assert sketch.cheapest(second) is not None


def test_who_does_not_fit_cannot_be_given_a_place() -> None:
    sketch = _sketch(Someone(1, skills=()))
    with pytest.raises(ValueError, match="does not fit"):
        sketch.put(Wanted().visit(), sketch.judge(Wanted().visit(), worker_number(1)))


@pytest.mark.parametrize("status", list(Status))
def test_who_has_set_out_is_never_sent_elsewhere(status: Status) -> None:
    known = {
        Status.OFFERED: Freedom.AT_A_PRICE,
        Status.ACCEPTED: Freedom.WITH_CONSENT,
        **dict.fromkeys((Status.EN_ROUTE, Status.ARRIVED, Status.IN_SERVICE), Freedom.NEVER),
    }
    assert freedom_of(status) is known.get(status, Freedom.FREELY)


def test_an_accepted_visit_shifts_within_its_window_only_where_the_policy_says_so() -> None:
    held = Commitment(visit_number(9), need("10:00", "13:00", minutes=60, away=10), at("10:00"))
    snapshot = Someone(1, commitments=(held,)).snapshot()
    visit = Wanted(need=need("10:00", "10:30", minutes=60, away=10)).visit()
    fits = [
        Sketch([snapshot], context(replace(ANYWHERE, shifts_in_window=shifts))).cheapest(visit) is not None
        for shifts in (False, True)
    ]
    assert fits == [False, True]
    assert ready(snapshot, context()).timeline is not None


def test_rules_differ_in_what_they_give_and_what_they_see() -> None:
    assert [rule.gives_several for rule in DispatchRule] == [False, True, True, True]
    assert [rule.plans_ahead for rule in DispatchRule] == [False, False, True, True]
