"""The composition root: which adapter stands behind which port. The only user of dependency-injector.

Everything is made once per process, when it is first asked for; nothing is injected into calls.
"""

from collections.abc import Mapping

import psycopg
from dependency_injector import containers, providers

from adapters.dispatch.planner import EnginePlanner
from adapters.files.images import PillowImages
from adapters.files.photo_store import FilePhotoStore
from adapters.geo.basemap import FixtureBasemaps
from adapters.geo.digest import TravelDigests
from adapters.geo.fixture import City, city_codes, load_city
from adapters.geo.map_links import PhoneMapLinks
from adapters.geo.travel import RoadTravelTimes
from adapters.notify.codes import FileCodeSender, NoCarrier
from adapters.persistence.clocks import RealClock, Uuid7Ids
from adapters.persistence.dispatching.tick_log import SqlTickLog
from adapters.persistence.flow.changes import SqlChanges
from adapters.persistence.flow.clock import SqlClock
from adapters.persistence.flow.due import SqlDueOrders
from adapters.persistence.flow.keys import SqlRequestKeys
from adapters.persistence.flow.leftovers import SqlLeftovers
from adapters.persistence.flow.outbox import OutboxLeases
from adapters.persistence.flow.relay import Relay
from adapters.persistence.identity.accounts import SqlAccounts
from adapters.persistence.identity.codes import SqlCodes
from adapters.persistence.identity.photos import SqlPhotoShelf
from adapters.persistence.identity.profiles import SqlProfiles
from adapters.persistence.identity.rate_limits import SqlRateLimits
from adapters.persistence.identity.sessions import SqlSessions
from adapters.persistence.pool import make_pool
from adapters.persistence.pooled import PooledStatements
from adapters.persistence.pricing.campaign_uses import SqlCampaignUses
from adapters.persistence.pricing.spending import SqlCampaignSpending
from adapters.persistence.promotions.past_events import SqlPastEvents
from adapters.persistence.reads.jobs import SqlJobQueries
from adapters.persistence.reads.orders import SqlOrderQueries
from adapters.persistence.reads.public import SqlPublicQueries
from adapters.persistence.reads.staff import SqlStaffQueries
from adapters.persistence.unit import Store
from adapters.persistence.work import SqlUnits
from adapters.security.authenticators import PyotpAuthenticators
from adapters.security.passwords import Argon2Passwords
from adapters.security.phones import LibPhoneNumbers
from adapters.security.randomness import OsRandomness
from adapters.security.secrets import load_or_create
from adapters.security.signing import HmacSigner
from application.dispatching.carry_out import CarryOut
from application.dispatching.judging import Judge
from application.events import EVENTS
from application.identity.counting import AttemptCounter
from application.identity.opening import SessionOpener, TokenMint
from application.photos.links import PhotoLinks
from application.photos.store_photo import Workshop
from application.ports.clock import ClockRules
from application.ports.codes import CodeSender
from application.promotions.live_rules import LiveRules
from bootstrap.dispatching import solvers_of
from bootstrap.settings import ClockKind, CodeChannel, Settings
from domain.loyalty.seals import Seals
from domain.shared.ids import RegionId


def cities_of(dsn: str) -> Mapping[RegionId, City]:
    """The map data of those regions in the database whose city ships with the product."""
    with psycopg.connect(dsn) as connection:
        rows = connection.execute("SELECT id, code FROM regions ORDER BY id LIMIT 1000").fetchall()
    shipped = city_codes()
    return {RegionId(row[0]): load_city(row[1]) for row in rows if row[1] in shipped}


def secret_of(settings: Settings) -> bytes:
    """The installation's secret: from its setting, else a private file beside the data."""
    if settings.secret is not None:
        return settings.secret.encode()
    return load_or_create(settings.data / "secret")


def seals_of(settings: Settings) -> Seals:
    """The seals of the points ledger, under a key of their own that is made from the secret.

    What earlier secrets sealed still fits; the file's secret is one of them once a setting took its place.
    """
    earlier = [secret.encode() for secret in settings.older_secrets]
    kept = settings.data / "secret"
    if settings.secret is not None and kept.exists():
        earlier.append(load_or_create(kept))
    key, *older = (HmacSigner(one).mac("ledger", b"seals") for one in (secret_of(settings), *earlier))
    return Seals(key, tuple(older))


def code_sender_of(settings: Settings) -> CodeSender:
    """How one-time codes leave the house. Without a carrier nobody can sign in by phone, and is told so."""
    if settings.code_channel is CodeChannel.FILE:
        return FileCodeSender(settings.codes_file)
    return NoCarrier()


def clock_rules_of(settings: Settings) -> ClockRules:
    return ClockRules(may_move=settings.clock is ClockKind.MOVABLE)


class Container(containers.DeclarativeContainer):
    """One process's parts. `settings` is given from outside."""

    settings = providers.Dependency(instance_of=Settings)

    system_clock = providers.Singleton(RealClock)
    ids = providers.Singleton(Uuid7Ids)
    pool = providers.Singleton(make_pool, settings.provided.app_dsn, size=settings.provided.pool_size)
    statements = providers.Singleton(PooledStatements, pool)
    store = providers.Singleton(Store, pool, ids, system_clock, seals=providers.Singleton(seals_of, settings))
    clock = providers.Singleton(SqlClock, pool, system_clock)
    new_uow = providers.Singleton(SqlUnits, store, clock)
    changes = providers.Singleton(SqlChanges, pool, settings.provided.app_dsn)
    relay = providers.Singleton(Relay, pool, system_clock, providers.Object(EVENTS))
    outbox = providers.Singleton(OutboxLeases, pool, system_clock, providers.Object(EVENTS))

    due_orders = providers.Singleton(SqlDueOrders, statements)
    idempotency_keys = providers.Singleton(SqlRequestKeys, statements, system_clock)
    leftovers = providers.Singleton(SqlLeftovers, statements, system_clock)

    cities = providers.Singleton(cities_of, settings.provided.app_dsn)
    travel = providers.Singleton(RoadTravelTimes, cities)
    tick_log = providers.Singleton(SqlTickLog, statements, providers.Singleton(TravelDigests, cities))
    basemaps = providers.Singleton(FixtureBasemaps, cities)
    map_links = providers.Singleton(PhoneMapLinks)

    judge = providers.Singleton(Judge, travel)
    solvers = providers.Singleton(solvers_of, settings)
    planner = providers.Singleton(EnginePlanner, travel, solvers)
    carry_out = providers.Singleton(CarryOut, new_uow, clock, ids, judge)

    signer = providers.Singleton(HmacSigner, providers.Singleton(secret_of, settings))
    randomness = providers.Singleton(OsRandomness)
    accounts = providers.Singleton(SqlAccounts, statements)
    profiles = providers.Singleton(SqlProfiles, statements)
    sessions = providers.Singleton(SqlSessions, statements)
    codes = providers.Singleton(SqlCodes, statements)
    rate_limits = providers.Singleton(SqlRateLimits, statements)
    photo_shelf = providers.Singleton(SqlPhotoShelf, statements)
    passwords = providers.Singleton(Argon2Passwords)
    authenticators = providers.Singleton(PyotpAuthenticators)
    phones = providers.Singleton(LibPhoneNumbers, settings.provided.phone_country)
    code_sender = providers.Singleton(code_sender_of, settings)
    attempt_counter = providers.Singleton(AttemptCounter, rate_limits, signer, system_clock)
    token_mint = providers.Singleton(TokenMint, randomness)
    open_session = providers.Singleton(
        SessionOpener, sessions, profiles, token_mint, signer, ids, system_clock
    )
    photo_store = providers.Singleton(FilePhotoStore, settings.provided.photos)
    workshop = providers.Singleton(Workshop, providers.Singleton(PillowImages), photo_store)
    photo_links = providers.Singleton(PhotoLinks, signer)

    campaign_uses = providers.Singleton(SqlCampaignUses, statements)
    campaign_spending = providers.Singleton(SqlCampaignSpending, statements)
    past_events = providers.Singleton(SqlPastEvents, statements)
    live_rules = providers.Singleton(LiveRules)
    clock_rules = providers.Singleton(clock_rules_of, settings)
    order_queries = providers.Singleton(SqlOrderQueries, statements, photo_links, system_clock)
    job_queries = providers.Singleton(
        SqlJobQueries, statements, clock, travel, map_links, photo_links, system_clock
    )
    staff_queries = providers.Singleton(SqlStaffQueries, statements, clock)
    public_queries = providers.Singleton(SqlPublicQueries, statements)
