"""The homeowner reviews a completed order, once."""

from dataclasses import dataclass

from application.orders.acting import OrderCommand, OrderHandler, act
from application.orders.receipt import Receipt
from application.ports.ids import Ids
from application.ports.unit_of_work import UnitOfWork
from domain.orders.by import By
from domain.orders.order import Order
from domain.reviews.review import Review
from domain.shared.ids import ReviewId


@dataclass(frozen=True, slots=True)
class ReviewOrder(OrderCommand):
    stars: int
    tags: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReviewOrderHandler(OrderHandler):
    ids: Ids

    async def __call__(self, cmd: ReviewOrder) -> Receipt:
        def change(order: Order, by: By, uow: UnitOfWork) -> None:
            review = Review(
                id=ReviewId(self.ids.new()),
                order_id=order.id,
                region_id=order.region_id,
                homeowner_id=order.homeowner_id,
                worker_id=order.visit.worker_id,
                stars=cmd.stars,
                tags=cmd.tags,
                text=cmd.text.strip(),
                created_at=by.at,
            )
            order.review(by, review.id, review.stars, len(review.text))
            uow.reviews.add(review)

        return await act(self, cmd, change)
