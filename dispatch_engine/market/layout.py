"""A market as kernels like it: neighbours next to one another, workers in one grid for each skill."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dispatch_engine.arrays import Ints, starts_of
from dispatch_engine.market.checking import Metres
from dispatch_engine.market.classes import WorkerClasses
from dispatch_engine.market.kernels.arrays import Grid, Places, Terms
from dispatch_engine.market.problem import Market

PER_CELL: Final = 4


@dataclass(frozen=True, slots=True, eq=False)
class MarketLayout:
    """Rows are orders to be decided, columns classes of workers with room; both are numbered anew.

    Attributes
    ----------
    order : (rows,)
        The order of each row.
    classes
        The workers behind the columns.
    places, grid, terms
        What the kernels read. The skill's term is taken off the penalty instead of being added to each pair.
    """

    order: Ints
    classes: WorkerClasses
    places: Places
    grid: Grid
    terms: Terms


def lay_out_market(market: Market, free: Ints, classes: WorkerClasses) -> MarketLayout:
    """Number the free orders and the classes by skill and place, and build the grids."""
    corner = _corner(market)
    order_xy, worker_xy = market.order_xy[free] - corner, market.worker_xy[classes.first] - corner
    rank = np.lexsort((_along_curve(order_xy), market.order_skill[free]))
    free, order_xy = free[rank], order_xy[rank]
    classes = classes.reordered(np.argsort(_along_curve(worker_xy), kind="stable"))
    worker_xy = market.worker_xy[classes.first] - corner
    reach = market.radius[classes.first]
    places = Places(
        *_columns(market.order_xy[free]),
        market.order_skill[free].astype(np.int32),
        *_columns(market.worker_xy[classes.first]),
        reach * reach,
    )
    grid = grid_of(market.worker_skills[classes.first], worker_xy, reach, corner)
    return MarketLayout(free, classes, places, grid, terms_of(market, free, classes))


def terms_of(market: Market, free: Ints, classes: WorkerClasses) -> Terms:
    """Penalties, floors, units. With a unit more than orders a worker is never full and costs its floor."""
    room = np.minimum(classes.room, free.size + 1)
    penalty = market.penalty[free] - market.skill_term[market.order_skill[free]]
    return Terms(
        penalty,
        market.worker_term[classes.first],
        starts_of(room),
        np.repeat(np.arange(room.size, dtype=np.int32), room),
        room,
    )


def grid_of(skills: NDArray[np.bool_], xy: Metres, reach: Metres, corner: Metres) -> Grid:
    """Workers of each skill by cell, in lines from west to east; places count from the corner."""
    slack = 1.5 + 2 * float(xy.max(initial=0.0) + reach.max(initial=0.0)) * 2.0**-22
    entries, starts, shapes = [], [], []
    offset = 0
    for skill in range(skills.shape[1]):
        mine = np.flatnonzero(skills[:, skill])
        shape = _shape(xy[mine])
        side, columns, rows = shape
        cell = (xy[mine] // side).astype(np.int64)
        flat = np.minimum(cell[:, 1], rows - 1) * columns + np.minimum(cell[:, 0], columns - 1)
        rank = np.argsort(flat, kind="stable")
        entries.append(mine[rank])
        starts.append(offset + starts_of(np.bincount(flat, minlength=columns * rows)))
        shapes.append(shape)
        offset += mine.size
    worker = np.concatenate([*entries, np.zeros(0, dtype=np.int64)])
    widest = [float(reach[skills[:, skill]].max(initial=-1.0)) for skill in range(skills.shape[1])]
    return Grid(
        corner=corner,
        side=np.array([shape[0] for shape in shapes], dtype=np.float64),
        columns=np.array([shape[1] for shape in shapes], dtype=np.int64),
        rows=np.array([shape[2] for shape in shapes], dtype=np.int64),
        first_cell=starts_of(np.array([start.size for start in starts], dtype=np.int64)),
        start=np.concatenate([*starts, np.zeros(0, dtype=np.int64)]),
        widest=np.array(widest, dtype=np.float64),
        worker=worker.astype(np.int32),
        x=xy[worker, 0].astype(np.float32),
        y=xy[worker, 1].astype(np.float32),
        reach=(reach[worker] + slack).astype(np.float32),
        price=np.zeros(worker.size, dtype=np.float32),
        cheapest=np.zeros(skills.shape[1], dtype=np.float64),
        slack=np.array([slack, slack]),
    )


def _shape(xy: Metres) -> tuple[float, int, int]:
    """Side of a cell, columns, lines: about `PER_CELL` workers a cell, never many more cells than workers."""
    width, height = xy.max(axis=0, initial=0.0)
    cells = max(1.0, xy.shape[0] / PER_CELL)
    side = max(1.0, (width * height / cells) ** 0.5, max(width, height) / (2 * cells + 1))
    return side, int(width // side) + 1, int(height // side) + 1


def _corner(market: Market) -> Metres:
    both = np.concatenate([market.order_xy, market.worker_xy])
    corner: Metres = np.floor(both.min(axis=0, initial=0.0)) if both.size else np.zeros(2)
    return corner


def _columns(xy: Metres) -> tuple[Metres, Metres]:
    return np.ascontiguousarray(xy[:, 0]), np.ascontiguousarray(xy[:, 1])


def _along_curve(xy: Metres) -> Ints:
    """Position of each place on a Z-shaped curve through the square, so that neighbours get near numbers."""
    span = max(1.0, float(xy.max(initial=0.0)))
    cell = (xy * (65_535 / span)).astype(np.int64)
    return _spaced(cell[:, 0]) | (_spaced(cell[:, 1]) << 1)


def _spaced(values: Ints) -> Ints:
    """The 16 bits of each value with a zero between every two."""
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        values = (values | (values << shift)) & mask
    return values
