"""What the composition root gives to the HTTP side: ports of the frame, and the handlers that routes call."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from adapters.http.execution.call import NewKeyedUnit
from adapters.http.execution.credentials import Authenticate, CheckCsrf
from adapters.http.execution.surroundings import Admit
from adapters.http.loyalty_services import (
    CouponHandlers,
    LoyaltyHandlers,
    ProgrammeHandlers,
    RuleHandlers,
)
from application.desk.resolve_exception import ResolveExceptionHandler
from application.dispatching.candidates import ListCandidatesHandler
from application.dispatching.close_run import CommitRunHandler, DiscardRunHandler
from application.dispatching.look_back import ListTicksHandler, ReplayForStaffHandler
from application.dispatching.read_policy import ReadDispatchPolicyHandler
from application.dispatching.request_run import RequestRunHandler
from application.dispatching.set_policy import SetDispatchPolicyHandler
from application.identity.change_locale import ChangeLocaleHandler
from application.identity.find_member import FindMemberHandler
from application.identity.refresh_session import RefreshSessionHandler
from application.identity.request_code import RequestCodeHandler
from application.identity.sign_in_with_code import SignInWithCodeHandler
from application.identity.sign_in_with_password import SignInWithPasswordHandler
from application.identity.sign_out import SignOutHandler
from application.identity.who_am_i import WhoAmIHandler
from application.orders.accept_offer import AcceptOfferHandler
from application.orders.answer_question import AnswerQuestionHandler
from application.orders.approve_order import ApproveOrderHandler
from application.orders.arrive import ArriveHandler
from application.orders.ask_homeowner import AskHomeownerHandler
from application.orders.assign_worker import AssignWorkerHandler
from application.orders.cancel_order import CancelOrderHandler
from application.orders.close_unserved import CloseUnservedHandler
from application.orders.complete_service import CompleteServiceHandler
from application.orders.confirm_order import ConfirmOrderHandler
from application.orders.decline_offer import DeclineOfferHandler
from application.orders.depart import DepartHandler
from application.orders.drop_visit import DropVisitHandler
from application.orders.force_close_order import ForceCloseOrderHandler
from application.orders.grab_order import GrabOrderHandler
from application.orders.offer_visit import OfferVisitHandler
from application.orders.open_hall import OpenHallHandler
from application.orders.place_order import PlaceOrderHandler
from application.orders.reassign_visit import ReassignVisitHandler
from application.orders.reject_order import RejectOrderHandler
from application.orders.report_not_done import ReportNotDoneHandler
from application.orders.review_order import ReviewOrderHandler
from application.orders.start_service import StartServiceHandler
from application.orders.withdraw_offer import WithdrawOfferHandler
from application.photos.read_photo import ReadPhotoHandler
from application.photos.store_photo import StorePhotoHandler
from application.ports.changes import Changes
from application.ports.maps import Basemaps
from application.ports.queries import JobQueries, OrderQueries, PublicQueries, StaffQueries
from application.profile.add_address import AddAddressHandler
from application.profile.read_message import ReadMessageHandler
from application.profile.set_duty import SetDutyHandler
from application.profile.set_position import SetPositionHandler
from application.promotions.price_of import PriceOfHandler
from application.promotions.quote_order import QuoteOrderHandler
from application.slots.true_slots import TrueSlotsHandler
from application.timekeeping.move_clock import MoveClockHandler
from application.timekeeping.read_clock import ReadClockHandler
from domain.shared.texts import Text

MAP_NOTICE: Final = Text(
    "地图数据 © OpenStreetMap 贡献者，ODbL 许可", "Map data © OpenStreetMap contributors, ODbL"
)
Readiness = Callable[[], Awaitable[Mapping[str, str]]]
"""What is missing before this process can serve, by name, in words; empty when it is ready."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The ports that the HTTP side itself needs. `real_now` is real time, aware UTC."""

    authenticate: Authenticate
    check_csrf: CheckCsrf
    new_keyed_unit: NewKeyedUnit
    changes: Changes
    real_now: Callable[[], datetime]
    readiness: Readiness
    pool_stats: Callable[[], Mapping[str, float]] = dict
    admit: Admit | None = None
    min_client_version: str = "0.1.0"
    map_notice: Text = MAP_NOTICE


@dataclass(frozen=True, slots=True)
class HttpSettings:
    """`site` holds the built front ends in `admin/`, `worker-h5/` and `homeowner-h5/`; None serves none.

    `is_secure` keeps cookies to https. `proxies` is how many of our own proxies stand before us (then
    X-Forwarded-For is believed that far). `write_log` takes lines of the access log; None writes none.
    `is_alone`: no other app is ever made in this process, so Sanic may cut its own code down for speed.
    """

    site: Path | None = None
    is_secure: bool = False
    is_alone: bool = False
    proxies: int = 0
    write_log: Callable[[bytes], object] | None = None
    drain_within_s: float = 8.0
    request_timeout_s: float = 30.0
    response_timeout_s: float = 60.0
    process: str | None = None


@dataclass(frozen=True, slots=True)
class IdentityHandlers:
    request_code: RequestCodeHandler
    sign_in_with_code: SignInWithCodeHandler
    sign_in_with_password: SignInWithPasswordHandler
    refresh_session: RefreshSessionHandler
    sign_out: SignOutHandler
    who_am_i: WhoAmIHandler
    change_locale: ChangeLocaleHandler
    find_member: FindMemberHandler


@dataclass(frozen=True, slots=True)
class OrderHandlers:
    """One handler for each action of the life-cycle that people take."""

    quote: QuoteOrderHandler
    price_of: PriceOfHandler
    place: PlaceOrderHandler
    approve: ApproveOrderHandler
    reject: RejectOrderHandler
    ask: AskHomeownerHandler
    answer: AnswerQuestionHandler
    cancel: CancelOrderHandler
    force_close: ForceCloseOrderHandler
    open_hall: OpenHallHandler
    close_unserved: CloseUnservedHandler
    assign: AssignWorkerHandler
    offer: OfferVisitHandler
    accept: AcceptOfferHandler
    decline: DeclineOfferHandler
    withdraw: WithdrawOfferHandler
    reassign: ReassignVisitHandler
    grab: GrabOrderHandler
    drop: DropVisitHandler
    depart: DepartHandler
    arrive: ArriveHandler
    start: StartServiceHandler
    complete: CompleteServiceHandler
    not_done: ReportNotDoneHandler
    confirm: ConfirmOrderHandler
    review: ReviewOrderHandler


@dataclass(frozen=True, slots=True)
class PhotoHandlers:
    store: StorePhotoHandler
    read: ReadPhotoHandler


@dataclass(frozen=True, slots=True)
class DispatchHandlers:
    candidates: ListCandidatesHandler
    read_policy: ReadDispatchPolicyHandler
    set_policy: SetDispatchPolicyHandler
    request_run: RequestRunHandler
    commit_run: CommitRunHandler
    discard_run: DiscardRunHandler
    list_ticks: ListTicksHandler
    replay_tick: ReplayForStaffHandler


@dataclass(frozen=True, slots=True)
class ProfileHandlers:
    add_address: AddAddressHandler
    set_duty: SetDutyHandler
    set_position: SetPositionHandler
    read_message: ReadMessageHandler


@dataclass(frozen=True, slots=True)
class PlaceHandlers:
    true_slots: TrueSlotsHandler
    basemaps: Basemaps


@dataclass(frozen=True, slots=True)
class StaffHandlers:
    resolve_exception: ResolveExceptionHandler
    read_clock: ReadClockHandler
    move_clock: MoveClockHandler


@dataclass(frozen=True, slots=True)
class Reads:
    """Queries: each is one bounded select with ownership inside it."""

    orders: OrderQueries
    jobs: JobQueries
    staff: StaffQueries
    public: PublicQueries


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that the endpoints call."""

    frame: Frame
    identity: IdentityHandlers
    orders: OrderHandlers
    photos: PhotoHandlers
    loyalty: LoyaltyHandlers
    rules: RuleHandlers
    coupons: CouponHandlers
    programme: ProgrammeHandlers
    dispatch: DispatchHandlers
    profile: ProfileHandlers
    places: PlaceHandlers
    staff: StaffHandlers
    reads: Reads
