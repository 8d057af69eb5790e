"""What campaigns cost as comma-separated values."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from adapters.http.presenting.tables import plain, table
from application.views.costs import CampaignCosts, CostFigures

_FIGURES: Final = tuple(each.name for each in fields(CostFigures))


def costs_csv(seen: CampaignCosts) -> bytes:
    """One campaign and funder a line, then one line with the total."""
    return table(("line", "campaign", "name_zh", "name_en", "funded_by", "currency", *_FIGURES), _lines(seen))


def _lines(seen: CampaignCosts) -> Iterator[tuple[object, ...]]:
    for row in seen.items:
        names = (row.name.zh, row.name.en) if row.name else (None, None)
        named = map(plain, (row.campaign, *names, row.funded_by))
        yield "campaign", *named, seen.currency, *_numbers(row.costs)
    yield "total", "", "", "", "", seen.currency, *_numbers(seen.total)


def _numbers(costs: CostFigures) -> tuple[int, ...]:
    return tuple(getattr(costs, name) for name in _FIGURES)
