"""Why a photo is refused."""

from domain.shared.errors import Expired, Forbidden, Malformed, NotFound, RuleBroken


class PhotoTooLarge(RuleBroken):
    """Facts: `limit_bytes`."""

    code = "photo_too_large"


class PhotoUnreadable(Malformed):
    """Not a picture of a kind we take, or a broken one."""

    code = "photo_unreadable"


class PhotoTooManyPixels(RuleBroken):
    """Facts: `limit_pixels`."""

    code = "photo_too_many_pixels"


class PhotoNotFound(NotFound):
    code = "photo_not_found"


class PhotoOrderNotFound(NotFound):
    """No such order, or not one to which this caller may add a photo of this kind."""

    code = "photo_order_not_found"


class PhotoNeedsOrder(RuleBroken):
    """Photos of the work belong to an order; only a problem photo may come before its order."""

    code = "photo_needs_order"


class PhotoLinkInvalid(Forbidden):
    code = "photo_link_invalid"


class PhotoLinkExpired(Expired):
    code = "photo_link_expired"
