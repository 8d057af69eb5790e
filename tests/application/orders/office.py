"""The whole product over a memory store: every command by its handler, and a look at what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from typing import Any, Final

from adapters.memory.clock import HandClock
from adapters.memory.rate_limits import MemoryRateLimits
from adapters.memory.store import MemoryStore
from adapters.memory.travel import StraightTravel
from application.dispatching.judging import Judge
from application.identity.counting import AttemptCounter
from application.orders.accept_offer import AcceptOffer, AcceptOfferHandler
from application.orders.acting import OrderCommand
from application.orders.answer_question import AnswerQuestion, AnswerQuestionHandler
from application.orders.approve_order import ApproveOrder, ApproveOrderHandler
from application.orders.arrive import Arrive, ArriveHandler
from application.orders.ask_homeowner import AskHomeowner, AskHomeownerHandler
from application.orders.assign_worker import AssignWorker, AssignWorkerHandler
from application.orders.cancel_order import CancelOrder, CancelOrderHandler
from application.orders.close_unserved import CloseUnserved, CloseUnservedHandler
from application.orders.complete_service import CompleteService, CompleteServiceHandler
from application.orders.confirm_order import ConfirmOrder, ConfirmOrderHandler
from application.orders.decline_offer import DeclineOffer, DeclineOfferHandler
from application.orders.depart import Depart, DepartHandler
from application.orders.drop_visit import DropVisit, DropVisitHandler
from application.orders.force_close_order import ForceCloseOrder, ForceCloseOrderHandler
from application.orders.grab_order import GrabOrder, GrabOrderHandler
from application.orders.offer_visit import OfferVisit, OfferVisitHandler
from application.orders.open_hall import OpenHall, OpenHallHandler
from application.orders.place_order import PlaceOrder, PlaceOrderHandler
from application.orders.reassign_visit import ReassignVisit, ReassignVisitHandler
from application.orders.receipt import Receipt
from application.orders.reject_order import RejectOrder, RejectOrderHandler
from application.orders.report_not_done import ReportNotDone, ReportNotDoneHandler
from application.orders.review_order import ReviewOrder, ReviewOrderHandler
from application.orders.start_service import StartService, StartServiceHandler
from application.orders.withdraw_offer import WithdrawOffer, WithdrawOfferHandler
from application.ports.ids import Ids
from application.ports.world import RegionSettings
from application.promotions.live_rules import LiveRules
from application.promotions.means import Means
from application.promotions.typed_codes import CountedCodes
from domain.dispatching.policy import DispatchPolicy
from domain.identity.roles import Actor
from domain.orders.order import Order
from domain.orders.parts import Offer
from domain.photos.photo import Photo, PhotoKind
from domain.shared.ids import AccountId, OrderId, PhotoId
from tests.adapters.contracts.hamlet import ADDRESS, PRICE_MINOR, SERVICE, WINDOW
from tests.adapters.contracts.in_memory import new_store, stage_over
from tests.adapters.contracts.stage import NewWholeUnit, Stage
from tests.application.chance import PlainSigner, SeededChance
from tests.domain.orders.making import NOON, OWNER, REGION, new_order

Command = OrderCommand | PlaceOrder | AcceptOffer | DeclineOffer | WithdrawOffer

HANDLERS: Final[dict[type[Command], Any]] = {
    AcceptOffer: AcceptOfferHandler,
    AnswerQuestion: AnswerQuestionHandler,
    ApproveOrder: ApproveOrderHandler,
    Arrive: ArriveHandler,
    AskHomeowner: AskHomeownerHandler,
    AssignWorker: AssignWorkerHandler,
    CancelOrder: CancelOrderHandler,
    CloseUnserved: CloseUnservedHandler,
    CompleteService: CompleteServiceHandler,
    ConfirmOrder: ConfirmOrderHandler,
    DeclineOffer: DeclineOfferHandler,
    Depart: DepartHandler,
    DropVisit: DropVisitHandler,
    ForceCloseOrder: ForceCloseOrderHandler,
    GrabOrder: GrabOrderHandler,
    OfferVisit: OfferVisitHandler,
    OpenHall: OpenHallHandler,
    PlaceOrder: PlaceOrderHandler,
    ReassignVisit: ReassignVisitHandler,
    RejectOrder: RejectOrderHandler,
    ReportNotDone: ReportNotDoneHandler,
    ReviewOrder: ReviewOrderHandler,
    StartService: StartServiceHandler,
    WithdrawOffer: WithdrawOfferHandler,
}


@dataclass
class Office:
    """Its parts have the names of the fields that handlers ask for."""

    store: MemoryStore = field(default_factory=new_store)
    stage: Stage = field(init=False)
    judge: Judge = field(default_factory=lambda: Judge(StraightTravel()))
    rules: LiveRules = field(default_factory=LiveRules)
    limits: MemoryRateLimits = field(default_factory=MemoryRateLimits)
    chance: SeededChance = field(default_factory=SeededChance)

    def __post_init__(self) -> None:
        self.stage = stage_over(self.store)

    @property
    def new_uow(self) -> NewWholeUnit:
        return self.stage.new_uow

    @property
    def clock(self) -> HandClock:
        return self.stage.clock

    @property
    def ids(self) -> Ids:
        return self.store.ids

    @property
    def guard(self) -> CountedCodes:
        return CountedCodes(AttemptCounter(self.limits, PlainSigner(), self.stage.real))

    @property
    def means(self) -> Means:
        return Means(self.ids, self.rules, self.chance)

    async def do(self, cmd: Command) -> Receipt:
        handler = HANDLERS[type(cmd)]
        handle = handler(**{part.name: getattr(self, part.name) for part in fields(handler)})
        receipt: Receipt = await handle(cmd)
        return receipt

    async def keep(self, *orders: Order) -> OrderId:
        await self.stage.keep(*orders)
        return orders[0].id

    async def load(self, order_id: OrderId | None = None) -> Order:
        return await self.stage.load(order_id or new_order().id)

    async def add_photos(self, kind: PhotoKind, count: int, order_id: OrderId | None = None) -> list[PhotoId]:
        """Photos of that order; without an order, problem photos that the owner has just taken."""
        made = [self._photo(kind, order_id) for _ in range(count)]
        for photo in made:
            await self.stage.add_photo(photo)
        return [photo.id for photo in made]

    def _photo(self, kind: PhotoKind, order_id: OrderId | None) -> Photo:
        assert OWNER.account_id is not None
        return Photo(
            PhotoId(self.ids.new()), AccountId(OWNER.account_id), order_id, kind, "0" * 64, 8, 6, 99, NOON
        )

    def set_policy(self, policy: DispatchPolicy) -> None:
        regions = self.store.directory.regions
        regions[REGION] = _with_policy(regions[REGION], policy)

    def pass_time(self, **amount: float) -> None:
        self.clock.advance(timedelta(**amount))

    def outbox(self) -> Sequence[object]:
        return [row.event for row in self.store.outbox.to_react.values()]


def _with_policy(settings: RegionSettings, policy: DispatchPolicy) -> RegionSettings:
    return replace(settings, dispatch_policy=policy)


def place_order(actor: Actor = OWNER, **changes: Any) -> PlaceOrder:
    assert actor.account_id is not None
    usual: dict[str, Any] = {
        "actor": actor,
        "homeowner_id": actor.account_id,
        "address_id": ADDRESS,
        "service_id": SERVICE,
        "window": WINDOW,
        "note": "  under the sink ",
        "shown_price_minor": PRICE_MINOR,
    }
    return PlaceOrder(**(usual | changes))


def live_offer(order: Order) -> Offer:
    (offer,) = order.live_offers
    return offer
