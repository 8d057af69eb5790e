"""What the engine refuses."""


class ProblemError(ValueError):
    """The problem cannot mean anything; the message names the array and the place."""


class CutShort(Exception):
    """A limit was reached between two steps: a signal inside the engine, never let out of it."""
