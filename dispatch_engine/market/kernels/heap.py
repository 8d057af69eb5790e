"""A binary heap of workers by label, each at most once."""

from dispatch_engine.market.kernels.arrays import Search
from dispatch_engine.planning.compiled import hot


@hot
def push(search: Search, worker: int, label: int) -> None:
    """Put a worker in, or move it up because its label has become less."""
    at = search.place[worker]
    if at < 0:
        at = search.size[0]
        search.size[0] = at + 1
    while at > 0:
        above = (at - 1) // 2
        if search.heap_key[above] <= label:
            break
        move(search, above, at)
        at = above
    search.heap_key[at], search.heap_worker[at] = label, worker
    search.place[worker] = at


@hot
def move(search: Search, source: int, target: int) -> None:
    search.heap_key[target] = search.heap_key[source]
    search.heap_worker[target] = search.heap_worker[source]
    search.place[search.heap_worker[target]] = target


@hot
def pop(search: Search) -> int:
    """Take out the worker with the least label."""
    top = search.heap_worker[0]
    search.place[top] = -1
    size = search.size[0] - 1
    search.size[0] = size
    if size == 0:
        return top
    label, worker = search.heap_key[size], search.heap_worker[size]
    at = 0
    while 2 * at + 1 < size:
        child = 2 * at + 1
        if child + 1 < size and search.heap_key[child + 1] < search.heap_key[child]:
            child += 1
        if search.heap_key[child] >= label:
            break
        move(search, child, at)
        at = child
    search.heap_key[at], search.heap_worker[at] = label, worker
    search.place[worker] = at
    return top


@hot
def clear(search: Search) -> None:
    """Forget the last search."""
    for k in range(search.size[1]):
        worker = search.touched[k]
        search.state[worker] = 0
        search.place[worker] = -1
    search.size[0] = search.size[1] = 0


@hot
def relabel(search: Search, worker: int, label: int, via: int, parent: int) -> None:
    """A shorter way to a worker that is not final."""
    if search.state[worker] == 0:
        search.state[worker] = 1
        search.touched[search.size[1]] = worker
        search.size[1] += 1
    search.label[worker] = label
    search.via[worker] = via
    search.parent[worker] = parent
    push(search, worker, label)
