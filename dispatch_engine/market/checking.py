"""Places, lengths and skills as a market keeps them: copied, checked, read-only."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dispatch_engine.arrays import Flags
from dispatch_engine.errors import ProblemError

Metres = NDArray[np.float64]

MAX_PLACE_M: Final = 5_000_000


def spread(values: ArrayLike | None, size: int) -> ArrayLike:
    given = np.asarray(0 if values is None else values)
    return np.broadcast_to(given, (size,)) if given.ndim == 0 else given


def places(name: str, values: ArrayLike, size: int) -> Metres:
    array = _numbers(name, values)
    if array.size == 0 and size == 0:
        array = array.reshape(0, 2)
    if array.shape != (size, 2):
        raise ProblemError(f"{name} must have shape ({size}, 2), not {array.shape}")
    if (np.abs(array) > MAX_PLACE_M).any():
        row = int(np.flatnonzero((np.abs(array) > MAX_PLACE_M).any(axis=1))[0])
        raise ProblemError(f"{name}[{row}] is more than {MAX_PLACE_M} m from the origin")
    return array


def lengths(name: str, values: ArrayLike, size: int) -> Metres:
    array = _numbers(name, values)
    if array.size == 0 and size == 0:
        array = array.reshape(0)
    if array.shape != (size,):
        raise ProblemError(f"{name} must have shape ({size},), not {array.shape}")
    wrong = np.flatnonzero((array < 0) | (array > 4 * MAX_PLACE_M))
    if wrong.size:
        raise ProblemError(f"{name}[{int(wrong[0])}] is {array[wrong[0]]}, outside [0, {4 * MAX_PLACE_M}]")
    return array


def _numbers(name: str, values: ArrayLike) -> Metres:
    given = np.asarray(values)
    if given.size and given.dtype.kind not in "iuf":
        raise ProblemError(f"{name} must hold numbers, not {given.dtype}")
    array = np.array(given, dtype=np.float64, order="C")
    wrong = np.flatnonzero(~np.isfinite(array))
    if wrong.size:
        place = tuple(int(k) for k in np.unravel_index(int(wrong[0]), array.shape))
        raise ProblemError(f"{name}{list(place)} is {array[place]}")
    array.setflags(write=False)
    return array


def skill_sets(values: ArrayLike, size: int) -> Flags:
    array = np.asarray(values)
    if array.size == 0 and size == 0 and array.ndim != 2:
        array = np.zeros((0, 0), dtype=np.bool_)
    if array.dtype != np.bool_ and array.size:
        raise ProblemError(f"worker_skills must hold booleans, not {array.dtype}")
    if array.ndim != 2 or array.shape[0] != size:
        raise ProblemError(f"worker_skills must have {size} rows of skills, not shape {array.shape}")
    sets = np.array(array, dtype=np.bool_, order="C")
    sets.setflags(write=False)
    return sets
