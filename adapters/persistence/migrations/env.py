"""Alembic's entry: run by `adapters.persistence.migrations.run` with a connection at hand."""

from typing import Any

from alembic import context
from geoalchemy2 import alembic_helpers

from adapters.persistence.tables.every import metadata


def is_ours(item: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    """Leave PostGIS's own tables alone."""
    return bool(alembic_helpers.include_object(item, name, kind, reflected, compare_to))


def configure(connection: Any) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        include_object=is_ours,
        process_revision_directives=alembic_helpers.writer,
        render_item=alembic_helpers.render_item,
        compare_server_default=True,
        transaction_per_migration=True,
    )


configure(context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
