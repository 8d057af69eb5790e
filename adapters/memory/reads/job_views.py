"""What of an order a worker may see."""

from dataclasses import dataclass
from datetime import datetime

from adapters.memory.reads.pieces import PhotoUrl, photos_of, visit_of
from adapters.memory.store import MemoryStore
from application.dispatching.asking import why_you
from application.views.jobs import Job, JobAddress, JobOffer
from domain.identity.privacy import coarse, worker_sees_contact
from domain.identity.roles import Actor
from domain.orders.number import number_of
from domain.orders.order import Order
from domain.orders.parts import Offer
from domain.orders.status import TERMINAL, Status
from domain.shared.ids import AccountId
from domain.shared.texts import Text


@dataclass(frozen=True, slots=True)
class JobReader:
    """Orders to jobs, for one worker at one moment of business time."""

    store: MemoryStore
    actor: Actor
    now: datetime
    photo_url: PhotoUrl

    def __call__(self, order: Order) -> Job:
        terms, place = order.terms, order.place
        address = self._address(order)
        return Job(
            order_id=order.id,
            number=number_of(order.id),
            status=order.status,
            version=order.version,
            service_name=terms.service_name,
            window_start=order.visit.window.start,
            window_end=order.visit.window.end,
            allowed_actions=order.allowed_actions(self.actor),
            deadline_at=order.deadline_at,
            is_urgent=order.is_urgent,
            price_minor=terms.price_minor,
            currency=terms.currency,
            offer=self._offer(order),
            community_name=place.community_name,
            point=place.point if address is not None else coarse(place.point),
            address=address,
            visit=visit_of(order),
            photos_before=terms.photos_before,
            photos_after=terms.photos_after,
            note=order.note,
            photos=photos_of(order.id, self.store, self.photo_url),
        )

    def offer_of(self, order: Order) -> Offer | None:
        """The caller's offer that is still alive."""
        mine = (one for one in order.live_offers if one.worker_id == self.actor.account_id)
        return next((one for one in mine if one.expires_at > self.now), None)

    def _offer(self, order: Order) -> JobOffer | None:
        offer = self.offer_of(order)
        if offer is None:
            return None
        return JobOffer(
            id=offer.id,
            expires_at=offer.expires_at,
            road_m=offer.plan.road_m,
            travel_s=offer.plan.travel_s,
            why=self._why(offer),
        )

    def _why(self, offer: Offer) -> Text:
        card = self.store.cards.get(offer.card_id) if offer.card_id else None
        named = (*card.chosen, *card.candidates) if card else ()
        rank = next((one.rank for one in named if one.worker_id == offer.worker_id), None)
        return why_you(offer.plan.travel_s, rank, card.mode if card else None)

    def _address(self, order: Order) -> JobAddress | None:
        """Whoever is firm has accepted; an order that ended without being done was taken from them."""
        visit = order.visit
        if visit.worker_id is None or visit.worker_id != self.actor.account_id:
            return None
        is_over = order.status in TERMINAL and order.status is not Status.COMPLETED
        released_at = visit.closed_at if is_over else None
        if not worker_sees_contact(self.now, visit.completed_at, released_at, self.now):
            return None
        homeowner = self.store.accounts.rows[AccountId(order.homeowner_id)]
        return JobAddress(
            line=order.place.line,
            unit=order.place.unit,
            homeowner_name=homeowner.display_name,
            phone=homeowner.phone or "",
        )
