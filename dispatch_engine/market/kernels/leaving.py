"""Orders that lose their worker, and everybody seated anew when rows or rooms have changed."""

from dispatch_engine.market.kernels.arrays import Flow, Shorts, Terms
from dispatch_engine.market.kernels.holding import attach, detach, has_room
from dispatch_engine.planning.compiled import entry


@entry
def release(terms: Terms, flow: Flow, orders: Shorts) -> None:
    """Take the worker of each of these orders away."""
    for k in range(orders.size):
        if flow.worker_of[orders[k]] >= 0:
            detach(terms, flow, orders[k])


@entry
def seat_again(terms: Terms, flow: Flow) -> None:
    """Give everybody a unit of the worker in `worker_of`, as far as there is room; the rest loses it."""
    for order in range(flow.worker_of.size):
        worker = flow.worker_of[order]
        flow.worker_of[order] = -1
        if worker >= 0 and has_room(terms, flow, worker):
            attach(terms, flow, order, worker)
