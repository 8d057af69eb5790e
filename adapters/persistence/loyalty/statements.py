"""What the ledger says to PostgreSQL."""

from typing import Final

from adapters.persistence.fragments import Fragment
from domain.loyalty.history import TOLD

LOT_COLUMNS: Final = (
    "id, member_id, amount, remaining, held, earned_at, pending_until, expires_at, matured_at,"
    " origin_kind, origin_reference, order_id, policy_version, version"
)

POSTED: Final = "SELECT content_hash FROM journals WHERE request_id = %(request_id)s"

LOTS_OF: Final = f"SELECT {LOT_COLUMNS} FROM lots WHERE member_id = %(member_id)s AND (remaining + held) > 0"

DUE_TO_MATURE: Final = (
    f"SELECT {LOT_COLUMNS} FROM lots WHERE matured_at IS NULL AND remaining > 0"
    " AND pending_until <= %(now)s AND expires_at > %(now)s ORDER BY pending_until, id LIMIT %(limit)s"
)

DUE_TO_EXPIRE: Final = (
    f"SELECT {LOT_COLUMNS} FROM lots WHERE remaining > 0"
    " AND expires_at <= %(now)s ORDER BY expires_at, id LIMIT %(limit)s"
)

_TOLD_PAIRS: Final = ", ".join(
    sorted(f"('{kind.value}', '{account.value}')" for kind, accounts in TOLD.items() for account in accounts)
)
HISTORY: Final = (
    "SELECT posting.journal_id, posting.seq, journal.kind, posting.amount, journal.at,"
    " lot.pending_until, lot.expires_at, lot.origin_kind, coalesce(journal.order_id, lot.order_id)"
    " FROM postings AS posting JOIN journals AS journal ON journal.id = posting.journal_id"
    " JOIN lots AS lot ON lot.id = posting.lot_id"
    f" WHERE posting.member_id = %(member_id)s AND (journal.kind, posting.account) IN ({_TOLD_PAIRS})"
    " AND posting.journal_id <= %(journal_id)s"
    " AND (posting.journal_id < %(journal_id)s OR posting.seq > %(seq)s)"
    " ORDER BY posting.journal_id DESC, posting.seq LIMIT %(limit)s"
)

POLICY: Final = (
    "SELECT currency, version, effective_at, minor_per_point, review_points, cooling_off_days, expiry_days"
    " FROM earning_policies WHERE currency = %(currency)s AND effective_at <= %(at)s"
    " ORDER BY version DESC LIMIT 1"
)

INSERT_JOURNAL: Final = Fragment(
    "journal",
    "INSERT INTO journals (id, request_id, content_hash, kind, at, origin_kind, origin_reference, order_id)"
    " VALUES (%(id)s, %(request_id)s, %(content_hash)s, %(kind)s, %(at)s, %(origin_kind)s,"
    " %(origin_reference)s, %(order_id)s)",
    expects=1,
)

INSERT_POSTINGS: Final = Fragment(
    "postings",
    "INSERT INTO postings (journal_id, seq, account, amount, member_id, lot_id)"
    " SELECT %(journal_id)s::uuid, * FROM unnest(%(seqs)s::smallint[], %(accounts)s::text[],"
    " %(amounts)s::bigint[], %(member_ids)s::uuid[], %(lot_ids)s::uuid[])",
)

INSERT_LOTS: Final = Fragment(
    "new_lots",
    f"INSERT INTO lots ({LOT_COLUMNS})"
    " SELECT * FROM unnest(%(ids)s::uuid[], %(member_ids)s::uuid[], %(amounts)s::bigint[],"
    " %(remaining)s::bigint[], %(held)s::bigint[], %(earned_at)s::timestamptz[],"
    " %(pending_until)s::timestamptz[], %(expires_at)s::timestamptz[], %(matured_at)s::timestamptz[],"
    " %(origin_kinds)s::text[], %(origin_references)s::uuid[], %(order_ids)s::uuid[],"
    " %(policy_versions)s::integer[], %(versions)s::integer[])",
)

# A lot that has moved on is passed over here, and then differs from its postings: the books refuse that
# (`lots_agree_with_postings`), so no count has to be told for each size of chunk.
UPDATE_LOTS: Final = Fragment(
    "changed_lots",
    "UPDATE lots SET remaining = now.remaining, held = now.held, matured_at = now.matured_at,"
    " version = lots.version + 1"
    " FROM unnest(%(ids)s::uuid[], %(remaining)s::bigint[], %(held)s::bigint[],"
    " %(matured_at)s::timestamptz[], %(versions)s::integer[])"
    " AS now (id, remaining, held, matured_at, version)"
    " WHERE lots.id = now.id AND lots.version = now.version",
)

INSERT_POLICY: Final = Fragment(
    "earning_policy",
    "INSERT INTO earning_policies (currency, version, effective_at, minor_per_point, review_points,"
    " cooling_off_days, expiry_days) VALUES (%(currency)s, %(version)s, %(effective_at)s,"
    " %(minor_per_point)s, %(review_points)s, %(cooling_off_days)s, %(expiry_days)s)",
    expects=1,
)
