"""What campaigns cost, and who pays: money off prices by their uses, points by what became of their lots."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Final

from domain.promotions.programme.given import Given
from domain.shared.texts import Text


@dataclass(frozen=True, slots=True)
class PromotionUses:
    """The uses of a promotion by one version of the rules, added up; `ended` of them came back as a whole."""

    promotion: str
    campaign: str | None
    rules_version: int
    uses: int
    ended: int
    given: Given
    back: Given


@dataclass(frozen=True, slots=True)
class Costs:
    """Money in minor units of the region. `points_cost_minor` is what used points cost at the stated worth,
    less those that are owed back; `points_open` are held or can still be used, and cost nothing yet.
    """

    uses: int = 0
    ended: int = 0
    given_minor: int = 0
    back_minor: int = 0
    points_issued: int = 0
    points_back: int = 0
    points_used: int = 0
    points_cost_minor: int = 0
    points_open: int = 0
    points_open_minor: int = 0
    coupons_issued: int = 0
    coupons_used: int = 0

    @property
    def net_minor(self) -> int:
        return self.given_minor - self.back_minor

    @property
    def total_minor(self) -> int:
        return self.net_minor + self.points_cost_minor


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whose cost it is. Without a campaign nobody is named: it is the house's own programme."""

    campaign: str | None = None
    funded_by: str | None = None


@dataclass(frozen=True, slots=True)
class CampaignCost:
    """`name` is the latest one that the campaign had in the period."""

    bearer: Bearer
    name: Text | None
    costs: Costs


_NUMBERS: Final = tuple(each.name for each in fields(Costs))


def added(several: Iterable[Costs]) -> Costs:
    each = list(several)
    return Costs(**{name: sum(getattr(one, name) for one in each) for name in _NUMBERS})


def by_funder(rows: Iterable[CampaignCost]) -> dict[str | None, Costs]:
    """The rows added up for each who pays, in the order of names; what nobody is named for comes last."""
    found: dict[str | None, list[Costs]] = {}
    for row in rows:
        found.setdefault(row.bearer.funded_by, []).append(row.costs)
    return {who: added(found[who]) for who in sorted(found, key=lambda who: (who is None, who or ""))}
