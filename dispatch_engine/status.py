"""How good an answer is known to be."""

from enum import StrEnum


class Status(StrEnum):
    OPTIMAL = "optimal"
    """Certified: cost equals bound."""
    FEASIBLE = "feasible"
    """A rule of thumb, asked for or because a limit came first; with whatever bound there is."""
