"""Rule sets and drafts: rows with the rules as one JSON document."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import msgspec

from adapters.persistence.fragments import Fragment
from adapters.persistence.unit import Row, SqlSession
from domain.promotions.rules.editions import RuleDraft, RuleDraftId, RuleVersion
from domain.promotions.rules.refusals import RuleDraftChanged, RuleDraftNotFound, RuleVersionNotFound
from domain.shared.ids import RegionId

_VERSION_COLUMNS: Final = "region_id, version, content, effective_at, published_by, published_at, note"
_LIVE: Final = (
    "SELECT version FROM rule_sets WHERE region_id = %(region_id)s AND effective_at <= %(at)s"
    " ORDER BY version DESC LIMIT 1"
)
_LAST: Final = "SELECT max(version) FROM rule_sets WHERE region_id = %(region_id)s"
_VERSION: Final = (
    f"SELECT {_VERSION_COLUMNS} FROM rule_sets WHERE region_id = %(region_id)s AND version = %(version)s"
)
_VERSIONS: Final = (
    f"SELECT {_VERSION_COLUMNS} FROM rule_sets WHERE region_id = %(region_id)s"
    " AND (%(below)s::integer IS NULL OR version < %(below)s::integer) ORDER BY version DESC LIMIT %(limit)s"
)
_PUBLISH: Final = Fragment(
    "rules_published",
    f"INSERT INTO rule_sets ({_VERSION_COLUMNS}) VALUES (%(region_id)s, %(version)s, %(content)s::jsonb,"
    " %(effective_at)s, %(published_by)s, %(published_at)s, %(note)s)",
    expects=1,
)

_DRAFT_COLUMNS: Final = "id, region_id, name, based_on, content, saved_by, saved_at, tried, version"
_DRAFT: Final = f"SELECT {_DRAFT_COLUMNS} FROM rule_drafts WHERE id = %(id)s AND region_id = %(region_id)s"
_DRAFTS: Final = (
    f"SELECT {_DRAFT_COLUMNS} FROM rule_drafts WHERE region_id = %(region_id)s"
    " ORDER BY saved_at DESC, id DESC LIMIT %(limit)s"
)
_NEW_DRAFT: Final = Fragment(
    "draft_added",
    f"INSERT INTO rule_drafts ({_DRAFT_COLUMNS}) VALUES (%(id)s, %(region_id)s, %(name)s, %(based_on)s,"
    " %(content)s::jsonb, %(saved_by)s, %(saved_at)s, %(tried)s, 1)",
    expects=1,
)
_SAVE_DRAFT: Final = Fragment(
    "draft_saved",
    "UPDATE rule_drafts SET name = %(name)s, based_on = %(based_on)s, content = %(content)s::jsonb,"
    " saved_by = %(saved_by)s, saved_at = %(saved_at)s, tried = %(tried)s, version = version + 1"
    " WHERE id = %(id)s AND version = %(version)s",
    expects=1,
    refusal=RuleDraftChanged,
)
_DROP_DRAFT: Final = Fragment(
    "draft_dropped",
    "DELETE FROM rule_drafts WHERE id = %(id)s AND version = %(version)s",
    expects=1,
    refusal=RuleDraftChanged,
)
_content: Final = msgspec.json.Decoder(dict[str, object])


@dataclass(frozen=True, slots=True)
class SqlRuleBook:
    session: SqlSession

    async def live_version(self, region_id: RegionId, at: datetime) -> int:
        row = await self.session.fetch_one(_LIVE, {"region_id": region_id, "at": at})
        return row[0] if row else 0

    async def last_version(self, region_id: RegionId) -> int:
        row = await self.session.fetch_one(_LAST, {"region_id": region_id})
        return (row[0] if row else None) or 0

    async def version(self, region_id: RegionId, version: int) -> RuleVersion:
        row = await self.session.fetch_one(_VERSION, {"region_id": region_id, "version": version})
        if row is None:
            raise RuleVersionNotFound()
        return _version_from(row)

    async def versions(self, region_id: RegionId, below: int | None, limit: int) -> tuple[RuleVersion, ...]:
        params = {"region_id": region_id, "below": below, "limit": limit}
        return tuple(map(_version_from, await self.session.fetch_all(_VERSIONS, params)))

    def publish(self, version: RuleVersion) -> None:
        params = {
            "region_id": version.region_id,
            "version": version.version,
            "content": _json(version.content),
            "effective_at": version.effective_at,
            "published_by": version.published_by,
            "published_at": version.published_at,
            "note": version.note,
        }
        self.session.write(_PUBLISH, params)

    async def draft(self, region_id: RegionId, draft_id: RuleDraftId) -> RuleDraft:
        row = await self.session.fetch_one(_DRAFT, {"id": draft_id, "region_id": region_id})
        if row is None:
            raise RuleDraftNotFound()
        return _draft_from(row)

    async def drafts(self, region_id: RegionId, limit: int) -> tuple[RuleDraft, ...]:
        rows = await self.session.fetch_all(_DRAFTS, {"region_id": region_id, "limit": limit})
        return tuple(map(_draft_from, rows))

    def keep(self, draft: RuleDraft) -> None:
        self.session.write(_SAVE_DRAFT if draft.version else _NEW_DRAFT, _draft_params(draft))

    def drop(self, draft: RuleDraft) -> None:
        self.session.write(_DROP_DRAFT, {"id": draft.id, "version": draft.version})


def _version_from(row: Row) -> RuleVersion:
    return RuleVersion(
        region_id=row[0],
        version=row[1],
        content=_content.decode(row[2]),
        effective_at=row[3],
        published_by=row[4],
        published_at=row[5],
        note=row[6],
    )


def _draft_from(row: Row) -> RuleDraft:
    return RuleDraft(
        id=RuleDraftId(row[0]),
        region_id=row[1],
        name=row[2],
        based_on=row[3],
        content=_content.decode(row[4]),
        saved_by=row[5],
        saved_at=row[6],
        tried=None if row[7] is None else bytes(row[7]),
        version=row[8],
    )


def _draft_params(draft: RuleDraft) -> Mapping[str, Any]:
    return {
        "id": draft.id,
        "region_id": draft.region_id,
        "name": draft.name,
        "based_on": draft.based_on,
        "content": _json(draft.content),
        "saved_by": draft.saved_by,
        "saved_at": draft.saved_at,
        "tried": draft.tried,
        "version": draft.version,
    }


def _json(content: object) -> str:
    return msgspec.json.encode(content).decode()
