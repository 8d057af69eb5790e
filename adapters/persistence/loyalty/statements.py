"""What the ledger says to PostgreSQL."""

from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from adapters.persistence.arrays import unnested
from adapters.persistence.fragments import Fragment
from domain.loyalty.history import TOLD
from domain.loyalty.refusals import HoldChanged

NO_ID: Final = UUID(int=0)  # smaller than all that are given
FIRST: Final = (datetime(1, 1, 1, tzinfo=UTC), NO_ID)
LOT_COLUMNS: Final = (
    "id, member_id, amount, remaining, held, earned_at, pending_until, expires_at, matured_at,"
    " origin_kind, origin_reference, order_id, policy_version, version,"
    " expired, reversed, owed, sliding_days, grace_of"
)
HOLD_COLUMNS: Final = (
    "id, member_id, origin_kind, origin_reference, order_id, lot_ids, amounts, captured, refunded, held_at,"
    " lapses_at, grace_days, status, ended_at, version"
)
POLICY_COLUMNS: Final = (
    "currency, version, effective_at, minor_per_point, review_points, cooling_off_days, expiry_days,"
    " expiry_kind, expiry_months, zone, grace_days, pays_debt, adjustment_limit, thousand_worth_minor,"
    " refund_limit_minor"
)

POSTED: Final = "SELECT content_hash FROM journals WHERE request_id = %(request_id)s"

LOTS_OF: Final = f"SELECT {LOT_COLUMNS} FROM lots WHERE member_id = %(member_id)s AND (remaining + held) > 0"

_OPENED: Final = (
    f"SELECT {', '.join(f'lot.{column.strip()}' for column in LOT_COLUMNS.split(','))},"
    " {posted}, debt.amount, debt.version,"
    " (SELECT min(lapses_at) FROM holds WHERE member_id = member.id AND status = 'open'), member.id{more}"
    " FROM {members} AS member (id) LEFT JOIN debts AS debt ON debt.member_id = member.id"
    " LEFT JOIN lots AS lot ON lot.member_id = member.id AND (lot.remaining + lot.held) > 0"
)
OPENED: Final = _OPENED.format(
    posted="(SELECT content_hash FROM journals WHERE request_id = %(request_id)s)",
    members="(VALUES (%(member_id)s::uuid))",
    more="",
)
OPENED_MANY: Final = _OPENED.format(
    posted="NULL::bytea",
    members="unnest(%(member_ids)s::uuid[])",
    more=", (SELECT json_object_agg(request_id, encode(content_hash, 'hex'))::text FROM journals"
    " WHERE request_id = ANY(%(request_ids)s::text[]))",
)

LOTS_BY_ID: Final = f"SELECT {LOT_COLUMNS} FROM lots WHERE id = ANY(%(ids)s::uuid[])"

LOTS_EARNED_BY: Final = (
    f"SELECT {LOT_COLUMNS} FROM lots WHERE order_id = %(order_id)s AND origin_kind = 'order'"
    " AND grace_of IS NULL"
)

DEBT_OF: Final = "SELECT amount, version FROM debts WHERE member_id = %(member_id)s"

# A lock of this transaction on a mere name: whoever tries again waits here, all others do not.
WAIT_FOR: Final = "BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('{member_id}', 5))"

HOLD: Final = f"SELECT {HOLD_COLUMNS} FROM holds WHERE id = %(id)s"
HOLD_FOR: Final = f"SELECT {HOLD_COLUMNS} FROM holds WHERE order_id = %(order_id)s"
HOLDS_OF: Final = (
    f"SELECT {HOLD_COLUMNS} FROM holds WHERE member_id = %(member_id)s AND status = 'open'"
    " ORDER BY held_at, id"
)
DUE_TO_LAPSE: Final = (
    f"SELECT {HOLD_COLUMNS} FROM holds WHERE status = 'open' AND lapses_at <= %(now)s"
    " ORDER BY lapses_at, id LIMIT %(limit)s"
)

DUE_TO_MATURE: Final = (
    f"SELECT {LOT_COLUMNS} FROM lots WHERE matured_at IS NULL AND remaining > 0"
    " AND pending_until <= %(now)s AND expires_at > %(now)s AND pending_until >= %(moment)s"
    " AND (pending_until, id) > (%(moment)s, %(id)s) ORDER BY pending_until, id LIMIT %(limit)s"
)

DUE_TO_EXPIRE: Final = (
    f"SELECT {LOT_COLUMNS} FROM lots WHERE remaining > 0"
    " AND expires_at <= %(now)s AND expires_at >= %(moment)s"
    " AND (expires_at, id) > (%(moment)s, %(id)s) ORDER BY expires_at, id LIMIT %(limit)s"
)

_TOLD_PAIRS: Final = ", ".join(
    sorted(f"('{kind.value}', '{account.value}')" for kind, accounts in TOLD.items() for account in accounts)
)
HISTORY: Final = (
    "SELECT posting.journal_id, posting.seq, journal.kind, posting.account, posting.amount, journal.at,"
    " lot.pending_until, lot.expires_at, coalesce(lot.origin_kind, journal.origin_kind, 'order'),"
    " coalesce(journal.order_id, lot.order_id), posting.lot_id, lot.policy_version,"
    " rule.region_id, rule.rules_version, rule.promotion, rule.name, rule.campaign, rule.funded_by"
    " FROM postings AS posting JOIN journals AS journal ON journal.id = posting.journal_id"
    " LEFT JOIN lots AS lot ON lot.id = posting.lot_id"
    " LEFT JOIN lot_rules AS rule ON rule.lot_id = coalesce(lot.grace_of, lot.id)"
    f" WHERE posting.member_id = %(member_id)s AND (journal.kind, posting.account) IN ({_TOLD_PAIRS})"
    " AND posting.journal_id <= %(journal_id)s"
    " AND (posting.journal_id < %(journal_id)s OR posting.seq > %(seq)s)"
    " ORDER BY posting.journal_id DESC, posting.seq LIMIT %(limit)s"
)

POLICY: Final = (
    f"SELECT {POLICY_COLUMNS}"
    " FROM earning_policies WHERE currency = %(currency)s AND effective_at <= %(at)s"
    " ORDER BY version DESC LIMIT 1"
)

INSERT_JOURNALS: Final = Fragment(
    "journals",
    "INSERT INTO journals (id, request_id, content_hash, kind, at, origin_kind, origin_reference, order_id,"
    " seal) SELECT id, request_id, decode(content_hash, 'hex'), kind, at, origin_kind, origin_reference,"
    " order_id, decode(seal, 'hex') FROM "
    + unnested(
        ids="uuid", request_ids="text", content_hashes="text", kinds="text", ats="timestamptz",
        origin_kinds="text", origin_references="uuid", order_ids="uuid", seals="text",
    )
    + " AS one (id, request_id, content_hash, kind, at, origin_kind, origin_reference, order_id, seal)",
)  # fmt: skip

INSERT_POSTINGS: Final = Fragment(
    "postings",
    "INSERT INTO postings (journal_id, seq, account, amount, member_id, lot_id) SELECT * FROM "
    + unnested(
        journal_ids="uuid", seqs="smallint", accounts="text", amounts="bigint", member_ids="uuid",
        lot_ids="uuid",
    ),
)  # fmt: skip

_CHANGING: Final = {
    "remainings": "bigint",
    "helds": "bigint",
    "expires_ats": "timestamptz",
    "matured_ats": "timestamptz",
    "expireds": "bigint",
    "reverseds": "bigint",
    "oweds": "bigint",
    "seals": "text",
}
INSERT_LOTS: Final = Fragment(
    "new_lots",
    f"INSERT INTO lots ({LOT_COLUMNS}, seal) SELECT {LOT_COLUMNS}, decode(seal, 'hex') FROM "
    + unnested(
        ids="uuid", member_ids="uuid", amounts="bigint", earned_ats="timestamptz",
        pending_untils="timestamptz", origin_kinds="text", origin_references="uuid", order_ids="uuid",
        policy_versions="integer", sliding_days="integer", graces_of="uuid", **_CHANGING,
    )
    + " AS one (id, member_id, amount, earned_at, pending_until, origin_kind, origin_reference, order_id,"
    " policy_version, sliding_days, grace_of, remaining, held, expires_at, matured_at, expired, reversed,"
    " owed, seal), (VALUES (1)) AS first (version)",
)  # fmt: skip

# A lot that has moved on is passed over here, and then differs from its postings: the books refuse that
# (`lots_agree_with_postings`), so no count has to be told for each size of chunk. The ids stand apart, behind
# a subselect: joined to a list alone, whose length a planner guesses, all lots are read for one.
UPDATE_LOTS: Final = Fragment(
    "changed_lots",
    "UPDATE lots SET remaining = now.remaining, held = now.held, matured_at = now.matured_at,"
    " expires_at = now.expires_at, expired = now.expired, reversed = now.reversed, owed = now.owed,"
    " seal = decode(now.seal, 'hex'), version = lots.version + 1 FROM "
    + unnested(ids="uuid", versions="integer", **_CHANGING)
    + " AS now (id, version, remaining, held, expires_at, matured_at, expired, reversed, owed, seal)"
    " WHERE lots.id = ANY(ARRAY(SELECT unnest(%(ids)s::uuid[]))) AND lots.id = now.id"
    " AND lots.version = now.version",
)

_RULE: Final = "region_id, rules_version, promotion, name, campaign, funded_by"
RULES_OF: Final = f"SELECT lot_id, {_RULE} FROM lot_rules WHERE lot_id = ANY(%(lot_ids)s::uuid[])"
INSERT_RULE: Final = Fragment(
    "lot_explained",
    f"INSERT INTO lot_rules (lot_id, {_RULE}) VALUES (%(lot_id)s,"
    " %(region_id)s, %(rules_version)s, %(promotion)s, %(name)s::jsonb, %(campaign)s, %(funded_by)s)",
    expects=1,
)
INHERIT_RULES: Final = Fragment(
    "rules_inherited",
    f"INSERT INTO lot_rules (lot_id, {_RULE})"
    " SELECT one.child, rule.region_id, rule.rules_version, rule.promotion, rule.name, rule.campaign,"
    " rule.funded_by FROM json_to_recordset(%(rows)s::json) AS one (child uuid, parent uuid)"
    " JOIN lot_rules AS rule ON rule.lot_id = one.parent",
)

INSERT_DEBT: Final = Fragment(
    "new_debt",
    "INSERT INTO debts (member_id, amount, version, seal) VALUES (%(member_id)s, %(amount)s, 1, %(seal)s)",
    expects=1,
)

# As with lots: a debt that has moved on is passed over, and then differs from its postings.
UPDATE_DEBT: Final = Fragment(
    "changed_debt",
    "UPDATE debts SET amount = %(amount)s, version = version + 1, seal = %(seal)s"
    " WHERE member_id = %(member_id)s AND version = %(version)s",
)

INSERT_HOLD: Final = Fragment(
    "new_hold",
    f"INSERT INTO holds ({HOLD_COLUMNS}, seal) VALUES (%(id)s, %(member_id)s, %(origin_kind)s,"
    " %(origin_reference)s, %(order_id)s, %(lot_ids)s::uuid[], %(amounts)s::bigint[], %(captured)s::bigint[],"
    " %(refunded)s::bigint[], %(held_at)s, %(lapses_at)s, %(grace_days)s, %(status)s, %(ended_at)s, 1,"
    " %(seal)s)",
    expects=1,
)

UPDATE_HOLD: Final = Fragment(
    "changed_hold",
    "UPDATE holds SET captured = %(captured)s::bigint[], refunded = %(refunded)s::bigint[],"
    " status = %(status)s, ended_at = %(ended_at)s, version = version + 1, seal = %(seal)s"
    " WHERE id = %(id)s AND version = %(version)s",
    expects=1,
    refusal=HoldChanged,
)

INSERT_POLICY: Final = Fragment(
    "earning_policy",
    f"INSERT INTO earning_policies ({POLICY_COLUMNS}) VALUES (%(currency)s, %(version)s, %(effective_at)s,"
    " %(minor_per_point)s, %(review_points)s, %(cooling_off_days)s, %(expiry_days)s, %(expiry_kind)s,"
    " %(expiry_months)s, %(zone)s, %(grace_days)s, %(pays_debt)s, %(adjustment_limit)s,"
    " %(thousand_worth_minor)s, %(refund_limit_minor)s)",
    expects=1,
)
