"""Why what a promotion gives cannot be booked now."""

from domain.shared.errors import Conflict


class UsesOvertaken(Conflict):
    """Somebody else used up a limit or a budget a moment ago: price it again."""

    code = "uses_overtaken"


class OccasionKnown(Conflict):
    """It happened before, and was awarded then: nothing is given twice."""

    code = "occasion_known"
