"""Points that an order earned, taken back as far as the order goes back."""


def points_to_reverse(earned: int, price_minor: int, returned_before: int, returned_after: int) -> int:
    """What a further refund takes back of `earned` points: the difference of two parts, rounded down.

    Any sequence of refunds up to the whole price takes back exactly what was earned. A free order
    (price 0) has nothing that can go back in parts: everything is taken with the first refund.
    """
    if price_minor <= 0:
        return earned if returned_before == 0 else 0
    return earned * returned_after // price_minor - earned * returned_before // price_minor
