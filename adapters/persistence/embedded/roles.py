"""Roles and databases of a cluster: who owns the tables, and who works with them.

The role of the running application owns nothing: it can read and write rows, but can neither change the
schema nor switch off the triggers that keep ledger and audit append-only.
"""

from dataclasses import dataclass
from typing import Final

import psycopg
from psycopg import sql

SUPERUSER: Final = "callout_admin"
OWNER: Final = "callout_owner"
APP: Final = "callout_app"
DATABASE: Final = "callout"
EXTENSIONS: Final = ("postgis", "btree_gist")


@dataclass(frozen=True, slots=True)
class Dsns:
    """The three ways into one database: as its superuser, its owner (migrations), the application."""

    admin: str
    owner: str
    app: str


def ensure_roles(admin_dsn: str) -> None:
    """Make the two roles when they are missing. `admin_dsn` is any database, as the superuser."""
    with psycopg.connect(admin_dsn, autocommit=True) as connection:
        for role in (OWNER, APP):
            known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone()
            if not known:
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))


def ensure_database(admin_dsn: str, name: str) -> bool:
    """Make the database `name`, owned by the owner role, when it is missing. True when it was made."""
    with psycopg.connect(admin_dsn, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone()
        if not known:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(OWNER))
            )
        return not known


def prepare_database(dsn: str) -> None:
    """Extensions, schema owner and default grants inside one database. `dsn` is that one, as superuser.

    Repeating it changes nothing. Tables made later by the owner role can at once be read and written by
    the application's role, and by nobody else.
    """
    owner, app = sql.Identifier(OWNER), sql.Identifier(APP)
    with psycopg.connect(dsn) as connection:
        for extension in EXTENSIONS:
            connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
        connection.execute(sql.SQL("ALTER SCHEMA public OWNER TO {}").format(owner))
        connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(app))
        for privileges, kind in (
            ("SELECT, INSERT, UPDATE, DELETE", "TABLES"),
            ("USAGE, SELECT", "SEQUENCES"),
        ):
            connection.execute(
                sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {} IN SCHEMA public GRANT {} ON {} TO {}").format(
                    owner, sql.SQL(privileges), sql.SQL(kind), app
                )
            )


def grant_rows(owner_dsn: str, app_role: str) -> None:
    """Let `app_role` read and write the rows of every table of the owner, on a server of one's own."""
    app = sql.Identifier(app_role)
    with psycopg.connect(owner_dsn) as connection:
        connection.execute(
            sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}").format(app)
        )
        connection.execute(sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(app))
