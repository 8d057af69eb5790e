"""What the container's parts are to handlers: one table from port to part."""

from collections.abc import Mapping
from typing import Any

from application.dispatching.carry_out import CarryOut
from application.dispatching.judging import Judge
from application.identity.counting import AttemptCounter
from application.identity.opening import SessionOpener
from application.photos.links import PhotoLinks
from application.photos.store_photo import Workshop
from application.ports.accounts import Accounts, NewAccountWork, PhoneNumbers, Profiles
from application.ports.campaign_spending import CampaignSpending
from application.ports.campaign_uses import CampaignUses
from application.ports.changes import Changes
from application.ports.clock import ClockRules, MovableClock
from application.ports.codes import Codes, CodeSender
from application.ports.ids import Ids
from application.ports.ledger import NewLoyaltyWork
from application.ports.maps import Basemaps, MapLinks
from application.ports.passwords import Authenticators, Passwords
from application.ports.past_events import PastEvents
from application.ports.photos import NewPhotoWork, PhotoShelf, PhotoStore
from application.ports.planner import Planner
from application.ports.queries import JobQueries, OrderQueries, PublicQueries, StaffQueries
from application.ports.rate_limits import RateLimits
from application.ports.tick_log import TickLog
from application.ports.time import Clock, SystemClock
from application.ports.tokens import Randomness, Sessions, Signer
from application.ports.travel import TravelTimes
from application.ports.unit_of_work import NewUnit
from application.promotions.live_rules import LiveRules
from application.promotions.typed_codes import CodeGuard, CountedCodes
from bootstrap.container import Container
from domain.identity.limits import DEFAULT_SIGN_IN_LIMITS, SHARED_ADDRESS_LIMITS, SignInLimits

Parts = Mapping[Any, Any]


def parts_by_type(made: Container) -> Parts:
    """Every port with the part that stands behind it in this process."""
    new_uow, settings = made.new_uow(), made.settings()
    return {
        Accounts: made.accounts(),
        AttemptCounter: made.attempt_counter(),
        Authenticators: made.authenticators(),
        Basemaps: made.basemaps(),
        CampaignSpending: made.campaign_spending(),
        CampaignUses: made.campaign_uses(),
        CarryOut: made.carry_out(),
        Changes: made.changes(),
        Clock: made.clock(),
        CodeSender: made.code_sender(),
        CodeGuard: CountedCodes(made.attempt_counter()),
        Codes: made.codes(),
        Ids: made.ids(),
        Judge: made.judge(),
        JobQueries: made.job_queries(),
        LiveRules: made.live_rules(),
        MapLinks: made.map_links(),
        MovableClock: made.clock(),
        OrderQueries: made.order_queries(),
        PublicQueries: made.public_queries(),
        StaffQueries: made.staff_queries(),
        ClockRules: made.clock_rules(),
        NewAccountWork: new_uow,
        NewLoyaltyWork: new_uow,
        NewPhotoWork: new_uow,
        NewUnit: new_uow,
        Passwords: made.passwords(),
        PastEvents: made.past_events(),
        PhoneNumbers: made.phones(),
        PhotoLinks: made.photo_links(),
        PhotoShelf: made.photo_shelf(),
        PhotoStore: made.photo_store(),
        Planner: made.planner(),
        Profiles: made.profiles(),
        Randomness: made.randomness(),
        RateLimits: made.rate_limits(),
        SessionOpener: made.open_session(),
        Sessions: made.sessions(),
        "SignInWithPasswordHandler.requires_totp": settings.requires_totp,
        SignInLimits: SHARED_ADDRESS_LIMITS if settings.clients_share_addresses else DEFAULT_SIGN_IN_LIMITS,
        Signer: made.signer(),
        SystemClock: made.system_clock(),
        TickLog: made.tick_log(),
        TravelTimes: made.travel(),
        Workshop: made.workshop(),
    }
