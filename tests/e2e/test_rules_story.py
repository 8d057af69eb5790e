"""Rules from draft to force, and coupons from paper to wallet, by HTTP alone."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

import bootstrap.seeding
from bootstrap.demo_day.client import Client, Refused
from tests.support.product import Product

CAMPAIGNS: Final = Path(bootstrap.seeding.__file__).parent / "data" / "la_serena_rules.json"
PERIOD: Final = {"start": "2026-01-01T00:00:00Z", "end": "2031-01-01T00:00:00Z"}


async def tried(manager: Client, rules: str, content: dict[str, Any]) -> dict[str, Any]:
    """A draft with this content, run over the past; its row."""
    draft = (await manager.post(f"{rules}/drafts", {"name": "summer"}))["row"]
    path = f"{rules}/drafts/{draft['id']}"
    body = {"expected_version": draft["version"], "content": content}
    saved = (await manager.put(path, body))["row"]
    report = await manager.post(f"{path}/dry-run", {"expected_version": saved["version"], **PERIOD})
    row: dict[str, Any] = report["draft"]
    assert row["is_tried"]
    return row


async def test_rules_are_drafted_tried_published_and_their_coupons_given_out(product: Product) -> None:
    manager, owner = await product.staff("manager"), await product.homeowner()
    region = f"/regions/{manager.account['region_id']}"
    rules, content = f"{region}/rules", json.loads(CAMPAIGNS.read_text())
    standing = await manager.get(rules)
    paper = {**next(one for one in content["batches"] if one["kind"] == "issued"), "id": "paper"}
    content["batches"].append({**paper, "kind": "printed"})
    content["currency"], content["decimals"] = (standing["content"][key] for key in ("currency", "decimals"))

    draft = (await manager.post(f"{rules}/drafts", {"name": "faulty"}))["row"]
    faulty = {"expected_version": draft["version"], "content": {**content, "zone": "Atlantis"}}
    with pytest.raises(Refused) as refusal:
        await manager.put(f"{rules}/drafts/{draft['id']}", faulty)
    assert refusal.value.code == "rules_faulty"
    publish = {"expected_version": draft["version"], "note": "untried"}
    with pytest.raises(Refused) as refusal:
        await manager.post(f"{rules}/drafts/{draft['id']}/publish", publish)
    assert refusal.value.code == "draft_not_tried"

    row = await tried(manager, rules, content)
    publish = {"expected_version": row["version"], "note": "summer begins"}
    published = await manager.post(f"{rules}/drafts/{row['id']}/publish", publish)
    live = await manager.get(rules)
    assert live["is_live"]
    assert (live["version"], live["content"]["version"]) == (published["version"], published["version"])
    assert live["content"]["promotions"] == content["promotions"]
    versions = (await manager.get(f"{rules}/versions"))["items"]
    assert (versions[0]["version"], versions[0]["note"]) == (live["version"], "summer begins")

    paused = {"campaign": "quiet_mornings", "action": "pause", "note": "too much of a good thing"}
    await manager.post(f"{region}/campaigns/step", paused)
    campaigns = {one["id"]: one for one in (await manager.get(f"{region}/campaigns"))["items"]}
    assert campaigns["quiet_mornings"]["allowed_actions"] == ["resume", "end"]

    batches = {one["kind"]: one["id"] for one in (await manager.get(f"{region}/coupon-batches"))["items"]}
    printed = await manager.post(f"{region}/coupons/print", {"batch": batches["printed"], "count": 3})
    code = printed["csv"].splitlines()[1].partition(",")[0]
    coupon = await owner.post("/me/coupons/claim-code", {"code": code.lower()})
    issue = {"batch": batches["issued"], "member_ids": [str(owner.account["id"])]}
    await manager.post(f"{region}/coupons/issue", issue)
    mine = (await owner.get("/me/coupons"))["items"]
    assert coupon["id"] in [one["coupon"]["id"] for one in mine]
    assert all(one["is_usable"] and one["unlocks"] for one in mine)
    with pytest.raises(Refused) as refusal:
        await owner.get(rules)
    assert refusal.value.status == 403

    basket = {"lines": [{"id": "L1", "service": "any", "amount_minor": 50_000}], "best": True}
    preview = await manager.post(f"{region}/prices/preview", basket)
    assert preview["rules_version"] == live["version"] + 1
    assert preview["totals"]["listed_minor"] == 50_000
    assert any(one["remedy"] for one in preview["refused"])
