"""Bring a database to the newest schema, or say how it differs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psycopg
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from geoalchemy2 import alembic_helpers
from sqlalchemy import Connection, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from adapters.persistence.tables.every import metadata

_HERE: Final = Path(__file__).parent
_LOCK: Final = 7_246_301  # one migration at a time, whoever starts first


def upgrade(owner_dsn: str) -> None:
    """Apply every migration that is missing. Repeating it changes nothing."""
    with _connected(owner_dsn) as connection:
        connection.exec_driver_sql(f"SELECT pg_advisory_lock({_LOCK})")
        try:
            command.upgrade(_config(connection), "head")
            connection.commit()
        finally:
            connection.rollback()
            connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_LOCK})")


def differences(owner_dsn: str) -> list[Any]:
    """What autogenerate would still change: nothing, when migrations and tables agree."""
    with _connected(owner_dsn) as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_object": alembic_helpers.include_object, "compare_server_default": True},
        )
        return list(compare_metadata(context, metadata))


def head() -> str | None:
    """The newest revision that this code knows."""
    return ScriptDirectory.from_config(_config(None)).get_current_head()


def new_revision(owner_dsn: str, message: str) -> None:
    """Write the migration that leads from a database at head to the mapped tables."""
    with _connected(owner_dsn) as connection:
        command.revision(_config(connection), message=message, autogenerate=True)


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE))
    config.set_main_option("file_template", "%%(year)d%%(month).2d%%(day).2d_%%(slug)s")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _connected(dsn: str) -> Iterator[Connection]:
    engine = create_engine(
        make_url("postgresql+psycopg://"), creator=lambda: psycopg.connect(dsn), poolclass=NullPool
    )
    with engine.connect() as connection:
        yield connection
    engine.dispose()
