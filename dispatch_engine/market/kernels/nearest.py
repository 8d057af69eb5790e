"""The nearest workers of each order, by rings of cells."""

from math import floor, sqrt

from dispatch_engine.market.kernels.arrays import Found, Grid, Places
from dispatch_engine.planning.compiled import entry, hot


@entry
def find_nearest(places: Places, grid: Grid, first: int, found: Found) -> None:
    """Fill in the cheapest feasible pairs of orders `first`, `first` + 1, ... as far as `found` has rows."""
    for row in range(found.many.size):
        found.many[row] = 0
        nearest_of(places, grid, first + row, found, row)


@hot
def nearest_of(places: Places, grid: Grid, order: int, found: Found, row: int) -> None:
    """Ring after ring, until no cell outside can hold a nearer one."""
    skill = places.order_skill[order]
    side, widest = grid.side[skill], grid.widest[skill]
    x, y = places.order_x[order] - grid.corner[0], places.order_y[order] - grid.corner[1]
    column = min(max(floor(x / side), 0), grid.columns[skill] - 1)
    line = min(max(floor(y / side), 0), grid.rows[skill] - 1)
    last = found.worker.shape[1] - 1
    ring = 0
    while True:
        take_ring(places, grid, order, found, row, column, line, ring)
        inside = min(
            clear_within(x, column, ring, side, grid.columns[skill], widest),
            clear_within(y, line, ring, side, grid.rows[skill], widest),
        )
        if inside > widest or (found.many[row] > last and found.cost[row, last] < inside - 1.0):
            return
        ring += 1


@hot
def clear_within(at: float, cell: int, ring: int, side: float, cells: int, widest: float) -> float:
    """How far one can go along an axis without leaving the rings that were looked at."""
    inside = widest + 1.0
    if cell - ring > 0:
        inside = min(inside, at - (cell - ring) * side)
    if cell + ring < cells - 1:
        inside = min(inside, (cell + ring + 1) * side - at)
    return inside


@hot
def take_ring(
    places: Places, grid: Grid, order: int, found: Found, row: int, column: int, line: int, ring: int
) -> None:
    """Look at the cells that are so many steps away."""
    columns = grid.columns[places.order_skill[order]]
    rows = grid.rows[places.order_skill[order]]
    west, east = column - ring, column + ring
    for at in range(max(line - ring, 0), min(line + ring, rows - 1) + 1):
        if abs(at - line) == ring:
            take_cells(places, grid, order, found, row, at, max(west, 0), min(east, columns - 1))
            continue
        if west >= 0:
            take_cells(places, grid, order, found, row, at, west, west)
        if east < columns:
            take_cells(places, grid, order, found, row, at, east, east)


@hot
def take_cells(
    places: Places, grid: Grid, order: int, found: Found, row: int, line: int, west: int, east: int
) -> None:
    """Look at a run of cells in one line."""
    skill = places.order_skill[order]
    base = grid.first_cell[skill] + line * grid.columns[skill]
    for k in range(grid.start[base + west], grid.start[base + east + 1]):
        worker = grid.worker[k]
        dx = places.order_x[order] - places.worker_x[worker]
        dy = places.order_y[order] - places.worker_y[worker]
        squared = dx * dx + dy * dy
        if squared <= places.reach_squared[worker]:
            keep_cheapest(found, row, worker, floor(sqrt(squared) + 0.5))


@hot
def keep_cheapest(found: Found, row: int, worker: int, cost: int) -> None:
    """Insert by cost, dropping the dearest when full."""
    width, count = found.worker.shape[1], found.many[row]
    if count == width:
        if cost >= found.cost[row, count - 1]:
            return
        count -= 1
    at = count
    while at > 0 and found.cost[row, at - 1] > cost:
        found.cost[row, at] = found.cost[row, at - 1]
        found.worker[row, at] = found.worker[row, at - 1]
        at -= 1
    found.cost[row, at] = cost
    found.worker[row, at] = worker
    found.many[row] = count + 1
