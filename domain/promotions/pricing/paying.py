"""The last step of a price: points, then what was paid beforehand."""

from collections.abc import Sequence

from domain.promotions.money.apportion import OddMinor, share_within
from domain.promotions.money.rounding import WHOLE_BP
from domain.promotions.pricing.basket import PointsOffer, Tender
from domain.promotions.rules.model import PointsWorth


def points_to_use(offer: PointsOffer | None, worth: PointsWorth | None, price_minor: int) -> tuple[int, int]:
    """How many points are used and what they pay: whole steps, never more than is wanted, there or needed."""
    if offer is None or worth is None or price_minor <= 0:
        return 0, 0
    most_minor = price_minor * worth.most_bp // WHOLE_BP
    needed = most_minor * worth.points // worth.minor
    points = min(offer.wanted, offer.available, needed) // worth.step * worth.step
    minor = points * worth.minor // worth.points
    return (points, minor) if minor else (0, 0)


def points_by_line(
    points: int, minor: int, prices: Sequence[int], odd: OddMinor
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The points and what they pay, for each line; none pays more than its price."""
    room = [max(0, price) for price in prices]
    minors = share_within(minor, room, odd)
    if not any(minors):
        return minors, minors
    return share_points(points, minors, odd), minors


def share_points(points: int, minors: Sequence[int], odd: OddMinor) -> tuple[int, ...]:
    """In proportion to what they pay, which may be more or less than a minor unit a point."""
    whole = sum(minors)
    if points <= whole:
        return share_within(points, minors, odd)
    times = points // whole + 1
    return share_within(points, [minor * times for minor in minors], odd)


def tendered(tenders: Sequence[Tender], due_minor: int) -> tuple[tuple[str, int], ...]:
    """In the order given, each as far as it goes or is needed."""
    used = list[tuple[str, int]]()
    for tender in tenders:
        taken = min(tender.minor, max(0, due_minor))
        due_minor -= taken
        used.append((tender.id, taken))
    return tuple(used)
