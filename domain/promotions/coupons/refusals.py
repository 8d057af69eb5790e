"""Why a coupon is not to be had, or not to be used."""

from domain.shared.errors import Conflict, Expired, NotFound, RuleBroken


class CouponStepIllegal(Conflict):
    """Facts: `status`, `step`."""

    code = "coupon_step_illegal"


class CouponExpired(Expired):
    code = "coupon_expired"


class CouponNotYours(NotFound):
    """Of somebody else: the same answer as for one that does not exist."""

    code = "coupon_not_found"


class CouponChanged(Conflict):
    """Somebody used or gave it back in the same moment."""

    code = "coupon_changed"


class CouponCodeTaken(Conflict):
    """A new code that was given out before: chance, once in an age; asking again draws other ones."""

    code = "coupon_code_taken"


class BatchUnknown(NotFound):
    code = "coupon_batch_not_found"


class BatchClosed(RuleBroken):
    """Not published, or not in its time. Facts: `reason`."""

    code = "coupon_batch_closed"


class BatchExhausted(RuleBroken):
    """All of its coupons are given."""

    code = "coupon_batch_exhausted"


class BatchLimitReached(RuleBroken):
    """This member has as many as one may have. Facts: `per_member`."""

    code = "coupon_batch_limit_reached"
