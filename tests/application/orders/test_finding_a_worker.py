"""Offers made by hand, and how they are answered."""

from datetime import timedelta

import pytest

from application.orders.accept_offer import AcceptOffer
from application.orders.decline_offer import DeclineOffer
from application.orders.offer_visit import OfferVisit
from application.orders.receipt import Receipt
from application.orders.withdraw_offer import WithdrawOffer
from application.ports.world import WorkerNotFound
from domain.dispatching.policy import DispatchPolicy
from domain.identity.roles import Actor
from domain.orders.events import OrderAccepted
from domain.orders.parts import Offer, OfferStatus
from domain.orders.refusals import (
    ActionNotAllowed,
    AlreadyTaken,
    NoWorkersNamed,
    OfferExpired,
    OfferNoLongerOpen,
    OfferNotFound,
    WorkerDoesNotFit,
)
from domain.orders.status import Status
from domain.shared.ids import OfferId, WorkerId
from tests.adapters.contracts.hamlet import ANNA, BO, CAI, DAN, EVA, FAR_REGION, WINDOW, worker_actor
from tests.application.orders.office import Office, live_offer
from tests.domain.orders.making import (
    DISPATCHER,
    ELSEWHERE,
    NOON,
    OTHER_WORKER,
    OWNER,
    WORKER,
    new_order,
    order_in,
)

ID = new_order().id


async def offer(office: Office, *workers: WorkerId, reason: str | None = None) -> list[Offer]:
    """A READY order, put to those workers."""
    if ID not in office.store.orders.rows:
        await office.keep(order_in(Status.READY))
    await office.do(OfferVisit(DISPATCHER, ID, None, workers, reason))
    return (await office.load()).live_offers


async def accept(office: Office, who: Actor, offer_id: OfferId) -> Receipt:
    return await office.do(AcceptOffer(who, offer_id))


# -- offers by hand ---------------------------------------------------------------------------------


async def test_a_visit_is_put_to_several_workers_at_once_with_one_card(office: Office) -> None:
    office.set_policy(DispatchPolicy(offer_ttl_s=300))
    made = await offer(office, BO, ANNA, BO)
    assert {one.worker_id for one in made} == {ANNA, BO}
    assert {one.expires_at for one in made} == {NOON + timedelta(minutes=5)}
    (card,) = office.store.cards.values()
    assert {one.card_id for one in made} == {card.id}
    assert (card.mode, len(card.chosen), card.order_id) == ("offer_by_hand", 2, ID)


async def test_an_urgent_order_waits_less_for_an_answer(office: Office) -> None:
    order = order_in(Status.READY)
    order.is_urgent = True
    await office.keep(order)
    (made,) = await offer(office, ANNA)
    assert made.expires_at == NOON + timedelta(seconds=90)


async def test_an_offer_needs_somebody(office: Office) -> None:
    with pytest.raises(NoWorkersNamed):
        await offer(office)


@pytest.mark.parametrize(
    ("worker_id", "why"), [(CAI, "skill_level_low"), (DAN, "skill_missing")], ids=["Cai", "Dan"]
)
async def test_who_does_not_fit_is_refused_with_every_reason_in_words(
    office: Office, worker_id: WorkerId, why: str
) -> None:
    with pytest.raises(WorkerDoesNotFit) as refusal:
        await offer(office, worker_id)
    assert refusal.value.facts["failures"] == [why]
    assert refusal.value.facts["words_zh"]
    assert refusal.value.facts["words_en"]
    assert (await office.load()).status is Status.READY
    assert office.store.cards == {}


async def test_a_worker_of_another_region_is_nobody_here(office: Office) -> None:
    with pytest.raises(WorkerNotFound):
        await offer(office, EVA)


async def test_who_declined_is_asked_again_only_with_a_reason(office: Office) -> None:
    (made,) = await offer(office, ANNA)
    await office.do(DeclineOffer(WORKER, made.id, "too_far", "at the other end"))
    with pytest.raises(WorkerDoesNotFit) as refusal:
        await offer(office, ANNA)
    assert refusal.value.facts["failures"] == ["declined_before"]
    (again,) = await offer(office, ANNA, reason="nobody else today")
    assert again.round == 2


# -- answers ----------------------------------------------------------------------------------------


async def test_accepting_makes_the_worker_firm_and_withdraws_the_other_offers(office: Office) -> None:
    anna, bo = sorted(await offer(office, ANNA, BO), key=lambda one: one.worker_id != ANNA)
    receipt = await accept(office, WORKER, anna.id)
    order = await office.load()
    assert (receipt.status, order.visit.worker_id) == (Status.ACCEPTED, ANNA)
    assert order.visit.plan == anna.plan
    assert {one.id: one.status for one in order.offers} == {
        anna.id: OfferStatus.ACCEPTED,
        bo.id: OfferStatus.WITHDRAWN,
    }
    event = office.outbox()[-1]
    assert isinstance(event, OrderAccepted)
    assert set(event.worker_ids) == {ANNA, BO}


async def test_whoever_is_second_hears_that_it_is_taken(office: Office) -> None:
    anna, bo = sorted(await offer(office, ANNA, BO), key=lambda one: one.worker_id != ANNA)
    await accept(office, OTHER_WORKER, bo.id)
    with pytest.raises(AlreadyTaken):
        await accept(office, WORKER, anna.id)


async def test_an_offer_is_nobody_elses_to_answer(office: Office) -> None:
    (made,) = await offer(office, ANNA)
    for stranger in (OTHER_WORKER, OWNER, worker_actor(EVA, FAR_REGION)):
        with pytest.raises(OfferNotFound):
            await accept(office, stranger, made.id)
        with pytest.raises(OfferNotFound):
            await office.do(DeclineOffer(stranger, made.id, "too_far"))


async def test_an_offer_whose_time_is_over_is_expired_also_before_its_timer_ran(office: Office) -> None:
    (made,) = await offer(office, ANNA)
    office.pass_time(seconds=600)
    with pytest.raises(OfferExpired):
        await accept(office, WORKER, made.id)


async def test_the_plan_is_made_anew_when_an_offer_is_accepted(office: Office) -> None:
    (made,) = await offer(office, ANNA)
    office.pass_time(seconds=590)
    receipt = await accept(office, WORKER, made.id)
    plan = (await office.load()).visit.plan
    assert receipt.status is Status.ACCEPTED
    assert plan is not None
    assert WINDOW.start <= plan.starts_at < WINDOW.end


async def test_an_offer_that_no_longer_fits_is_refused_in_words(office: Office) -> None:
    """Between offer and answer Anna went off duty within her shift."""
    (made,) = await offer(office, ANNA)
    async with office.new_uow() as uow:
        uow.people.set_duty(ANNA, is_on_duty=False)
        await uow.commit()
    with pytest.raises(WorkerDoesNotFit) as refusal:
        await accept(office, WORKER, made.id)
    assert refusal.value.facts["failures"] == ["off_duty"]


async def test_declining_the_last_offer_makes_the_order_ready_again(office: Office) -> None:
    (made,) = await offer(office, ANNA)
    receipt = await office.do(DeclineOffer(WORKER, made.id, "too_far", "at the other end"))
    assert receipt.status is Status.READY
    with pytest.raises(OfferNoLongerOpen):
        await office.do(DeclineOffer(WORKER, made.id, "too_far"))


async def test_declining_one_of_two_offers_leaves_the_other(office: Office) -> None:
    await offer(office, ANNA, BO)
    mine = next(one for one in (await office.load()).live_offers if one.worker_id == ANNA)
    receipt = await office.do(DeclineOffer(WORKER, mine.id, "too_far"))
    assert receipt.status is Status.OFFERED
    assert live_offer(await office.load()).worker_id == BO


async def test_a_dispatcher_takes_an_offer_back(office: Office) -> None:
    (made,) = await offer(office, ANNA)
    with pytest.raises(OfferNotFound):
        await office.do(WithdrawOffer(ELSEWHERE, made.id))
    with pytest.raises(ActionNotAllowed):
        await office.do(WithdrawOffer(WORKER, made.id))
    assert (await office.do(WithdrawOffer(DISPATCHER, made.id))).status is Status.READY
