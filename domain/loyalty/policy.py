"""How many points something earns, and when they live. Policies are versioned and never changed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.loyalty.expiry import IN_DAYS, Expiry, ExpiryKind, zone_named
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
    the same for every review. `expiry_days` counts for the kinds that count days, `expiry_months` for the
    others. `grace_days`: how long points live that come back after their end. `pays_debt`: new points first
    pay what their member owes. An adjustment above `adjustment_limit` points needs a second person.
    `thousand_worth_minor` is what 1,000 points are worth in money. More money
    than `refund_limit_minor` (None: any) is refunded by a manager alone. Raises `EarningPolicyMalformed`.
    """

    currency: str
    version: int
    effective_at: datetime
    minor_per_point: int
    review_points: int = 20
    cooling_off_days: int = 7
    expiry_days: int = 365
    expiry_kind: ExpiryKind = ExpiryKind.DAYS
    expiry_months: int = 12
    zone: str = "UTC"
    grace_days: int = 7
    pays_debt: bool = True
    adjustment_limit: int = 1_000
    thousand_worth_minor: int = 1_000
    refund_limit_minor: int | None = None

    def __post_init__(self) -> None:
        require_aware(self.effective_at)
        bounds = (
            ("currency", len(self.currency) == 3 and self.currency.isalpha() and self.currency.isupper()),
            ("version", 0 <= self.version < 2**31),
            ("minor_per_point", 0 < self.minor_per_point <= 10**12),
            ("review_points", 0 <= self.review_points <= 1_000_000),
            ("cooling_off_days", 0 <= self.cooling_off_days < self.expiry_days),
            ("expiry_days", self.expiry_days <= 36_500),
            ("expiry_months", 0 <= self.expiry_months <= 1_200),
            # A month of the calendar is at least 28 days: nothing ends before it can be used.
            ("expiry_months", self.counts_days or self.cooling_off_days < 28 * self.expiry_months),
            ("zone", zone_named(self.zone) is not None),
            ("grace_days", 0 <= self.grace_days <= 3_650),
            ("adjustment_limit", 0 <= self.adjustment_limit <= 10**12),
            ("refund_limit_minor", 0 <= (self.refund_limit_minor or 0) <= 10**12),
            ("thousand_worth_minor", 0 <= self.thousand_worth_minor <= 10**12),
        )
        for field, is_within in bounds:
            if not is_within:
                raise EarningPolicyMalformed(field=field)

    @property
    def counts_days(self) -> bool:
        return self.expiry_kind in IN_DAYS

    @property
    def expiry(self) -> Expiry:
        return Expiry(
            self.expiry_kind, self.expiry_days if self.counts_days else self.expiry_months, self.zone
        )

    def points_for_price(self, price_minor: int) -> int:
        """Whole points, rounded down; 0 for a free order. Raises `PriceIsNegative`."""
        if price_minor < 0:
            raise PriceIsNegative()
        return price_minor // self.minor_per_point

    def matures_at(self, earned_at: datetime) -> datetime:
        return earned_at + timedelta(days=self.cooling_off_days)

    def expires_at(self, earned_at: datetime) -> datetime:
        return self.expiry.ends_at(earned_at)


def standard_policy(currency: Currency, since: datetime) -> EarningPolicy:
    """Version 0, for a currency without a policy of its own: one point per whole unit of money."""
    return EarningPolicy(currency.code, version=0, effective_at=since, minor_per_point=10**currency.exponent)
