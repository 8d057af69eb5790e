"""An order to be, as far as its price depends on it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.ports.world import OrderingFacts
from application.promotions.presenting_coupons import Bearer, Wanted
from application.promotions.readings import OrderScene
from domain.identity.roles import Actor
from domain.orders.parts import Place, Terms
from domain.orders.submitting import is_soon
from domain.shared.ids import AccountId, RegionId
from domain.shared.time import Window

APP, DESK = "app", "desk"
"""Through which channel an order comes: of the homeowner's own hand, or of the staff's."""


@dataclass(frozen=True, slots=True)
class ToPrice:
    """An order to be: whose, of what, where, when, and what is presented with it."""

    region_id: RegionId
    member_id: AccountId
    terms: Terms
    place: Place
    scene: OrderScene
    wanted: Wanted
    at: datetime

    @property
    def bearer(self) -> Bearer:
        return Bearer(self.region_id, self.member_id, self.at)


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, for whom, for when, with what in hand."""

    actor: Actor
    homeowner_id: UUID
    window: Window
    wanted: Wanted
    at: datetime


def to_price(facts: OrderingFacts, asking: Asking) -> ToPrice:
    scene = OrderScene(
        region_code=facts.region_code,
        community_code=facts.community_code,
        window=asking.window,
        channel=DESK if asking.actor.is_staff else APP,
        is_urgent=is_soon(asking.window, facts.policy, asking.at),
    )
    member_id = AccountId(asking.homeowner_id)
    return ToPrice(facts.region_id, member_id, facts.terms, facts.place, scene, asking.wanted, asking.at)
