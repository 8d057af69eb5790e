"""The books of points: report, the rows behind its totals, export and audit."""

from datetime import UTC, datetime

from adapters.http.execution.call import Call, Reply
from adapters.http.models import points as wire
from adapters.http.presenting.points import audit, report, report_csv, row
from adapters.http.services import Services
from application.loyalty.report_points import AuditPoints, ReportPoints, TotalRows
from domain.loyalty.closings import Head
from domain.loyalty.reports import PointsReport
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


async def get_audit(services: Services, call: Call[None, wire.AuditQuery]) -> wire.PointsAudit:
    noted = None if call.query.noted is None else Head.read(call.query.noted)
    return audit(await services.loyalty.audit_points(AuditPoints(noted)))
