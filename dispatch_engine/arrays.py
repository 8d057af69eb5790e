"""Arrays as problems keep them: whole numbers, contiguous, never written again."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dispatch_engine.errors import ProblemError

Ints: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]


def ints(name: str, values: ArrayLike, shape: Sequence[int | None]) -> Ints:
    """Copy to a read-only int64 array.

    Parameters
    ----------
    name
        What to call it in an error.
    values
        Whole numbers of any integer type; booleans and floats are refused, so nothing is rounded unseen.
    shape
        The wanted shape; None leaves an axis free.

    Raises
    ------
    ProblemError
        When the values are not integers, or the shape is another one.
    """
    array = np.asarray(values)
    if array.size == 0:
        array = array.astype(np.int64)
        if array.ndim != len(shape):  # an empty list, whatever it is a list of
            array = array.reshape([0 if axis is None else axis for axis in shape])
    if not np.issubdtype(array.dtype, np.integer):
        raise ProblemError(f"{name} must hold integers, not {array.dtype}")
    if array.ndim != len(shape):
        raise ProblemError(f"{name} must have {len(shape)} axes, not {array.ndim}")
    for axis, wanted in enumerate(shape):
        if wanted is not None and array.shape[axis] != wanted:
            raise ProblemError(f"{name} must have length {wanted} on axis {axis}, not {array.shape[axis]}")
    copy = np.array(array, dtype=np.int64, order="C")
    copy.setflags(write=False)
    return copy


def within(name: str, values: Ints, low: int, high: int) -> None:
    """Refuse values outside [low, high]; the error names the first one."""
    wrong = np.flatnonzero((values < low) | (values > high))
    if wrong.size:
        first = int(wrong[0])
        raise ProblemError(f"{name}[{first}] is {int(values.flat[first])}, outside [{low}, {high}]")


def freeze(array: Ints) -> Ints:
    """Make an array that is already ours read-only."""
    array.setflags(write=False)
    return array


def starts_of(counts: Ints) -> Ints:
    """Offsets of consecutive runs: n counts give n + 1 offsets, the last one the total."""
    offsets = np.zeros(counts.size + 1, dtype=np.int64)
    np.cumsum(counts, out=offsets[1:])
    return offsets


def ramps(counts: Ints) -> Ints:
    """0..c-1 for each count c, one after the other."""
    offsets = starts_of(counts)
    return np.arange(offsets[-1], dtype=np.int64) - np.repeat(offsets[:-1], counts)
