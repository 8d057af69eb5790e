"""The last judges: what no commit may leave behind, whatever the use cases thought."""

from collections.abc import Iterable
from itertools import pairwise

from domain.orders.order import Order
from domain.orders.parts import Visit
from domain.orders.refusals import AlreadyTaken, AnotherVisitUnderWay, WorkerIsBusy


def judge_order(order: Order) -> None:
    """Raises `AlreadyTaken` when a worker holds two live offers of one visit."""
    asked = [(offer.visit_id, offer.worker_id) for offer in order.live_offers]
    if len(asked) != len(set(asked)):
        raise AlreadyTaken()


def judge_worker(visits: Iterable[Visit]) -> None:
    """Raises `WorkerIsBusy` or `AnotherVisitUnderWay`; `visits` are the live ones of one firm worker."""
    firm = list(visits)
    blocks = sorted((visit.plan.block_from, visit.plan.ends_at) for visit in firm if visit.plan)
    blocks = [block for block in blocks if block[0] < block[1]]
    if any(former[1] > latter[0] for former, latter in pairwise(blocks)):
        raise WorkerIsBusy()
    if sum(visit.departed_at is not None and visit.arrived_at is None for visit in firm) > 1:
        raise AnotherVisitUnderWay()
