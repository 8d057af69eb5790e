"""How many points something earns, and when they live. Policies are versioned and never changed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.loyalty.refusals import EarningPolicyMalformed, PriceIsNegative
from domain.shared.time import require_aware


@dataclass(frozen=True, slots=True)
class Currency:
    """ISO 4217 code and number of decimals: 0 for CLP, 2 for CNY, 3 for KWD."""

    code: str
    exponent: int


@dataclass(frozen=True, slots=True)
class EarningPolicy:
    """The rates of one currency from `effective_at` until a later version takes over.

    `minor_per_point` is the price, in minor units of that currency, that earns one point: 100 for one
    point per yuan, 1000 for one per thousand Chilean pesos, which have no decimals. `review_points` are
    the same for every review. Raises `EarningPolicyMalformed`.
    """

    currency: str
    version: int
    effective_at: datetime
    minor_per_point: int
    review_points: int = 20
    cooling_off_days: int = 7
    expiry_days: int = 365

    def __post_init__(self) -> None:
        require_aware(self.effective_at)
        bounds = (
            ("currency", len(self.currency) == 3 and self.currency.isalpha() and self.currency.isupper()),
            ("version", 0 <= self.version < 2**31),
            ("minor_per_point", 0 < self.minor_per_point <= 10**12),
            ("review_points", 0 <= self.review_points <= 1_000_000),
            ("cooling_off_days", 0 <= self.cooling_off_days < self.expiry_days),
            ("expiry_days", self.expiry_days <= 36_500),
        )
        for field, is_within in bounds:
            if not is_within:
                raise EarningPolicyMalformed(field=field)

    def points_for_price(self, price_minor: int) -> int:
        """Whole points, rounded down; 0 for a free order. Raises `PriceIsNegative`."""
        if price_minor < 0:
            raise PriceIsNegative()
        return price_minor // self.minor_per_point

    def matures_at(self, earned_at: datetime) -> datetime:
        return earned_at + timedelta(days=self.cooling_off_days)

    def expires_at(self, earned_at: datetime) -> datetime:
        return earned_at + timedelta(days=self.expiry_days)


def standard_policy(currency: Currency, since: datetime) -> EarningPolicy:
    """Version 0, for a currency without a policy of its own: one point per whole unit of money."""
    return EarningPolicy(currency.code, version=0, effective_at=since, minor_per_point=10**currency.exponent)
