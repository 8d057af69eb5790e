"""Look after the points ledger: `audit` checks every journal, lot, hold, debt and closing."""

import argparse
import asyncio

from bootstrap.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["audit"], help="audit: name whatever does not fit")
    parser.add_argument("--noted", help="the head that an earlier audit told: the books must still reach it")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 when the books are right, 1 when the audit found something."""
    lines, is_clean = asyncio.run(audited(settings, arguments.noted))
    print("\n".join(lines))
    return 0 if is_clean else 1


async def audited(settings: Settings, noted: str | None = None) -> tuple[list[str], bool]:
    from application.loyalty.report_points import AuditPoints, AuditPointsHandler
    from bootstrap.container import Container
    from domain.loyalty.closings import Head

    made = Container(settings=settings)
    async with made.pool():
        report = await AuditPointsHandler(made.new_uow())(AuditPoints(Head.read(noted) if noted else None))
    counted = f"{report.journals} journals ({report.closed} closed), {report.postings} postings"
    counted += f", {report.lots} lots, head {report.head or 'none'}"
    if report.is_clean:
        return [f"{counted}: everything fits."], True
    found = [f"{finding.flaw.value}: {finding.id}" for finding in report.findings]
    return [f"{counted}: {len(found)} findings", *found], False
