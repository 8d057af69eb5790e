"""The three real front ends and the real server: one order, watched on all screens at once."""

import asyncio
import base64
import json
import os
import shutil
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bootstrap.seeding.model import SeedCity
from bootstrap.settings import ROOT
from scripts.frontends import node_home
from tests.e2e.ordering import picture
from tests.support.database import Database
from tests.support.product import Product, running_product

BUILDS = Path(os.environ.get("CALLOUT_FRONTENDS") or ROOT / ".build" / "frontends")
FOLDER = ROOT / "frontends" / "mobile"
NEEDED = (
    BUILDS / "admin" / "index.html",
    BUILDS / "homeowner-h5" / "index.html",
    BUILDS / "worker-h5" / "index.html",
    FOLDER / "node_modules" / "playwright-core",
)
MISSING = [str(one) for one in NEEDED if not one.exists()]


@pytest.mark.timeout(400)
@pytest.mark.skipif(bool(MISSING), reason=f"`make setup` has not built: {', '.join(MISSING)}")
@pytest.mark.skipif(shutil.which("chromium") is None, reason="there is no chromium")
async def test_the_golden_path_in_three_browsers_at_once(
    town_database: Database, seeded: tuple[SeedCity, Database], tmp_path: Path
) -> None:
    async with running_product(town_database, seeded[0], tmp_path, site=BUILDS) as product:
        await _morning(product)
        code, said = await _played(product, tmp_path)
    assert code == 0, said
    assert json.loads(said.strip().splitlines()[-1])["status"] == "COMPLETED"


async def _morning(product: Product) -> None:
    """Half past nine: true slots today, reviewers and workers at work."""
    manager = await product.staff("manager")
    zone = ZoneInfo(product.city.region.time_zone)
    now = datetime.fromisoformat((await manager.get("/clock"))["business_now"]).astimezone(zone)
    today = datetime.combine(now.date(), time(9, 30), zone)
    await product.advance_to(today if now < today else today + timedelta(days=1))


async def _played(product: Product, folder: Path) -> tuple[int, str]:
    facts = folder / "facts.json"
    pictures = os.environ.get("CALLOUT_PICTURES")
    facts.write_text(
        json.dumps(
            {
                "base": f"http://127.0.0.1:{product.port}",
                "codes": str(product.settings.codes_file),
                "homeowner": product.city.homeowners[0].phone,
                "workers": {str(one.id): one.phone for one in product.city.worker_accounts},
                "staff": {role: f"{role} secret" for role in ("reviewer", "manager")},
                "photos": [base64.b64encode(picture(shade)).decode() for shade in (90, 130, 170)],
                "pictures": pictures,
            }
        )
    )
    process = await asyncio.create_subprocess_exec(
        str(node_home() / "bin" / "node"),
        "tests/golden/golden-path.mjs",
        str(facts),
        cwd=FOLDER,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(), 360)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return process.returncode or 0, output.decode()
