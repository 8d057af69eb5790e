"""The database that the other tests stand on."""

import psycopg
import pytest

from tests.support.database import Database, TestServer, reset


def test_the_application_role_owns_no_table_and_may_only_touch_rows(empty_database: Database) -> None:
    with psycopg.connect(empty_database.owner) as owner:
        owner.execute("CREATE TABLE thing (id int PRIMARY KEY)")
    with psycopg.connect(empty_database.app, autocommit=True) as app:
        app.execute("INSERT INTO thing VALUES (1)")
        app.execute("UPDATE thing SET id = 2")
        app.execute("DELETE FROM thing")
        for forbidden in ("DROP TABLE thing", "ALTER TABLE thing ADD x int", "CREATE TABLE other ()",
                          "TRUNCATE thing"):  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(forbidden)
        owned = app.execute(
            "SELECT count(*) FROM pg_class WHERE relowner = 'callout_app'::regrole"
        ).fetchone()
    assert owned == (0,)


def test_postgis_and_btree_gist_are_there_and_just_in_time_compilation_is_off(database: Database) -> None:
    with psycopg.connect(database.app) as app:
        assert app.execute("SELECT ST_AsText(ST_Point(1, 2))").fetchone() == ("POINT(1 2)",)
        assert app.execute("SELECT 1 FROM pg_extension WHERE extname = 'btree_gist'").fetchone()
        assert app.execute("SHOW jit").fetchone() == ("off",)
        assert app.execute("SHOW listen_addresses").fetchone() == ("",)


def test_a_reset_takes_a_tests_rows_away_and_puts_reference_rows_and_counters_back(
    test_server: TestServer, empty_database: Database
) -> None:
    from tests.support.database import RESET_SQL

    with psycopg.connect(empty_database.owner) as owner:
        owner.execute("CREATE TABLE reference (id int GENERATED ALWAYS AS IDENTITY, word text)")
        owner.execute("INSERT INTO reference (word) VALUES ('kept')")
        owner.execute("CREATE TABLE ledger (id bigserial PRIMARY KEY)")
        owner.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$"
        )
        owner.execute("CREATE TRIGGER no BEFORE DELETE ON ledger FOR EACH ROW EXECUTE FUNCTION refuse()")
    with psycopg.connect(empty_database.admin) as admin:
        admin.execute(RESET_SQL.read_bytes())
    with psycopg.connect(empty_database.app) as app:
        app.execute("INSERT INTO reference (word) VALUES ('gone')")
        app.execute("INSERT INTO ledger DEFAULT VALUES")
    left_open = psycopg.connect(empty_database.app)
    left_open.execute("UPDATE reference SET word = 'locked'")
    reset(empty_database)
    with psycopg.connect(empty_database.app) as app:
        assert app.execute("SELECT id, word FROM reference").fetchall() == [(1, "kept")]
        assert app.execute("INSERT INTO reference (word) VALUES ('next') RETURNING id").fetchone() == (2,)
        assert app.execute("INSERT INTO ledger DEFAULT VALUES RETURNING id").fetchone() == (1,)
    left_open.close()
