"""What follows from what: the table of reactions, read as the promises it makes."""

from string import Formatter

import pytest

from application.reactions.react import (
    Reaction,
    give_order_points,
    give_review_points,
    notify_homeowner,
    notify_workers,
    put_on_desk,
)
from application.reactions.table import REACTIONS
from application.reactions.words import TO_DESK, TO_HOMEOWNER, TO_WORKERS
from domain.orders import events as e
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


def test_nobody_is_told_of_a_review() -> None:
    assert REACTIONS[e.OrderReviewed] == (give_review_points,)


def everything_said() -> list[Text]:
    spoken = [text for words in (TO_HOMEOWNER, TO_WORKERS) for pair in words.values() for text in pair]
    return [*spoken, *TO_DESK.values()]


@pytest.mark.parametrize("text", everything_said(), ids=lambda text: text.en)
def test_every_text_is_there_in_both_languages_and_asks_for_the_same_facts(text: Text) -> None:
    assert text.zh
    assert text.en
    in_both = [{name for _, name, _, _ in Formatter().parse(one) if name} for one in (text.zh, text.en)]
    assert in_both[0] == in_both[1] <= {"reason", "question"}


def test_no_reaction_stands_twice_for_one_event() -> None:
    for reactions in REACTIONS.values():
        assert len(reactions) == len(set(reactions))
