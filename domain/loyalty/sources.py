"""Where points come from: the promotion and campaign that gave them, who pays for them, and the region.

A source is told of the lot that an award makes. Points that are given away or come back after their end stay
of that source: their new lots inherit it. So what became of a campaign's points is read from its lots alone.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.loyalty.lots import Lot
from domain.shared.ids import RegionId


@dataclass(frozen=True, slots=True)
class Source:
    """None is what is not known: points of no campaign have none."""

    region_id: RegionId | None = None
    campaign: str | None = None
    promotion: str | None = None
    funded_by: str | None = None


class Grouping(StrEnum):
    """A campaign's and a promotion's rows also name who funds them."""

    REGION = "region"
    FUNDER = "funder"
    CAMPAIGN = "campaign"
    PROMOTION = "promotion"


GROUPED_BY = {
    Grouping.REGION: ("region_id",),
    Grouping.FUNDER: ("funded_by",),
    Grouping.CAMPAIGN: ("campaign", "funded_by"),
    Grouping.PROMOTION: ("campaign", "promotion", "funded_by"),
}


class Part(StrEnum):
    """What became of points; `owed` of them were used and are to come back as a debt."""

    ISSUED = "issued"
    USED = "used"
    HELD = "held"
    OUTSTANDING = "outstanding"
    EXPIRED = "expired"
    REVERSED = "reversed"
    OWED = "owed"


@dataclass(frozen=True, slots=True)
class LotShare:
    """What a lot adds to a number: less than nothing where its points came back or were given on."""

    lot: Lot
    points: int


@dataclass(frozen=True, slots=True)
class SourceTotals:
    """What has become until now of the points that a source gave in a period.

    issued = used + held + outstanding + expired + reversed, exactly.
    """

    source: Source
    issued: int = 0
    used: int = 0
    held: int = 0
    outstanding: int = 0
    expired: int = 0
    reversed: int = 0
    owed: int = 0

    def cost_minor(self, thousand_worth_minor: int) -> int:
        """What the used points cost whoever funds them, at that value of 1,000; rounded up."""
        return -(-max(self.used - self.owed, 0) * thousand_worth_minor // 1_000)
