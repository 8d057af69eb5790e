"""Why an order refuses."""

from domain.shared.errors import Conflict, Expired, Forbidden, NotFound, RuleBroken


class OrderNotFound(NotFound):
    code = "order_not_found"


class OfferNotFound(NotFound):
    code = "offer_not_found"


class IllegalTransition(Conflict):
    """The order has moved on: this action does not exist where it stands."""

    code = "illegal_transition"


class ActionNotAllowed(Forbidden):
    """The action exists, but not for this caller and this order."""

    code = "action_not_allowed"


class StaleVersion(Conflict):
    """The caller saw an older version of the order."""

    code = "stale_version"


class AlreadyTaken(Conflict):
    """Another worker was faster."""

    code = "already_taken"


class OfferExpired(Expired):
    code = "offer_expired"


class OfferNoLongerOpen(Expired):
    """Answered or withdrawn before."""

    code = "offer_no_longer_open"


class WorkerIsBusy(Conflict):
    """The worker's firm visits would overlap."""

    code = "worker_is_busy"


class WorkerDoesNotFit(RuleBroken):
    """A hard rule of eligibility or the timeline says no; facts name the rules."""

    code = "worker_does_not_fit"


class NobodyCanServe(RuleBroken):
    """No worker of the region could take this service in this window."""

    code = "nobody_can_serve"


class PriceHasChanged(RuleBroken):
    code = "price_has_changed"


class AddressOutsideArea(RuleBroken):
    code = "address_outside_area"


class TooManyOpenOrders(RuleBroken):
    code = "too_many_open_orders"


class WindowNotBookable(RuleBroken):
    """The window starts in the past, too far ahead, or is too short or too long."""

    code = "window_not_bookable"


class PhotosMissing(RuleBroken):
    code = "photos_missing"


class NotNearTheAddress(RuleBroken):
    code = "not_near_the_address"


class TooEarlyToDepart(RuleBroken):
    code = "too_early_to_depart"


class AnotherVisitUnderWay(RuleBroken):
    code = "another_visit_under_way"


class TooSoonToComplete(RuleBroken):
    code = "too_soon_to_complete"


class TextMissing(RuleBroken):
    code = "text_missing"


class ReviewTooLate(RuleBroken):
    code = "review_too_late"


class NoWorkersNamed(RuleBroken):
    code = "no_workers_named"
