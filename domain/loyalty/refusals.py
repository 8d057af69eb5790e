"""Why the ledger refuses a caller, and what it raises when our own books are wrong."""

from domain.shared.errors import Conflict, Expired, Malformed, NotFound, RuleBroken


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


class HoldHasLapsed(Expired):
    """The hold ended by itself at its moment."""

    code = "hold_has_lapsed"


class HoldChanged(Conflict):
    """Another request ended or refunded the same hold in between."""

    code = "hold_changed"


class DebtChanged(Conflict):
    """Another request changed what the same member owes in between."""

    code = "debt_changed"


class CaptureExceedsHold(RuleBroken):
    """Facts: `needed`, `held`."""

    code = "capture_exceeds_hold"


class RefundExceedsCapture(RuleBroken):
    """More points back than were spent and are not back yet. Facts: `needed`, `captured`."""

    code = "refund_exceeds_capture"


class ReversalExceedsAward(RuleBroken):
    """More taken back than the award gave and is not taken back yet. Facts: `needed`, `given`."""

    code = "reversal_exceeds_award"


class GiftToSelf(RuleBroken):
    code = "gift_to_self"


class GiftNeedsOneReceiver(Malformed):
    """By code or by account: neither was told, or both."""

    code = "gift_needs_one_receiver"


class ReasonMissing(Malformed):
    """An adjustment says why, in words."""

    code = "adjustment_reason_missing"


class AdjustmentIsDecided(Conflict):
    """Facts: `status`."""

    code = "adjustment_is_decided"


class AdjustmentNeedsAnother(RuleBroken):
    """Who proposed an adjustment above the limit does not approve it."""

    code = "adjustment_needs_another"


class AdjustmentNotFound(NotFound):
    code = "adjustment_not_found"


class NothingToRefund(RuleBroken):
    """The order is not completed, or everything of it is refunded."""

    code = "nothing_to_refund"


class RefundNumberTaken(Conflict):
    """Another refund of the same order was granted in between."""

    code = "refund_number_taken"


class RefundNeedsManager(RuleBroken):
    """So much money is refunded by a manager alone. Facts: `limit_minor`."""

    code = "refund_needs_manager"


class PointsNotSettled(Conflict):
    """The order ended a moment ago, and its points are not yet spent or given back; ask again shortly."""

    code = "points_not_settled"


class MemberNotFound(NotFound):
    code = "member_not_found"


class HeadMalformed(Malformed):
    """A noted end of the books reads `number:digest`, the digest in 64 hexadecimal digits."""

    code = "head_malformed"


class BooksAreWrong(Exception):
    """A bug of ours, never a caller's fault: so it is no `DomainError`, and nothing is written."""


class JournalUnbalanced(BooksAreWrong):
    """A journal without postings, with an empty one, or whose postings do not sum to zero."""


class PostingMisplaced(BooksAreWrong):
    """A member's posting without member and lot, or a house posting with one."""


class LotOutOfBounds(BooksAreWrong):
    """A lot below zero, above its start, or with its moments in the wrong order."""
