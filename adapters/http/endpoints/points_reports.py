"""The books of points: report, the rows behind its totals, export and audit."""

from datetime import UTC, datetime

from adapters.http.execution.call import Call, Reply
from adapters.http.models import points_reports as wire
from adapters.http.presenting.points import audit, lot, report, row, source, standing
from adapters.http.presenting.points_csv import report_csv, sources_csv
from adapters.http.services import Services
from application.loyalty.report_points import AuditPoints, ReportPoints, TotalRows
from application.loyalty.report_sources import ReportSources, SourceLots, StandingRows
from application.ports.ledger_reads import StandingAsked
from domain.loyalty.closings import Head
from domain.loyalty.reports import PointsReport
from domain.loyalty.sources import Source, SourceTotals
from domain.shared.ids import RegionId
from domain.shared.time import Window


def _period(start: datetime, end: datetime) -> Window:
    return Window(start.astimezone(UTC), end.astimezone(UTC))


async def _report(services: Services, query: wire.PointsReportQuery) -> PointsReport:
    asked = ReportPoints(_period(query.start, query.end), query.thousand_worth_minor)
    return await services.loyalty.report_points(asked)


async def get_report(services: Services, call: Call[None, wire.PointsReportQuery]) -> wire.PointsReport:
    return report(await _report(services, call.query))


async def export_report(services: Services, call: Call[None, wire.PointsReportQuery]) -> Reply:
    return Reply(raw=report_csv(await _report(services, call.query)), content_type="text/csv; charset=utf-8")


async def list_rows(services: Services, call: Call[None, wire.PointsRowsQuery]) -> wire.PointsRows:
    query = call.query
    period = _period(query.start, query.end)
    found = await services.loyalty.total_rows(TotalRows(query.total, period, query.skip, query.limit + 1))
    more = query.skip + query.limit if len(found) > query.limit else None
    return wire.PointsRows(items=[row(one) for one in found[: query.limit]], next_skip=more)


async def list_standing(services: Services, call: Call[None, wire.StandingQuery]) -> wire.StandingRows:
    query = call.query
    asked = StandingAsked(query.standing, query.moment.astimezone(UTC), query.skip, query.limit + 1)
    found = await services.loyalty.standing_rows(StandingRows(asked))
    more = query.skip + query.limit if len(found) > query.limit else None
    return wire.StandingRows(items=[standing(one) for one in found[: query.limit]], next_skip=more)


async def _sources(services: Services, query: wire.SourcesQuery) -> tuple[SourceTotals, ...]:
    return await services.loyalty.report_sources(ReportSources(query.by, _period(query.start, query.end)))


async def get_sources(services: Services, call: Call[None, wire.SourcesQuery]) -> wire.PointsSources:
    worth = call.query.thousand_worth_minor
    return wire.PointsSources(items=[source(one, worth) for one in await _sources(services, call.query)])


async def export_sources(services: Services, call: Call[None, wire.SourcesQuery]) -> Reply:
    found = await _sources(services, call.query)
    text = sources_csv(found, call.query.thousand_worth_minor)
    return Reply(raw=text, content_type="text/csv; charset=utf-8")


async def list_source_lots(services: Services, call: Call[None, wire.SourceLotsQuery]) -> wire.SourceLots:
    query = call.query
    region_id = None if query.region_id is None else RegionId(query.region_id)
    only = Source(region_id, query.campaign, query.promotion, query.funded_by)
    asked = SourceLots(query.part, _period(query.start, query.end), only, query.skip, query.limit + 1)
    found = await services.loyalty.source_lots(asked)
    more = query.skip + query.limit if len(found) > query.limit else None
    items = [
        wire.SourceLot(member_id=one.lot.member_id, points=one.points, lot=lot(one.lot))
        for one in found[: query.limit]
    ]
    return wire.SourceLots(items=items, next_skip=more)


async def get_audit(services: Services, call: Call[None, wire.AuditQuery]) -> wire.PointsAudit:
    noted = None if call.query.noted is None else Head.read(call.query.noted)
    return audit(await services.loyalty.audit_points(AuditPoints(noted)))
