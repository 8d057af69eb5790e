"""Reports on points as comma-separated values."""

from collections.abc import Iterable, Iterator

from adapters.http.presenting.points import numbers
from adapters.http.presenting.tables import plain, table
from domain.loyalty.reports import PointsReport
from domain.loyalty.sources import Part, SourceTotals


def report_csv(seen: PointsReport) -> bytes:
    """One figure a line: section, name, number."""
    return table(("section", "name", "value"), _figures(seen))


def sources_csv(seen: Iterable[SourceTotals], thousand_worth_minor: int) -> bytes:
    """One source a line."""
    names = ("region_id", "campaign", "promotion", "funded_by")
    lines = (
        (
            *(plain(getattr(one.source, name)) for name in names),
            *(getattr(one, part.value) for part in Part),
            one.cost_minor(thousand_worth_minor),
        )
        for one in seen
    )
    return table((*names, *(part.value for part in Part), "cost_minor"), lines)


def _figures(seen: PointsReport) -> Iterator[tuple[str, str, object]]:
    yield "period", "start", seen.start.isoformat()
    yield "period", "end", seen.end.isoformat()
    for name, number in numbers(seen.totals).items():
        yield "totals", name, number
    for section, stood in (("opening", seen.opening), ("closing", seen.closing)):
        for name, number in numbers(stood).items():
            yield section, name, number
        yield section, "net", stood.net
    yield "liability", "breakage_bp", seen.breakage_bp
    yield "liability", "expected_breakage", seen.expected_breakage
    yield "liability", "points", seen.liability_points
    yield "liability", "thousand_worth_minor", seen.thousand_worth_minor
    yield "liability", "minor", seen.liability_minor
