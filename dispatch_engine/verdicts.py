"""Why a pair of visit and worker is, or is not, feasible."""

from enum import IntEnum


class Verdict(IntEnum):
    """In the order in which causes are looked at; a pair has the first that applies."""

    FITS = 0
    NO_SKILL = 1
    TOO_FAR = 2
    FORBIDDEN = 3
    NOT_A_CANDIDATE = 4
    NO_SPAN = 5
    """No free time meets the window."""
    NO_ROOM = 6
    """There is time, but a cap on visits or load is reached."""
    LATE = 7
    """Even the earliest arrival is after the window."""
    PUSHES_NEXT = 8
    """A committed visit behind it would be late."""
    OVERRUNS = 9
    """It would end after the span."""
