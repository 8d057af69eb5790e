"""What an account says about itself, with the work side of a worker's, in one select."""

from dataclasses import dataclass
from typing import Final

import msgspec

from adapters.persistence.pooled import PooledStatements, Row
from application.ports.accounts import Me, SkillLevel, WorkerSelf
from domain.identity.privacy import masked_phone
from domain.identity.refusals import AccountNotFound
from domain.shared.ids import AccountId, RegionId, WorkerId

_ME: Final = """
SELECT a.id, a.display_name, a.roles, a.locale, a.phone, a.region_id, w.id, w.is_on_duty, w.travel_mode,
  (SELECT jsonb_agg(jsonb_build_array(k.skill, k.level) ORDER BY k.skill)
   FROM worker_skills k WHERE k.worker_id = w.id)
FROM accounts a LEFT JOIN workers w ON w.id = a.id
WHERE a.id = %(id)s
"""


@dataclass(frozen=True, slots=True)
class SqlProfiles:
    statements: PooledStatements

    async def of(self, account_id: AccountId) -> Me:
        row = await self.statements.read_one(_ME, {"id": account_id})
        if row is None:
            raise AccountNotFound()
        return Me(
            id=AccountId(row[0]),
            display_name=row[1],
            roles=tuple(sorted(row[2])),
            locale=row[3],
            phone_masked=masked_phone(row[4]),
            region_id=None if row[5] is None else RegionId(row[5]),
            worker=_worker_from(row),
        )


def _worker_from(row: Row) -> WorkerSelf | None:
    if row[6] is None:
        return None
    skills = [] if row[9] is None else msgspec.json.decode(row[9], type=list[tuple[str, int]])
    return WorkerSelf(
        id=WorkerId(row[6]),
        on_duty=row[7],
        skills=tuple(SkillLevel(skill, level) for skill, level in skills),
        travel_mode=row[8],
    )
