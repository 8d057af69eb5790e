"""Bring the database to the newest schema."""

import argparse
from urllib.parse import unquote, urlsplit

from adapters.persistence.embedded.roles import grant_rows
from adapters.persistence.migrations.state import is_current
from bootstrap.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    if not is_current(settings.owner_dsn):
        from adapters.persistence.loyalty.sealing import is_keyed, seal_older_books
        from adapters.persistence.migrations.run import upgrade  # loads Alembic
        from bootstrap.container import seals_of

        was_keyed = is_keyed(settings.owner_dsn)
        upgrade(settings.owner_dsn)
        if not was_keyed:
            seal_older_books(settings.owner_dsn, seals_of(settings))
    app_role = unquote(urlsplit(settings.app_dsn).username or "")
    if not settings.is_embedded and settings.app_dsn != settings.owner_dsn and app_role:
        grant_rows(settings.owner_dsn, app_role)
    print("The schema is up to date.")
    return 0
