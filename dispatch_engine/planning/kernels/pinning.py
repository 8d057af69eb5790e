"""A served half of a visit of two workers: its window is one second, so the other half need not be asked."""

from dispatch_engine.planning.compiled import hot
from dispatch_engine.planning.kernels.arrays import Data


@hot
def pin(data: Data, visit: int, start: int) -> None:
    """From now on it begins at `start` and at no other time."""
    data.windows[visit, 0, 0], data.windows[visit, 0, 1] = start, start
    data.visits[visit]["windows"] = 1


@hot
def unpin(data: Data, visit: int) -> None:
    """Its windows are its own again."""
    last = data.windows.shape[1]
    for w in range(last):
        data.windows[visit, w, 0] = data.own[visit, w, 0]
        data.windows[visit, w, 1] = data.own[visit, w, 1]
    data.visits[visit]["windows"] = data.own[visit, last, 0]
