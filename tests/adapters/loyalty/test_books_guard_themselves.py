"""PostgreSQL is the last judge of the books: of our own bugs, and of a hand with the owner's role."""

from uuid import UUID, uuid4

import psycopg
import pytest
import pytest_asyncio

from domain.loyalty.earning import mature
from tests.adapters.loyalty.conftest import NewWork, Sql
from tests.domain.loyalty.building import ANNA, awarded, day, heading

INSERT_JOURNAL = (
    "INSERT INTO journals (id, request_id, content_hash, kind, at, seal)"
    " VALUES (%s, %s, %s, 'spent', now(), decode(repeat('00', 32), 'hex'))"
)
INSERT_POSTING = "INSERT INTO postings VALUES (%s, %s, %s, %s, %s, %s)"
WITH_POSTINGS = f"WITH journal AS ({INSERT_JOURNAL} RETURNING 1) "
TWO_HOUSE_POSTINGS = WITH_POSTINGS + (
    "INSERT INTO postings VALUES (%s, 0, 'issued', %s, NULL, NULL), (%s, 1, 'redeemed', %s, NULL, NULL)"
)
FOUR_POINTS_SPENT = WITH_POSTINGS + (
    "INSERT INTO postings VALUES (%s, 0, 'available', -4, %s, %s), (%s, 1, 'redeemed', 4, NULL, NULL)"
)
HASH = bytes(32)


@pytest_asyncio.fixture(loop_scope="package")
async def lot_id(sql_work: NewWork) -> UUID:
    """A lot of Anna's: 10 points, booked as available."""
    movement = awarded(10)
    async with sql_work() as work:
        work.ledger.post(movement)
        await work.commit()
    async with sql_work() as work:
        booked = mature(heading(day(8)), await work.ledger.lots_of(ANNA))
        assert booked is not None
        work.ledger.post(booked)
        await work.commit()
    return movement.lots[0].id


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE postings SET amount = amount + 1",
        "UPDATE postings SET account = account WHERE false",
        "DELETE FROM postings",
        "TRUNCATE postings",
        "UPDATE journals SET at = now()",
        "DELETE FROM journals",
        "TRUNCATE journals CASCADE",
        "DELETE FROM lots",
        "TRUNCATE lots CASCADE",
        "UPDATE earning_policies SET review_points = 1000",
        "DELETE FROM earning_policies",
        "TRUNCATE earning_policies",
        "DELETE FROM debts",
        "DELETE FROM holds",
        "TRUNCATE holds",
        "DELETE FROM adjustments",
        "UPDATE point_refunds SET reason = 'x'",
        "DELETE FROM point_refunds",
        "TRUNCATE point_refunds",
    ],
)
def test_what_is_posted_stays_even_for_the_owner(lot_id: UUID, owner_sql: Sql, change: str) -> None:
    before = owner_sql("SELECT * FROM postings ORDER BY journal_id, seq")
    with pytest.raises(psycopg.errors.RestrictViolation, match="only grows"):
        owner_sql(change)
    assert owner_sql("SELECT * FROM postings ORDER BY journal_id, seq") == before


@pytest.mark.parametrize(
    "change",
    [
        "remaining = 9",
        "held = 1, remaining = 9",
        "matured_at = NULL",
        "remaining = 0",
        "expired = 1, remaining = 9",
    ],
)
def test_a_lot_cannot_be_changed_without_postings_that_say_so(
    lot_id: UUID, owner_sql: Sql, change: str
) -> None:
    with pytest.raises(psycopg.errors.CheckViolation) as refusal:
        owner_sql(f"UPDATE lots SET {change}")
    assert refusal.value.diag.constraint_name == "lots_agree_with_postings"


@pytest.mark.parametrize(
    "change",
    [
        "remaining = -1",
        "remaining = 11",
        "held = -1",
        "held = 1",
        "expired = 1",
        "reversed = 1",
        "owed = 11",
        "owed = -1",
    ],
)
def test_a_lot_is_never_below_zero_nor_above_its_start(lot_id: UUID, owner_sql: Sql, change: str) -> None:
    with pytest.raises(psycopg.errors.CheckViolation) as refusal:
        owner_sql(f"UPDATE lots SET {change}")
    assert refusal.value.diag.constraint_name == "lots_points_within_amount"


def test_a_lot_cannot_appear_without_an_award(lot_id: UUID, owner_sql: Sql) -> None:
    with pytest.raises(psycopg.errors.CheckViolation, match="differs from its postings"):
        owner_sql(
            "INSERT INTO lots (id, member_id, amount, remaining, held, earned_at, pending_until, expires_at,"
            " matured_at, origin_kind, origin_reference, order_id, policy_version, version, expired,"
            " reversed, owed, seal) SELECT %s, member_id, amount, remaining, held, earned_at, pending_until,"
            " expires_at, matured_at, origin_kind, origin_reference, order_id, policy_version, 1, 0, 0,"
            " 0, seal FROM lots",
            uuid4(),
        )


@pytest.mark.parametrize("amounts", [(-5, 4), (5, 4), (1, -2)])
def test_postings_that_do_not_sum_to_zero_are_refused(owner_dsn: str, amounts: tuple[int, int]) -> None:
    journal_id = uuid4()
    with psycopg.connect(owner_dsn) as connection:
        head = (journal_id, "unbalanced", HASH)
        with pytest.raises(psycopg.errors.CheckViolation) as refusal:
            connection.execute(TWO_HOUSE_POSTINGS, (*head, journal_id, amounts[0], journal_id, amounts[1]))
        assert refusal.value.diag.constraint_name == "journals_sum_to_zero"
        connection.rollback()


def test_a_balanced_journal_is_not_completed_by_a_later_posting(lot_id: UUID, owner_dsn: str) -> None:
    with psycopg.connect(owner_dsn) as connection:
        row = connection.execute("SELECT id FROM journals LIMIT 1").fetchone()
        assert row is not None
        with pytest.raises(psycopg.errors.CheckViolation) as refusal:
            connection.execute(INSERT_POSTING, (row[0], 9, "issued", -1, None, None))
        assert refusal.value.diag.constraint_name == "journals_sum_to_zero"
        connection.rollback()


def test_points_cannot_be_moved_past_their_lot(lot_id: UUID, owner_dsn: str) -> None:
    journal_id = uuid4()
    with psycopg.connect(owner_dsn) as connection:
        head = (journal_id, "past the lot", HASH)
        with pytest.raises(psycopg.errors.CheckViolation) as refusal:
            connection.execute(FOUR_POINTS_SPENT, (*head, journal_id, ANNA, lot_id, journal_id))
        assert refusal.value.diag.constraint_name == "lots_agree_with_postings"
        connection.rollback()


@pytest.mark.parametrize("in_one_round_trip", [False, True])
def test_points_cannot_be_moved_past_their_lot_in_the_wake_of_a_harmless_change(
    lot_id: UUID, owner_dsn: str, in_one_round_trip: bool
) -> None:
    """The lot is of this transaction, even of this round trip, but not of this command."""
    journal_id = uuid4()
    values = (journal_id, "in the wake", f"\\x{HASH.hex()}", journal_id, ANNA, lot_id, journal_id)
    spent = FOUR_POINTS_SPENT.replace("%s", "'{}'").format(*values)
    touch = f"UPDATE lots SET remaining = remaining WHERE id = '{lot_id}'"
    with psycopg.connect(owner_dsn) as connection:
        if not in_one_round_trip:
            connection.execute(touch.encode())
        with pytest.raises(psycopg.errors.CheckViolation) as refusal:
            connection.execute((f"{touch}; {spent}" if in_one_round_trip else spent).encode())
        assert refusal.value.diag.constraint_name == "lots_agree_with_postings"
        connection.rollback()


def test_a_lot_that_is_changed_in_the_same_statement_agrees_or_is_refused(
    lot_id: UUID, owner_dsn: str
) -> None:
    for taken, is_right in ((3, False), (4, True), (5, False)):
        journal_id = uuid4()
        text = FOUR_POINTS_SPENT.replace(
            "INSERT INTO postings", "lot AS (UPDATE lots SET remaining = remaining - %s) INSERT INTO postings"
        ).replace("RETURNING 1) lot", "RETURNING 1), lot")
        params = (journal_id, "both", HASH, taken, journal_id, ANNA, lot_id, journal_id)
        with psycopg.connect(owner_dsn) as connection:
            if is_right:
                connection.execute(text.encode(), params)
            else:
                with pytest.raises(psycopg.errors.CheckViolation, match="differs from its postings"):
                    connection.execute(text.encode(), params)
            connection.rollback()


def test_postings_name_journals_and_lots_that_are_there(lot_id: UUID, owner_dsn: str) -> None:
    journal_id = uuid4()
    pair = TWO_HOUSE_POSTINGS.removeprefix(WITH_POSTINGS)
    for text, params, name in (
        (pair, (journal_id, 1, journal_id, -1), "postings_have_journals"),
        (
            FOUR_POINTS_SPENT,
            (journal_id, "no lot", HASH, journal_id, ANNA, journal_id, journal_id),
            "postings_have_lots",
        ),
    ):
        with psycopg.connect(owner_dsn) as connection:
            with pytest.raises(psycopg.errors.ForeignKeyViolation) as refusal:
                connection.execute(text.encode(), params)
            assert refusal.value.diag.constraint_name == name
            connection.rollback()


def test_a_journal_without_postings_is_refused(owner_dsn: str) -> None:
    with psycopg.connect(owner_dsn) as connection:
        with pytest.raises(psycopg.errors.CheckViolation) as refusal:
            connection.execute(INSERT_JOURNAL, (uuid4(), "empty", HASH))
        assert refusal.value.diag.constraint_name == "journals_have_postings"
        connection.rollback()


@pytest.mark.parametrize(
    ("account", "has_member", "has_lot"),
    [("available", False, False), ("held", True, False), ("issued", True, True), ("sofa", False, False)],
)
def test_a_posting_fits_its_owner(
    lot_id: UUID, owner_dsn: str, account: str, has_member: bool, has_lot: bool
) -> None:
    journal_id = uuid4()
    with psycopg.connect(owner_dsn) as connection:
        owner = (ANNA if has_member else None, lot_id if has_lot else None)
        with pytest.raises(psycopg.errors.CheckViolation) as refusal:
            connection.execute(
                WITH_POSTINGS + INSERT_POSTING,
                (journal_id, "misplaced", HASH, journal_id, 0, account, 1, *owner),
            )
        assert refusal.value.diag.constraint_name == "postings_account_fits_its_owner"
        connection.rollback()


def test_a_debt_cannot_appear_without_postings_that_say_so(lot_id: UUID, owner_sql: Sql) -> None:
    with pytest.raises(psycopg.errors.CheckViolation) as refusal:
        owner_sql("INSERT INTO debts VALUES (%s, 5, 1, %s)", ANNA, HASH)
    assert refusal.value.diag.constraint_name == "debts_agree_with_postings"


def test_a_decided_adjustment_stays_as_it_was_decided(owner_sql: Sql) -> None:
    owner_sql(
        "INSERT INTO adjustments SELECT id, id, id, 5, 'why', id, now(), 'approved', id, now(), 1"
        " FROM (SELECT %s::uuid AS id) AS one",
        uuid4(),
    )
    for change in ("points = 6", "status = 'proposed', decided_by = NULL, decided_at = NULL", "reason = 'x'"):
        with pytest.raises(psycopg.errors.RestrictViolation, match="stays"):
            owner_sql(f"UPDATE adjustments SET {change}")


def test_a_hold_that_is_over_stays_over(owner_sql: Sql) -> None:
    owner_sql(
        "INSERT INTO holds SELECT id, id, 'order', id, id, ARRAY[id], ARRAY[5], ARRAY[5], ARRAY[0], now(),"
        " NULL, 7, 'captured', now(), 1, %s FROM (SELECT %s::uuid AS id) AS one",
        HASH,
        uuid4(),
    )
    for change in ("status = 'open', ended_at = NULL", "captured = ARRAY[4]", "amounts = ARRAY[6]"):
        with pytest.raises(psycopg.errors.RestrictViolation, match="stays"):
            owner_sql(f"UPDATE holds SET {change}")
    owner_sql("UPDATE holds SET refunded = ARRAY[2]")
