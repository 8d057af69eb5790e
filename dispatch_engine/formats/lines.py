"""Numbers in lines of text, distances between places, and one clear error for what is not in a format."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Final, ParamSpec, TypeVar

import numpy as np

from dispatch_engine.arrays import Ints
from dispatch_engine.errors import ProblemError

SCALE: Final = 1000
"""Distances are Euclidean and count as seconds, in thousandths: sums compare with published values."""
Rows = list[list[int]]
Asked = ParamSpec("Asked")
Found = TypeVar("Found")


def of_format(name: str) -> Callable[[Callable[Asked, Found]], Callable[Asked, Found]]:
    """A reader whose file may be anything: what it stumbles over becomes a `ProblemError`."""

    def wrapped(read: Callable[Asked, Found]) -> Callable[Asked, Found]:
        @wraps(read)
        def reading(*args: Asked.args, **rest: Asked.kwargs) -> Found:
            try:
                return read(*args, **rest)
            except ProblemError:
                raise
            except (LookupError, ValueError, TypeError, StopIteration, OverflowError) as cause:
                files = ", ".join(str(one) for one in (*args, *rest.values()))
                raise ProblemError(f"{files}: not in the format of {name} ({cause})") from cause

        return reading

    return wrapped


def numbers(lines: list[str]) -> Iterator[list[int]]:
    """Lines that hold whole numbers only."""
    for line in lines:
        words = line.split()
        if words and all(word.lstrip("-").isdigit() for word in words):
            yield [int(word) for word in words]


def distances(xy: Ints, scale: int, *, cut: bool) -> Ints:
    """Between all places, (n, n), scaled, and rounded or cut to whole numbers."""
    offset = (xy[:, None] - xy[None]).astype(np.float64)
    metres = np.hypot(offset[..., 0], offset[..., 1]) * scale
    return (np.floor(metres) if cut else np.round(metres)).astype(np.int64)
