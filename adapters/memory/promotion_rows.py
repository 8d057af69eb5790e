"""The tables of prices and promotions in memory."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from application.ports.pricings import TierActivity
from application.ports.promotion_uses import KeptOccasion, KeptUse, UseSource
from domain.promotions.pricing.order_pricing import OrderPricing
from domain.promotions.programme.birthdays import Birthday, Correction
from domain.promotions.programme.membership import Membership
from domain.promotions.programme.referrals import Referral, Side
from domain.promotions.programme.uses import Tally
from domain.shared.ids import AccountId, OrderId, RegionId


@dataclass(slots=True)
class PromotionRows:
    """What is a table each on PostgreSQL."""

    pricings: dict[OrderId, OrderPricing] = field(default_factory=dict)
    tallies: dict[tuple[RegionId, Tally], int] = field(default_factory=dict)
    uses: dict[tuple[UUID, str], KeptUse] = field(default_factory=dict)
    occasions: dict[UUID, KeptOccasion] = field(default_factory=dict)
    activities: dict[UUID, tuple[UseSource, TierActivity]] = field(default_factory=dict)
    check_ins: dict[tuple[AccountId, date], datetime] = field(default_factory=dict)
    memberships: dict[AccountId, Membership] = field(default_factory=dict)
    birthdays: dict[AccountId, Birthday] = field(default_factory=dict)
    birthday_corrections: dict[UUID, Correction] = field(default_factory=dict)
    celebrated: dict[AccountId, int] = field(default_factory=dict)
    referral_codes: dict[AccountId, str] = field(default_factory=dict)
    referrals: dict[AccountId, Referral] = field(default_factory=dict)
    settled: dict[tuple[AccountId, Side], datetime] = field(default_factory=dict)
