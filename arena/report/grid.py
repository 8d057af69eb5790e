"""A table of words, cut to the width of a terminal; as Markdown it is legible unrendered too."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Final

WIDEST: Final = 160
BETWEEN: Final = 3  # " | ", and as much air in plain text


@dataclass(frozen=True, slots=True)
class Grid:
    """The first column names the row. Raises ValueError for a row that is not as long as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.head) for row in self.rows):
            raise ValueError("a row is not as long as the head")

    @property
    def widths(self) -> tuple[int, ...]:
        return tuple(max(map(len, column)) for column in zip(self.head, *self.rows, strict=True))


def fitted(grid: Grid, widest: int = WIDEST) -> tuple[Grid, ...]:
    """The same table in as few parts as fit, of about as many columns each; all have the first column."""
    columns = len(grid.head) - 1
    for parts in range(1, columns):
        step = ceil(columns / parts)
        cuts = [*range(1, columns + 1, step), columns + 1]
        cut = tuple(_columns(grid, start, stop) for start, stop in pairwise(cuts))
        if all(_wide(part) <= widest for part in cut):
            return cut
    return tuple(_columns(grid, one, one + 1) for one in range(1, columns + 1))


def as_text(grid: Grid) -> str:
    rule = tuple("-" * width for width in grid.widths)
    return "\n".join(
        (" " * BETWEEN).join(cells).rstrip() for cells in _aligned(grid, (grid.head, rule, *grid.rows))
    )


def as_markdown(grid: Grid) -> str:
    widths = grid.widths
    rule = tuple("-" * (w if at == 0 else w - 1) + ":" * (at > 0) for at, w in enumerate(widths))
    rows = (grid.head, rule, *grid.rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in _aligned(grid, rows))


def _columns(grid: Grid, start: int, stop: int) -> Grid:
    def kept(row: tuple[str, ...]) -> tuple[str, ...]:
        return (row[0], *row[start:stop])

    return Grid(kept(grid.head), tuple(kept(row) for row in grid.rows))


def _wide(grid: Grid) -> int:
    return sum(grid.widths) + BETWEEN * (len(grid.head) - 1) + 4  # the bars of Markdown at both ends


def _aligned(grid: Grid, rows: tuple[tuple[str, ...], ...]) -> Iterator[list[str]]:
    widths = grid.widths
    for row in rows:
        yield [
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
