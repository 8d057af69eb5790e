"""The nearest workers of each order, by rings of cells."""

from math import floor, sqrt

from dispatch_engine.market.kernels.arrays import Found, Grid, Places
from dispatch_engine.planning.compiled import entry, hot


@entry
def find_nearest(places: Places, grid: Grid, first: int, found: Found) -> None:
    """Fill in the cheapest feasible pairs of orders `first`, `first` + 1, ... as far as `found` has rows."""
    for row in range(found.count.size):
        found.count[row] = 0
        nearest_of(places, grid, first + row, found, row)


@hot
def nearest_of(places: Places, grid: Grid, order: int, found: Found, row: int) -> None:
    """Ring after ring, until no cell outside can hold a nearer one."""
    skill = places.order_skill[order]
    side, columns, rows = grid.side[skill], grid.columns[skill], grid.rows[skill]
    x, y = places.order_x[order] - grid.corner[0], places.order_y[order] - grid.corner[1]
    column = min(max(int(floor(x / side)), 0), columns - 1)
    line = min(max(int(floor(y / side)), 0), rows - 1)
    width = found.worker.shape[1]
    ring = 0
    while True:
        west, east, south, north = column - ring, column + ring, line - ring, line + ring
        for at in range(max(south, 0), min(north, rows - 1) + 1):
            if at == south or at == north:
                take_cells(places, grid, order, found, row, at, max(west, 0), min(east, columns - 1))
            else:
                if west >= 0:
                    take_cells(places, grid, order, found, row, at, west, west)
                if east < columns and ring > 0:
                    take_cells(places, grid, order, found, row, at, east, east)
        inside = grid.widest[skill] + 1.0
        if west > 0:
            inside = min(inside, x - west * side)
        if east < columns - 1:
            inside = min(inside, (east + 1) * side - x)
        if south > 0:
            inside = min(inside, y - south * side)
        if north < rows - 1:
            inside = min(inside, (north + 1) * side - y)
        if inside > grid.widest[skill]:
            return
        if found.count[row] == width and found.cost[row, width - 1] < inside - 1.0:
            return
        ring += 1


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
            keep_cheapest(found, row, worker, int(floor(sqrt(squared) + 0.5)))


@hot
def keep_cheapest(found: Found, row: int, worker: int, cost: int) -> None:
    """Insert by cost, dropping the dearest when full."""
    width, count = found.worker.shape[1], found.count[row]
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
    found.count[row] = count + 1
