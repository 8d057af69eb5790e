"""Time along a duty: drives wait breaks out, work starts inside windows and clear of breaks.

Every function is monotone in its moment, so the earliest start and the latest start of a stop still tell
whether everything behind it stays in time (Savelsbergh 1992, with windows and breaks).
"""

from dispatch_engine.planning.compiled import hot
from dispatch_engine.planning.kernels.arrays import NEVER, Data


@hot
def arrive(data: Data, duty: int, clock: int, leg: int) -> int:
    """When a drive of `leg` seconds is over that may begin at `clock`."""
    for b in range(data.duties[duty]["breaks"]):
        start, end = data.breaks[duty, b, 0], data.breaks[duty, b, 1]
        if end <= clock:
            continue
        if clock + leg <= start:
            break
        leg -= max(0, start - clock)
        clock = end
    return clock + leg


@hot
def leave_by(data: Data, duty: int, clock: int, leg: int) -> int:
    """Until when a drive of `leg` seconds may begin that must be over at `clock`."""
    for back in range(data.duties[duty]["breaks"]):
        b = data.duties[duty]["breaks"] - 1 - back
        start, end = data.breaks[duty, b, 0], data.breaks[duty, b, 1]
        if start >= clock:
            continue
        if clock - leg >= end:
            break
        leg -= max(0, clock - end)
        clock = start
    return clock - leg


@hot
def clear_of_breaks(data: Data, duty: int, begin: int, duration: int) -> int:
    """The first moment from `begin` on at which work of this length meets no break."""
    for b in range(data.duties[duty]["breaks"]):
        if begin < data.breaks[duty, b, 1] and begin + duration > data.breaks[duty, b, 0]:
            begin = data.breaks[duty, b, 1]
    return begin


@hot
def last_moment(data: Data, visit: int, duty: int, duration: int) -> int:
    """Until when a visit may start so that it is over with the duty, or no later than promised."""
    last = data.duties[duty]["over"] - duration
    if data.visits[visit]["home_duty"] == duty:
        last = max(last, data.visits[visit]["late_until"])
    return last


@hot
def first_start(data: Data, visit: int, duty: int, clock: int) -> int:
    """The first possible start from `clock` on, or `NEVER`."""
    duration = data.visits[visit]["duration"]
    last = last_moment(data, visit, duty, duration)
    for w in range(data.visits[visit]["windows"]):
        begin = max(clock, data.windows[visit, w, 0])
        if begin <= data.windows[visit, w, 1]:
            begin = clear_of_breaks(data, duty, begin, duration)
            if begin <= data.windows[visit, w, 1]:
                return begin if begin <= last else NEVER
    return NEVER


@hot
def last_start(data: Data, visit: int, duty: int, clock: int) -> int:
    """The last possible start until `clock` that is over with the duty, or -`NEVER`."""
    last = last_moment(data, visit, duty, data.visits[visit]["duration"])
    return last_in_windows(data, visit, duty, min(clock, last))


@hot
def last_in_windows(data: Data, visit: int, duty: int, clock: int) -> int:
    """The last start until `clock` in a window and clear of breaks, or -`NEVER`."""
    duration = data.visits[visit]["duration"]
    for back in range(data.visits[visit]["windows"]):
        w = data.visits[visit]["windows"] - 1 - back
        begin = min(clock, data.windows[visit, w, 1])
        for b_back in range(data.duties[duty]["breaks"]):
            b = data.duties[duty]["breaks"] - 1 - b_back
            if begin < data.breaks[duty, b, 1] and begin + duration > data.breaks[duty, b, 0]:
                begin = data.breaks[duty, b, 0] - duration
        if begin >= data.windows[visit, w, 0]:
            return begin
    return -NEVER
