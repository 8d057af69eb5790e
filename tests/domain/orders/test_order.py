"""The order's life: what each move does besides changing the status."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.identity.roles import SYSTEM_ACTOR
from domain.orders import expiry, offering, serving
from domain.orders.order import Order
from domain.orders.parts import OfferStatus
from domain.orders.policy import OrderPolicy, review_deadline
from domain.orders.refusals import (
    AlreadyTaken,
    IllegalTransition,
    NotNearTheAddress,
    OfferExpired,
    OfferNoLongerOpen,
    OfferNotFound,
    PhotosMissing,
    ReviewTooLate,
    StaleVersion,
    TextMissing,
    TooEarlyToDepart,
    TooSoonToComplete,
)
from domain.orders.status import TERMINAL, Action, Status
from domain.shared.geo import Point
from domain.shared.ids import OfferId, ReviewId, WorkerId
from tests.domain.orders.making import (
    DISPATCHER,
    DOOR,
    NOON,
    OFFER,
    OTHER_WORKER,
    OWNER,
    REVIEWER,
    WORKER,
    an_id,
    by,
    in_hall,
    new_order,
    offered,
    order_in,
    plan,
)


def ready() -> Order:
    return order_in(Status.READY)


def test_accepting_one_offer_withdraws_the_others() -> None:
    order = offered(ready(), WORKER, OTHER_WORKER)
    offering.accept(order, by(WORKER), OFFER)
    assert [offer.status for offer in order.offers] == [OfferStatus.ACCEPTED, OfferStatus.WITHDRAWN]
    assert order.visit.worker_id == WORKER.account_id
    assert order.events[-1].worker_ids == tuple(sorted({WORKER.account_id, OTHER_WORKER.account_id}))  # type: ignore[type-var]


def test_the_second_of_two_who_accept_is_told_that_it_is_taken() -> None:
    order = offered(ready(), WORKER, OTHER_WORKER)
    offering.accept(order, by(WORKER), OFFER)
    with pytest.raises(AlreadyTaken):
        offering.accept(order, by(OTHER_WORKER), OfferId(an_id("offer 1")))


def test_an_offer_is_judged_by_itself_and_not_by_its_timer() -> None:
    order = offered(ready())
    with pytest.raises(OfferExpired):
        offering.accept(order, by(WORKER, 600), OFFER)
    assert order.status is Status.OFFERED


def test_an_offer_can_be_accepted_until_the_last_moment_before_it_expires() -> None:
    order = offered(ready())
    offering.accept(order, by(WORKER, 599.999), OFFER)
    assert order.status is Status.ACCEPTED


def test_an_offer_is_only_for_the_worker_it_was_made_to() -> None:
    order = offered(ready())
    with pytest.raises(OfferNotFound):
        offering.accept(order, by(OTHER_WORKER), OFFER)


def test_an_answered_offer_cannot_be_answered_again() -> None:
    order = offered(ready(), WORKER, OTHER_WORKER)
    offering.decline(order, by(WORKER), OFFER, "too_far", "")
    with pytest.raises(OfferNoLongerOpen):
        offering.decline(order, by(WORKER), OFFER, "too_far", "")


def test_when_the_last_offer_is_declined_the_order_is_ready_in_the_same_moment() -> None:
    order = offered(ready())
    offering.decline(order, by(WORKER), OFFER, "too_far", "rain")
    assert order.status is Status.READY
    assert [event.action for event in order.events[-2:]] == [Action.DECLINE, Action.EXHAUST]


def test_an_order_stays_offered_while_another_offer_lives() -> None:
    order = offered(ready(), WORKER, OTHER_WORKER)
    offering.withdraw(order, by(DISPATCHER), OFFER)
    assert order.status is Status.OFFERED


def test_after_three_rounds_the_order_hangs_in_the_hall() -> None:
    order = ready()
    for round_number in range(3):
        offered(order)
        order.offers[-1] = order.offers[-1]
        offering.expire_due(order, by(SYSTEM_ACTOR, 700 + round_number))
        order.offers = [o for o in order.offers if not o.is_live]
    assert order.is_in_hall
    assert Action.GRAB in order.allowed_actions(WORKER)


def test_only_the_first_worker_grabs_an_order() -> None:
    order = in_hall(ready())
    offering.grab(order, by(WORKER), WorkerId(WORKER.account_id), plan())  # type: ignore[arg-type]
    with pytest.raises(AlreadyTaken):
        offering.grab(order, by(OTHER_WORKER), WorkerId(OTHER_WORKER.account_id), plan())  # type: ignore[arg-type]
    assert order.visit.worker_id == WORKER.account_id


def test_a_dropped_visit_is_dispatched_again_more_urgently_and_its_worker_hears_of_it() -> None:
    order = order_in(Status.ACCEPTED)
    offering.let_go(order, by(WORKER), Action.DROP, "ill")
    assert (order.status, order.priority, order.visit.worker_id) == (Status.READY, 1, None)
    assert WORKER.account_id in order.events[-1].worker_ids


def test_a_worker_departs_at_most_two_hours_before_the_window() -> None:
    order = order_in(Status.ACCEPTED)
    with pytest.raises(TooEarlyToDepart):
        serving.depart(order, by(WORKER, -1))
    serving.depart(order, by(WORKER, 0))


def test_arriving_needs_to_be_near_or_a_photo() -> None:
    order = order_in(Status.EN_ROUTE)
    far = Point(DOOR.lon + 0.01, DOOR.lat)
    with pytest.raises(NotNearTheAddress) as refused:
        serving.arrive(order, by(WORKER, 7200), far, has_photo=False)
    assert refused.value.facts["limit_m"] == 250
    with pytest.raises(NotNearTheAddress):
        serving.arrive(order, by(WORKER, 7200), None, has_photo=False)
    serving.arrive(order, by(WORKER, 7200), far, has_photo=True)


def test_work_begins_and_ends_with_the_photos_that_the_service_asks_for() -> None:
    order = order_in(Status.ARRIVED)
    with pytest.raises(PhotosMissing):
        serving.start(order, by(WORKER, 7200), photos_before=0)
    serving.start(order, by(WORKER, 7200), photos_before=1)
    with pytest.raises(PhotosMissing):
        serving.complete(order, by(WORKER, 10_000), 1, "", None)


def test_work_is_not_done_sooner_than_makes_sense_unless_a_reason_is_given() -> None:
    order = order_in(Status.IN_SERVICE)
    with pytest.raises(TooSoonToComplete):
        serving.complete(order, by(WORKER, 7301), 2, "", None)
    serving.complete(order, by(WORKER, 7301), 2, "", "only a loose screw")
    assert order.status is Status.AWAITING_CONFIRMATION


def test_completing_gives_the_rest_of_the_block_back_and_never_takes_more() -> None:
    order = order_in(Status.IN_SERVICE)
    ends_at = order.visit.plan.ends_at  # type: ignore[union-attr]
    serving.complete(order, by(WORKER, 9000), 2, "", None)
    assert order.visit.plan.ends_at == NOON + timedelta(seconds=9000) < ends_at  # type: ignore[union-attr]
    late = order_in(Status.IN_SERVICE)
    serving.complete(late, by(WORKER, 30_000), 2, "", None)
    assert late.visit.plan.ends_at == ends_at  # type: ignore[union-attr]


def test_not_done_can_be_said_twice() -> None:
    order = order_in(Status.AWAITING_CONFIRMATION)
    for _ in range(2):
        serving.not_done(order, by(OWNER, 10_100), "still leaks")
        serving.complete(order, by(WORKER, 10_200), 2, "", None)
    assert Action.NOT_DONE not in order.allowed_actions(OWNER)
    assert Action.CONFIRM in order.allowed_actions(OWNER)


def test_a_review_is_left_once_and_within_thirty_days() -> None:
    order = order_in(Status.COMPLETED)
    with pytest.raises(ReviewTooLate):
        order.review(by(OWNER, 10_100 + 31 * 86_400), ReviewId(an_id("r")), 5)
    order.review(by(OWNER, 20_000), ReviewId(an_id("r")), 1)
    assert Action.REVIEW not in order.allowed_actions(OWNER)


def test_an_empty_question_is_refused_before_anything_changes() -> None:
    order = new_order()
    with pytest.raises(TextMissing):
        order.ask(by(REVIEWER), "  ")
    assert (order.status, order.version, order.question) == (Status.PENDING_REVIEW, 1, None)


def test_an_older_version_is_refused() -> None:
    order = ready()
    with pytest.raises(StaleVersion):
        order.expect_version(order.version - 1)
    order.expect_version(order.version)
    order.expect_version(None)


def test_cancelling_withdraws_the_live_offers() -> None:
    order = offered(ready())
    order.cancel(by(OWNER), "changed my mind")
    assert order.live_offers == []
    assert not order.visit.is_live


def test_a_firm_worker_cannot_be_cancelled_away() -> None:
    with pytest.raises(IllegalTransition):
        order_in(Status.ACCEPTED).cancel(by(OWNER), "changed my mind")


@pytest.mark.parametrize("status", sorted(set(Status) - TERMINAL))
def test_every_open_order_has_a_deadline_or_is_on_somebodys_desk(status: Status) -> None:
    order = order_in(status)
    assert order.deadline_at is not None or order.is_late or order.is_escalated
    assert (order.deadline_at is None) == (order.on_expiry is None)


@pytest.mark.parametrize("status", sorted(set(Status) - TERMINAL))
def test_a_deadline_that_runs_out_has_its_consequence_once(status: Status) -> None:
    order = order_in(status)
    assert order.deadline_at is not None
    early = by(SYSTEM_ACTOR)
    early = type(early)(SYSTEM_ACTOR, order.deadline_at - timedelta(microseconds=1))
    assert not expiry.run_out(order, early)
    due = type(early)(SYSTEM_ACTOR, order.deadline_at)
    version = order.version
    assert expiry.run_out(order, due)
    assert order.version > version
    after = (order.version, order.status)
    expired_again = order.deadline_at is not None and order.deadline_at <= due.at
    if not expired_again:
        assert not expiry.run_out(order, due)
        assert (order.version, order.status) == after


def test_a_review_deadline_outside_working_hours_waits_for_opening() -> None:
    zone = ZoneInfo("America/Santiago")
    policy = OrderPolicy()
    for hour, expected in ((3, (8, 10)), (12, (12, 10)), (21, (8, 10))):
        local = NOON.astimezone(zone).replace(hour=hour, minute=0)
        due = review_deadline(local.astimezone(NOON.tzinfo), policy, zone).astimezone(zone)
        assert (due.hour, due.minute) == expected
    last = NOON.astimezone(zone).replace(hour=19, minute=55)
    due = review_deadline(last.astimezone(NOON.tzinfo), policy, zone).astimezone(zone)
    assert (due.day - last.day, due.hour, due.minute) == (1, 8, 5)


def test_an_urgent_order_nobody_reviews_is_approved_by_rule() -> None:
    order = new_order(is_urgent=True)
    assert order.on_expiry is Action.APPROVE
