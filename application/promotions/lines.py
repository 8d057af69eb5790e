"""What of an order is priced."""

from typing import Final

from domain.orders.parts import Terms
from domain.promotions.cart import Line

SERVICE_LINE: Final = "service"


def lines_of(terms: Terms) -> tuple[Line, ...]:
    """One line so far: the service at its list price. Whatever else an order will have is a line here."""
    return (
        Line(
            id=SERVICE_LINE,
            service=terms.service_code,
            amount_minor=terms.price_minor,
            category=terms.category_code,
            tags=frozenset({terms.skill}),
        ),
    )
