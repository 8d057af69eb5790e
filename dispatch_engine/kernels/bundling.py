"""Every bundle of visits that fits a worker's day, in every order and at every place, by depth-first search.

A frame either puts one more visit into its open place, which makes the frame below it, or drives on to the
next committed stop. All arithmetic is in whole numbers. Nothing needs the triangle inequality: what time cuts
off could not be reached by a way of no length either.
"""

from dispatch_engine.kernels.days import Ask, Day, Found
from dispatch_engine.kernels.frames import TOO_LATE, begin, drive_on, put_in, travel_when_closed
from dispatch_engine.planning.compiled import entry, hot, kernel
from dispatch_engine.planning.kernels.arrays import Records


@entry
def price_bundles(day: Day, ask: Ask, found: Found) -> None:
    """Find the bundles of all workers whose scaled cost less prices is below the threshold of the worker."""
    found.tally[0], found.tally[1] = 0, 0
    for worker in range(day.worker_start.size - 1):
        found.least[worker] = ask.threshold[worker]
        search_worker(day, ask, found, worker)


@kernel
def search_worker(day: Day, ask: Ask, found: Found, worker: int) -> None:
    """All bundles of one worker."""
    first, end = day.worker_start[worker], day.worker_start[worker + 1]
    low, high = day.pair_start[worker], day.pair_start[worker + 1]
    if first == end or low == high:
        return
    frames, depth = found.frames, 0
    gain, longest = best_gain(day, ask, low, high), longest_leg(day, first, end)
    begin(day, frames, first, low)
    while depth >= 0:
        pair = frames[depth]["next"]
        if pair == high:
            frames[depth]["next"] = low
            if not drive_on(day, frames, depth, end):
                depth -= 1
            continue
        frames[depth]["next"] = pair + 1
        if not put_in(day, frames, depth, pair):
            continue
        found.tally[1] += 1
        frames[depth + 1]["price"] = frames[depth]["price"] + ask.price[day.pair_visit[pair]]
        extra = travel_when_closed(day, frames, depth + 1)
        if extra != TOO_LATE:
            keep(day, ask, found, worker, depth + 1, extra)
        if can_grow(day, ask, frames, depth + 1, gain, longest, ask.threshold[worker]):
            depth += 1
            frames[depth]["next"] = low


@hot
def best_gain(day: Day, ask: Ask, low: int, high: int) -> int:
    """The most that one more visit can be worth to a worker."""
    gain = 0
    for pair in range(low, high):
        gain = max(gain, ask.price[day.pair_visit[pair]] - ask.scale * day.pair_fee[pair])
    return gain


@hot
def longest_leg(day: Day, first: int, end: int) -> int:
    """The most travel that closing one more gap can save."""
    longest = 0
    for place in range(first, end):
        longest = max(longest, day.places[place]["leg"])
    return longest


@hot
def can_grow(
    day: Day, ask: Ask, frames: Records, depth: int, gain: int, longest: int, threshold: int
) -> bool:
    """Whether more visits may bring the bundle below the threshold, at best and with room for them."""
    frame, left = frames[depth], ask.size - depth
    if left <= 0 or frame["spare"] <= depth:
        return False
    least_travel = frame["extra"] - (left + 1) * longest
    least = ask.scale * (day.weights[0] * least_travel + frame["cost"]) - frame["price"] - left * gain
    return bool(least < threshold)


@kernel
def keep(day: Day, ask: Ask, found: Found, worker: int, depth: int, extra: int) -> None:
    """Note the bundle of the frames 1..depth, if it is wanted."""
    frames, last = found.frames, found.frames[depth]
    cost = day.weights[0] * extra + last["cost"]
    reduced = cost * ask.scale - last["price"]
    found.least[worker] = min(found.least[worker], reduced)
    if reduced >= ask.threshold[worker]:
        return
    row = found.tally[0] if ask.keeps_all else frames[0]["next"] - 1
    if row < found.reduced.size and (ask.keeps_all or reduced < found.reduced[row]):
        found.reduced[row] = reduced
        write(day, found, row, worker, depth)
        found.columns[row]["cost"], found.columns[row]["travel"] = cost, day.weights[0] * extra
    found.tally[0] += 1


@kernel
def write(day: Day, found: Found, row: int, worker: int, depth: int) -> None:
    """A column but for its travel and cost."""
    frames, column, last = found.frames, found.columns[row], found.frames[depth]
    column["worker"], column["skill"] = worker, last["fee"]
    column["waiting"], column["load"] = day.weights[1] * last["waited"], day.weights[2] * last["load"]
    column["visit_0"], column["slot_0"], column["start_0"] = (
        frames[1]["put"],
        frames[1]["at"],
        frames[1]["start"],
    )
    column["visit_1"], column["slot_1"], column["start_1"] = -1, -1, -1
    column["visit_2"], column["slot_2"], column["start_2"] = -1, -1, -1
    if depth > 1:
        column["visit_1"], column["slot_1"] = frames[2]["put"], frames[2]["at"]
        column["start_1"] = frames[2]["start"]
    if depth > 2:
        column["visit_2"], column["slot_2"] = frames[3]["put"], frames[3]["at"]
        column["start_2"] = frames[3]["start"]
