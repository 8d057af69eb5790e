"""Why the ledger refuses a caller, and what it raises when our own books are wrong."""

from domain.shared.errors import Conflict, Malformed, RuleBroken


class PointsOutOfRange(Malformed):
    """Points are whole numbers from 1 to `MAX_POINTS`."""

    code = "points_out_of_range"


class PriceIsNegative(Malformed):
    code = "price_is_negative"


class PointsNotEnough(RuleBroken):
    """Facts: `needed`, `available`."""

    code = "points_not_enough"


class RequestIdReused(Conflict):
    """The same request id came back with other content."""

    code = "request_id_reused"


class JournalAlreadyPosted(Conflict):
    """A twin of this request was posted in between; asking again finds it."""

    code = "journal_already_posted"


class EarningPolicyExists(Conflict):
    """That version of that currency's policy is published, and stays as it is."""

    code = "earning_policy_exists"


class EarningPolicyMalformed(Malformed):
    """Facts: `field`, the first one that is out of bounds."""

    code = "earning_policy_malformed"


class LotChanged(Conflict):
    """Another request moved points of the same lot in between."""

    code = "lot_changed"


class HoldIsOver(Conflict):
    """The hold was captured or released before; it ends once."""

    code = "hold_is_over"


class BooksAreWrong(Exception):
    """A bug of ours, never a caller's fault: so it is no `DomainError`, and nothing is written."""


class JournalUnbalanced(BooksAreWrong):
    """A journal without postings, with an empty one, or whose postings do not sum to zero."""


class PostingMisplaced(BooksAreWrong):
    """A member's posting without member and lot, or a house posting with one."""


class LotOutOfBounds(BooksAreWrong):
    """A lot below zero, above its start, or with its moments in the wrong order."""
