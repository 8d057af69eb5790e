"""A look over all feasible pairs: which cost less, price included, than a limit of their order."""

from math import floor, sqrt

from numpy import float32

from dispatch_engine.market.kernels.arrays import NOBODY, Floats, Found, Grid, Lists, Longs, Shorts, View
from dispatch_engine.planning.compiled import entry, hot


@entry
def set_prices(grid: Grid, price: Longs) -> None:
    """Copy the workers' prices to where the scans read them."""
    dearest = 0
    for skill in range(grid.side.size):
        cells = grid.first_cell[skill]
        last = cells + grid.columns[skill] * grid.rows[skill]
        cheapest = 2.0**62
        for k in range(grid.start[cells], grid.start[last]):
            grid.price[k] = price[grid.worker[k]]
            cheapest = min(cheapest, float(price[grid.worker[k]]))
            if price[grid.worker[k]] < NOBODY:
                dearest = max(dearest, price[grid.worker[k]])
        grid.cheapest[skill] = cheapest
    grid.slack[0] = grid.slack[1] + dearest * 2.0**-22


@entry
def find_below(view: View, lists: Lists, orders: Shorts, limit: Longs, found: Found) -> int:
    """Collect for each order the best pairs that are not in its list and cost less than its limit.

    Parameters
    ----------
    orders, limit
        (k,) who is looked at, and below what.
    found
        `least` is over all pairs, those in the lists too; the others are the best by cost and price.

    Returns
    -------
    int
        Pairs collected.
    """
    total = 0
    stamp = view.stamp
    stamp[:] = -1
    for row in range(orders.size):
        order = orders[row]
        for k in range(lists.start[order], lists.start[order + 1]):
            stamp[lists.worker[k]] = order
        found.many[row] = 0
        found.least[row] = limit[row]
        look_around(view, order, limit[row], found, row)
        total += found.many[row]
    return total


@hot
def look_around(view: View, order: int, limit: int, found: Found, row: int) -> None:
    """Scan the disc in which a pair can be both feasible and below the limit."""
    places, grid = view.places, view.grid
    skill = places.order_skill[order]
    side, columns, rows = grid.side[skill], grid.columns[skill], grid.rows[skill]
    x, y = places.order_x[order] - grid.corner[0], places.order_y[order] - grid.corner[1]
    reach = min(grid.widest[skill], float(limit) - grid.cheapest[skill])
    if reach < 0.0 or columns == 0:
        return
    south = max(floor((y - reach) / side), 0)
    north = min(floor((y + reach) / side), rows - 1)
    for line in range(south, north + 1):
        away = max(max(line * side - y, y - (line + 1) * side), 0.0)
        half = sqrt(max(reach * reach - away * away, 0.0))
        west = max(floor((x - half) / side), 0)
        east = min(floor((x + half) / side), columns - 1)
        if west > east:
            continue
        base = grid.first_cell[skill] + line * columns
        begin, end = grid.start[base + west], grid.start[base + east + 1]
        scan_run(view, order, limit, begin, end, found, row)


@hot
def scan_run(view: View, order: int, limit: int, begin: int, end: int, found: Found, row: int) -> None:
    """Sixteen entries at a time in single precision; only where one may hit, each exactly."""
    places, grid = view.places, view.grid
    x = float32(places.order_x[order] - grid.corner[0])
    y = float32(places.order_y[order] - grid.corner[1])
    width = found.worker.shape[1]
    block = begin
    while block < end:
        size = min(end - block, 16)
        if found.many[row] == width:
            limit = min(limit, found.key[row, width - 1])
        top = float32(limit) + float32(grid.slack[0])
        if may_hit(grid, block, size, x, y, top):
            for k in range(block, block + size):
                check(view, grid.worker[k], order, limit, found, row)
        block += size


@hot
def may_hit(grid: Grid, begin: int, size: int, x: float32, y: float32, top: float32) -> bool:
    """Whether an entry could be feasible and below the limit, as far as single precision tells."""
    hits = 0
    xs: Floats = grid.x[begin : begin + size]
    ys: Floats = grid.y[begin : begin + size]
    reaches: Floats = grid.reach[begin : begin + size]
    prices: Floats = grid.price[begin : begin + size]
    for k in range(size):
        dx, dy = xs[k] - x, ys[k] - y
        reach = min(reaches[k], top - prices[k])
        hits |= (dx * dx + dy * dy <= reach * reach) & (reach >= 0)
    return bool(hits)


@hot
def check(view: View, worker: int, order: int, limit: int, found: Found, row: int) -> None:
    """The exact test of one pair."""
    places = view.places
    dx = places.order_x[order] - places.worker_x[worker]
    dy = places.order_y[order] - places.worker_y[worker]
    squared = dx * dx + dy * dy
    if squared > places.reach_squared[worker]:
        return
    cost = floor(sqrt(squared) + 0.5)
    key = cost + view.price[worker]
    if key >= limit:
        return
    found.least[row] = min(found.least[row], key)
    if view.stamp[worker] != order:
        keep_best(found, row, worker, cost, key)


@hot
def keep_best(found: Found, row: int, worker: int, cost: int, key: int) -> None:
    """Insert by cost and price, dropping the worst when full."""
    width, count = found.worker.shape[1], found.many[row]
    if count == width:
        if key >= found.key[row, count - 1]:
            return
        count -= 1
    at = count
    while at > 0 and found.key[row, at - 1] > key:
        found.key[row, at] = found.key[row, at - 1]
        found.cost[row, at] = found.cost[row, at - 1]
        found.worker[row, at] = found.worker[row, at - 1]
        at -= 1
    found.key[row, at] = key
    found.cost[row, at] = cost
    found.worker[row, at] = worker
    found.many[row] = count + 1
