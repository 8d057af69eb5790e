"""The migrations and the mapped tables say the same."""

import psycopg
import pytest

from adapters.persistence.migrations.run import differences, head, upgrade
from tests.support.database import Database


def test_migrating_an_empty_database_leaves_nothing_to_autogenerate(empty_database: Database) -> None:
    upgrade(empty_database.owner)
    assert differences(empty_database.owner) == []


def test_migrating_again_changes_nothing(empty_database: Database) -> None:
    upgrade(empty_database.owner)
    upgrade(empty_database.owner)
    with psycopg.connect(empty_database.owner) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(head(),)]


def test_a_table_that_nobody_maps_is_noticed(empty_database: Database) -> None:
    upgrade(empty_database.owner)
    with psycopg.connect(empty_database.owner) as connection:
        connection.execute("ALTER TABLE orders ADD COLUMN planted text")
    assert differences(empty_database.owner) != []


def test_the_application_may_not_change_the_schema(database: Database) -> None:
    with psycopg.connect(database.app) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("ALTER TABLE orders ADD COLUMN planted text")


def test_history_cannot_be_rewritten(database: Database) -> None:
    with psycopg.connect(database.app) as connection, pytest.raises(psycopg.Error, match="append-only"):
        connection.execute("DELETE FROM order_events")
