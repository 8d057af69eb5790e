"""Rule sets as they are kept: versions that never change, and drafts that become one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, NewType
from uuid import UUID

from domain.promotions.rules.refusals import DraftNotTried, EffectiveMomentWrong
from domain.shared.ids import AccountId, RegionId
from domain.shared.time import require_aware

RuleDraftId = NewType("RuleDraftId", UUID)
Content = Mapping[str, object]
"""A rule set as JSON, in the shape that `read_rules` takes."""

LONGEST_AHEAD: Final = timedelta(days=366)


def require_to_come(effective_at: datetime, now: datetime) -> datetime:
    """Raises `EffectiveMomentWrong` for the past, which is not rewritten, and for more than a year ahead."""
    if not now <= require_aware(effective_at) <= now + LONGEST_AHEAD:
        raise EffectiveMomentWrong()
    return effective_at


def fingerprint(content: Content) -> bytes:
    """Of what the rules say, whatever number they carry and in whatever order their keys stand."""
    said = {key: value for key, value in content.items() if key != "version"}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).digest()


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """One rule set of a region. Live is the highest version among those in effect at a moment."""

    region_id: RegionId
    version: int
    content: Content
    effective_at: datetime
    published_by: AccountId
    published_at: datetime
    note: str

    def __post_init__(self) -> None:
        require_aware(self.effective_at)


@dataclass(frozen=True, slots=True)
class Publication:
    """Who publishes, when, from when on, and why."""

    by: AccountId
    at: datetime
    effective_at: datetime
    note: str

    def of(self, region_id: RegionId, number: int, content: Content) -> RuleVersion:
        numbered = {**content, "version": number}
        return RuleVersion(region_id, number, numbered, self.effective_at, self.by, self.at, self.note)


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """What somebody is working on; `based_on` is the version that it began from.

    `tried` is the fingerprint of the content that was last run over the past. `version` counts stored
    states; 0 is new.
    """

    id: RuleDraftId
    region_id: RegionId
    name: str
    based_on: int
    content: Content
    saved_by: AccountId
    saved_at: datetime
    tried: bytes | None = None
    version: int = 0

    @property
    def is_tried(self) -> bool:
        """Whether exactly this content was run over the past."""
        return self.tried == fingerprint(self.content)

    def saved(self, content: Content, by: AccountId, at: datetime) -> "RuleDraft":
        return replace(self, content=content, saved_by=by, saved_at=at)

    def noted(self) -> "RuleDraft":
        """After a dry run of this content."""
        return replace(self, tried=fingerprint(self.content))

    def published(self, number: int, publication: Publication) -> RuleVersion:
        """Raises `DraftNotTried` unless exactly this content was run over the past."""
        if not self.is_tried:
            raise DraftNotTried()
        return publication.of(self.region_id, number, self.content)
