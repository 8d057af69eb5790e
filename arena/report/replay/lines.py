"""Lines of whole numbers as short text: steps from point to point, in the letters of base64.

A number n becomes 2n, or -2n - 1 when negative, and is written in groups of five bits, the lowest first, one
letter each; the sixth bit says that more follow. `lines.js` reads it.
"""

from collections.abc import Iterable, Sequence
from typing import Final

LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
VALUES: Final = {letter: value for value, letter in enumerate(LETTERS)}
MORE: Final = 32

Grid = tuple[int, int]


def written(points: Iterable[Grid]) -> str:
    """The first point from (0, 0), each other from the one before."""
    found: list[str] = []
    last_x = last_y = 0
    for x, y in points:
        _put(found, x - last_x)
        _put(found, y - last_y)
        last_x, last_y = x, y
    return "".join(found)


def read(text: str) -> list[Grid]:
    """What `written` wrote. Raises KeyError for a letter that is none, ValueError for half a point."""
    steps = _numbers(text)
    if len(steps) % 2:
        raise ValueError("half a point")
    points: list[Grid] = []
    x = y = 0
    for step_x, step_y in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((x, y))
    return points


def _put(found: list[str], number: int) -> None:
    rest = number * 2 if number >= 0 else -number * 2 - 1
    while rest >= MORE:
        found.append(LETTERS[rest % MORE + MORE])
        rest //= MORE
    found.append(LETTERS[rest])


def _numbers(text: str) -> Sequence[int]:
    numbers, rest, place = [], 0, 1
    for letter in text:
        value = VALUES[letter]
        rest += value % MORE * place
        place *= MORE
        if value < MORE:
            numbers.append(rest // 2 if rest % 2 == 0 else -(rest + 1) // 2)
            rest, place = 0, 1
    if place != 1:
        raise ValueError("the last number has no end")
    return numbers
