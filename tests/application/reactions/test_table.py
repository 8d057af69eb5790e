"""What follows from what: the table of reactions, read as the promises it makes."""

from string import Formatter

import pytest

from application.reactions.desk import (
    SETTLES,
    clear_desk,
    put_low_score_on_desk,
    put_on_desk,
    put_review_back_on_desk,
)
from application.reactions.react import (
    Reaction,
    give_held_points_back,
    give_order_points,
    give_promotions_back,
    give_review_points,
    notify_homeowner,
    notify_workers,
    use_coupons,
)
from application.reactions.table import ENDS_WITHOUT_SERVICE, REACTIONS
from application.reactions.words import LOW_SCORE, TO_DESK, TO_HOMEOWNER, TO_WORKERS
from domain.orders import events as e
from domain.orders.lifecycle import TRANSITIONS
from domain.orders.status import TERMINAL, Action
from domain.shared.texts import Text


def following(reaction: Reaction) -> set[type[e.OrderEvent]]:
    return {kind for kind, reactions in REACTIONS.items() if reaction in reactions}


def test_every_event_of_an_order_stands_in_the_table() -> None:
    assert set(REACTIONS) == set(e.EVENT_OF.values())


def test_points_are_given_for_completing_and_for_reviewing_and_for_nothing_else() -> None:
    assert following(give_order_points) == {e.OrderCompleted}
    assert following(give_review_points) == {e.OrderReviewed}


def test_a_homeowner_hears_of_every_end_of_the_order() -> None:
    ends = {
        e.OrderCompleted,
        e.OrderCancelled,
        e.OrderRejected,
        e.OrderLapsed,
        e.OrderUnserved,
        e.OrderForceClosed,
    }
    assert ends <= following(notify_homeowner)


def test_a_homeowner_hears_of_each_step_of_the_visit() -> None:
    steps = {
        e.OrderAccepted,
        e.OrderGrabbed,
        e.OrderAssigned,
        e.WorkerDeparted,
        e.WorkerArrived,
        e.ServiceStarted,
        e.ServiceCompleted,
    }
    assert steps <= following(notify_homeowner)


def test_a_homeowner_hears_whenever_the_worker_is_lost() -> None:
    assert {e.WorkerDropped, e.OrderReassigned, e.WorkerMissed} <= following(notify_homeowner)


def test_a_homeowner_is_not_told_of_the_search_for_a_worker() -> None:
    search = {
        e.OrderOffered,
        e.OfferDeclined,
        e.OfferLapsed,
        e.OfferWithdrawn,
        e.OffersExhausted,
        e.HallOpened,
    }
    assert search.isdisjoint(following(notify_homeowner))


def test_a_worker_hears_of_what_is_wanted_of_them_and_of_what_no_longer_is() -> None:
    assert {e.OrderOffered, e.OrderAssigned} <= following(notify_workers)
    assert {e.OfferWithdrawn, e.OrderReassigned, e.OrderCancelled, e.OrderForceClosed} <= following(
        notify_workers
    )


def test_the_desk_sees_everything_that_a_person_must_look_at() -> None:
    assert following(put_on_desk) == {
        e.ReviewEscalated,
        e.OrderLate,
        e.WorkerMissed,
        e.WorkerDropped,
        e.NotDoneReported,
        e.OrderUnserved,
        e.HallOpened,
    }


def test_promotions_are_used_with_the_order_and_come_back_without_it() -> None:
    assert following(use_coupons) == {e.OrderCompleted}
    assert following(give_promotions_back) == following(give_held_points_back) == ENDS_WITHOUT_SERVICE


def test_a_review_is_told_to_nobody_but_the_desk() -> None:
    assert REACTIONS[e.OrderReviewed] == (give_review_points, put_low_score_on_desk)


def test_a_worker_hears_that_the_order_is_late() -> None:
    assert e.OrderLate in following(notify_workers)


def test_an_answered_question_brings_an_escalated_review_back() -> None:
    assert following(put_review_back_on_desk) == {e.InfoAnswered}


def test_each_end_of_an_order_clears_what_no_longer_matters_and_leaves_what_a_person_must_end() -> None:
    ends = {e.EVENT_OF[row.action] for row in TRANSITIONS if row.to in TERMINAL} - {e.OrderReviewed}
    assert ends <= following(clear_desk)
    passing = {Action.FLAG_LATE, Action.ESCALATE, Action.OPEN_HALL, Action.DROP, Action.NO_SHOW}
    assert all(set(SETTLES[end]) == passing for end in ends)


def test_every_step_that_ends_lateness_clears_it() -> None:
    late = {row.source for row in TRANSITIONS if row.action is Action.FLAG_LATE}
    onward = {row.action for row in TRANSITIONS if row.source in late and row.action is not Action.FLAG_LATE}
    assert all(Action.FLAG_LATE in SETTLES[e.EVENT_OF[action]] for action in onward)


def everything_said() -> list[Text]:
    spoken = [text for words in (TO_HOMEOWNER, TO_WORKERS) for pair in words.values() for text in pair]
    return [*spoken, *TO_DESK.values(), LOW_SCORE]


@pytest.mark.parametrize("text", everything_said(), ids=lambda text: text.en)
def test_every_text_is_there_in_both_languages_and_asks_for_the_same_facts(text: Text) -> None:
    assert text.zh
    assert text.en
    in_both = [{name for _, name, _, _ in Formatter().parse(one) if name} for one in (text.zh, text.en)]
    assert in_both[0] == in_both[1] <= {"reason", "question"}


def test_no_reaction_stands_twice_for_one_event() -> None:
    for reactions in REACTIONS.values():
        assert len(reactions) == len(set(reactions))
