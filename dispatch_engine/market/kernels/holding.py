"""Who is with whom: an order put to a worker, or taken away."""

from dispatch_engine.market.kernels.arrays import Flow, Terms
from dispatch_engine.planning.compiled import hot


@hot
def attach(terms: Terms, flow: Flow, order: int, worker: int) -> None:
    """Give the order a free unit; the worker must have one."""
    unit = terms.unit[worker] + flow.load[worker]
    flow.load[worker] += 1
    flow.holder[unit] = order
    flow.unit_of[order] = unit
    flow.worker_of[order] = worker


@hot
def detach(terms: Terms, flow: Flow, order: int) -> None:
    """Free the order's unit; the last one held takes its number."""
    worker, unit = flow.worker_of[order], flow.unit_of[order]
    flow.load[worker] -= 1
    last = terms.unit[worker] + flow.load[worker]
    moved = flow.holder[last]
    flow.holder[unit] = moved
    flow.unit_of[moved] = unit
    flow.holder[last] = -1
    flow.worker_of[order] = -1
    flow.unit_of[order] = -1


@hot
def has_room(terms: Terms, flow: Flow, worker: int) -> bool:
    return bool(flow.load[worker] < terms.room[worker])
