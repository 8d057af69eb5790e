"""One throwaway cluster per test session, one migrated template, one clone of it per test process.

The cluster is started by the process that the person started (with xdist: the controller), handed to the
others by its DSN, and ends with the session. Between two tests rows are taken away rather than the
database made anew: see `reset`.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

from adapters.persistence.embedded import roles
from adapters.persistence.embedded.binaries import find_binaries
from adapters.persistence.embedded.cluster import Cluster, start_cluster
from adapters.persistence.embedded.site import choose_site

TEMPLATE: Final = "callout_template"
EMPTY: Final = "callout_empty"
RESET_SQL: Final = Path(__file__).with_name("reset.sql")


@dataclass(frozen=True, slots=True)
class Database:
    """One database of the test cluster: `app` is what the product uses, `owner` what migrations use."""

    name: str
    admin: str
    owner: str
    app: str


@dataclass(frozen=True, slots=True)
class TestServer:
    """The running test cluster, as any test process sees it: `address` is the URI of its `postgres`."""

    __test__ = False

    address: str

    def database(self, name: str) -> Database:
        def uri(role: str) -> str:
            start, options = self.address.split("@/postgres")
            return start.replace(roles.SUPERUSER, role) + f"@/{name}" + options

        return Database(name, uri(roles.SUPERUSER), uri(roles.OWNER), uri(roles.APP))

    def clone(self, name: str, template: str = TEMPLATE) -> Database:
        """A new database with the template's schema and reference rows (a fraction of a second)."""
        self.drop(name)
        self._top(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(roles.OWNER), sql.Identifier(template)
            )
        )
        return self.database(name)

    def drop(self, name: str) -> None:
        """Remove the database `name`, ending whoever is still connected to it."""
        self._top(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _top(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def running_server() -> Iterator[TestServer]:
    """Start the cluster in a temporary folder, build both templates, remove everything afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="callout-test-"))
    folder.chmod(0o711)  # the account postgres must be able to pass through
    cluster = Cluster(choose_site(folder), find_binaries(), is_durable=False)
    try:
        running = start_cluster(cluster)
        try:
            build_templates(cluster)
            yield TestServer(cluster.dsns("postgres").admin)
        finally:
            running.stop()
    finally:
        for leftover in (cluster.site.sockets, cluster.site.data.parent, folder):
            shutil.rmtree(leftover, ignore_errors=True)


def build_templates(cluster: Cluster) -> None:
    """`EMPTY` has roles and extensions only; `TEMPLATE` also the whole schema and the reset function."""
    cluster.prepare_databases(EMPTY)
    server = TestServer(cluster.dsns("postgres").admin)
    template = server.clone(TEMPLATE, EMPTY)
    migrate(template.owner)
    with psycopg.connect(template.admin) as connection:
        connection.execute(RESET_SQL.read_bytes())


def migrate(owner_dsn: str) -> None:
    from adapters.persistence.migrations.run import upgrade

    upgrade(owner_dsn)


def reset(database: Database) -> None:
    """Back to the template's rows and counters, in some 30 ms.

    A connection that a test left inside a transaction is ended first, since its locks would block.
    """
    with psycopg.connect(database.admin) as connection:
        connection.execute("SELECT test_support.reset()")
