"""A day being driven with more and more visits put in: what a frame of the search does."""

from typing import Final

from dispatch_engine.kernels.days import MOST, Day
from dispatch_engine.planning.compiled import hot
from dispatch_engine.planning.kernels.arrays import NEVER, Records

TOO_LATE: Final = -(2**61)


@hot
def begin(day: Day, frames: Records, first: int, low: int) -> None:
    """The day as it is, at its first place."""
    top = frames[0]
    top["slot"], top["visit"], top["next"], top["put"] = first, -1, low, -1
    top["clock"] = day.places[first]["departure"]
    top["extra"], top["cost"], top["busy"], top["price"] = 0, 0, 0, 0
    top["waited"], top["load"], top["fee"] = 0, 0, 0
    top["spare_s"], top["spare"] = NEVER, MOST


@hot
def drive_on(day: Day, frames: Records, depth: int, end: int) -> bool:
    """Go on to the next committed stop, or to the next span; False when neither can be."""
    frame, slot = frames[depth], frames[depth]["slot"]
    if slot + 1 >= end:
        return False
    place = day.places[slot]
    if place["ahead"] < 0:
        frame["clock"] = day.places[slot + 1]["span_start"]
    else:
        leg = place["leg"]
        if frame["visit"] >= 0:
            leg = int(day.from_visit[place["ahead"], frame["visit"]])
            frame["extra"] += leg - place["leg"]
        start = max(place["opens"], frame["clock"] + leg)
        if start > place["limit"]:
            return False
        frame["clock"] = start + place["length"]
    frame["visit"] = -1
    frame["slot"] = slot + 1
    return True


@hot
def put_in(day: Day, frames: Records, depth: int, pair: int) -> bool:
    """Put a candidate into the open place: the frame below; False when it cannot be there in time."""
    frame, below, visit = frames[depth], frames[depth + 1], day.pair_visit[pair]
    place, want = day.places[frame["slot"]], day.wants[visit]
    if frame["clock"] > want["closes"] or is_in(frames, depth, visit):
        return False
    if frame["visit"] < 0:
        way = int(day.to_visit[place["anchor"], visit])
    else:
        way = int(day.among[frame["visit"], visit])
    start = max(want["opens"], frame["clock"] + way)
    over = start + want["duration"]
    has_next = place["ahead"] >= 0
    if start > want["closes"] or over > place["span_end"] or (has_next and over > place["limit"]):
        return False
    below["slot"], below["visit"], below["clock"] = frame["slot"], visit, over
    below["put"], below["at"], below["start"] = visit, frame["slot"], start
    below["extra"], below["busy"] = frame["extra"] + way, frame["busy"] + want["duration"]
    below["waited"] = frame["waited"] + start - want["opens"]
    below["load"], below["fee"] = frame["load"] + place["load"], frame["fee"] + day.pair_fee[pair]
    below["cost"] = day.weights[1] * below["waited"] + day.weights[2] * below["load"] + below["fee"]
    below["spare_s"] = min(frame["spare_s"], place["spare_s"])
    below["spare"] = min(frame["spare"], place["spare"])
    return bool(below["spare"] > depth)


@hot
def is_in(frames: Records, depth: int, visit: int) -> bool:
    """Whether a visit is in the bundle already."""
    found = False
    for above in range(1, depth + 1):
        found = found or frames[above]["put"] == visit
    return found


@hot
def travel_when_closed(day: Day, frames: Records, depth: int) -> int:
    """Travel added when nothing more is put in; `TOO_LATE` when somebody would be late, or it is too much."""
    frame = frames[depth]
    place, extra = day.places[frame["slot"]], frame["extra"]
    if place["ahead"] >= 0:
        onward = int(day.from_visit[place["ahead"], frame["visit"]])
        if frame["clock"] + onward > place["latest"]:
            return TOO_LATE
        extra += onward - place["leg"]
    return int(extra) if frame["busy"] + extra <= frame["spare_s"] else TOO_LATE
