"""Many visits, each tried at every place of a worker's day: the cheapest place, or why there is none."""

from typing import Final, NamedTuple

from dispatch_engine.planning.compiled import entry, hot
from dispatch_engine.planning.kernels.arrays import NEVER, Longs, Records
from dispatch_engine.verdicts import Verdict

FITS: Final = int(Verdict.FITS)
NO_SPAN: Final = int(Verdict.NO_SPAN)
NO_ROOM: Final = int(Verdict.NO_ROOM)
LATE: Final = int(Verdict.LATE)
PUSHES_NEXT: Final = int(Verdict.PUSHES_NEXT)
OVERRUNS: Final = int(Verdict.OVERRUNS)
ROWS: Final = 7
"""Rows of an answer: verdict, seconds short, place, start, travel added, waiting, load."""


class Trial(NamedTuple):
    """Pairs and places, and the travel of every visit at every place of its worker, one after the other."""

    places: Records
    wants: Records
    first: Longs
    """(c,) first place of the worker of each pair"""
    places_each: Longs
    """(c,) how many places"""
    visit: Longs
    """(c,)"""
    way: Longs
    """(t,) seconds to the visit"""
    onward: Longs
    """(t,) seconds from the visit to the stop ahead, 0 where there is none"""
    weights: Longs
    """(3,) of travel, waiting, load"""


@entry
def judge(trial: Trial, answer: Longs) -> None:
    """Fill (`ROWS`, c): the cheapest place of those that fit; else one that only lacks room; else the fewest
    seconds short. The first of equals wins."""
    at = 0
    for pair in range(trial.visit.size):
        answer[0, pair], answer[1, pair] = NO_SPAN, 0
        answer[2:, pair] = -1
        least, rank = NEVER, 3
        for place in range(trial.first[pair], trial.first[pair] + trial.places_each[pair]):
            found, key = try_place(trial, answer, pair, place, at, rank, least)
            if found <= rank and (found < rank or key < least):
                rank, least = found, key
            at += 1


@hot
def try_place(
    trial: Trial, answer: Longs, pair: int, place: int, at: int, rank: int, least: int
) -> tuple[int, int]:
    """Rank (0 fits, 1 lacks room, 2 lacks time, 3 no free time at all) and, to be compared among equal ranks,
    cost or seconds short. Written into the answer where it is better than `rank` and `least`."""
    here, want = trial.places[place], trial.wants[trial.visit[pair]]
    if here["span_start"] > want["closes"] or want["opens"] >= here["span_end"]:
        return 3, NEVER
    way, onward, has_next = trial.way[at], trial.onward[at], here["ahead"] >= 0
    start = max(want["opens"], here["departure"] + way)
    over = start + want["duration"]
    extra = way + onward - here["leg"]
    late, beyond = start - want["closes"], over - here["span_end"]
    push = over + onward - here["latest"] if has_next else 0
    waiting = start - want["opens"]
    verdict, found, key, short = FITS, 0, 0, 0
    if late > 0:
        verdict, found, short = LATE, 2, late
    elif max(beyond, push) > 0:
        verdict, found, short = PUSHES_NEXT if push >= beyond else OVERRUNS, 2, max(beyond, push)
    elif here["spare"] <= 0 or want["duration"] + extra > here["spare_s"]:
        verdict, found = NO_ROOM, 1
    if found == 0:
        key = trial.weights[0] * extra + trial.weights[1] * waiting + trial.weights[2] * here["load"]
    else:
        key = short
    if found < rank or (found == rank and key < least):
        answer[0, pair], answer[1, pair], answer[2, pair] = verdict, short, place
        answer[3, pair], answer[4, pair] = start, extra
        answer[5, pair], answer[6, pair] = waiting, here["load"]
    return found, key
