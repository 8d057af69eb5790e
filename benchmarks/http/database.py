"""A private cluster for the benchmark: durable as in production, one template, one clone for each server."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import psycopg

from adapters.persistence.embedded.binaries import find_binaries
from adapters.persistence.embedded.cluster import Cluster, RunningCluster, start_cluster
from adapters.persistence.embedded.site import choose_site
from adapters.persistence.migrations.run import upgrade
from bootstrap.seeding.load import load_city
from bootstrap.seeding.model import SeedPlan, StaffSeat
from domain.identity.roles import Role
from tests.support.database import Database, TestServer

CITY: Final = "la_serena"
TEMPLATE: Final = "bench"
BULK: Final = Path(__file__).with_name("bulk.sql")
STAFF: Final = tuple(StaffSeat(role, role.value, "bench") for role in (Role.REVIEWER, Role.DISPATCHER))


@dataclass(frozen=True, slots=True)
class BenchCluster:
    """The running cluster; `postmaster` is its process id, `folder` is free for logs and data."""

    server: TestServer
    postmaster: int
    folder: Path

    def clone(self, name: str) -> Database:
        """A copy of the filled template, already read into memory and analysed."""
        database = self.server.clone(name, TEMPLATE)
        with psycopg.connect(database.admin, autocommit=True) as connection:
            connection.execute("CHECKPOINT")
        return database


@contextmanager
def running_cluster() -> Iterator[BenchCluster]:
    """Start the product's own cluster with the product's own settings, filled; clean up afterwards.

    While it is measured writes are durable (fsync, full page writes and synchronous commit are on); only
    the filling goes without.
    """
    folder = Path(tempfile.mkdtemp(prefix="callout-bench-"))
    folder.chmod(0o711)  # the account postgres must be able to pass through
    cluster = Cluster(choose_site(folder), find_binaries())
    try:
        with _running(replace(cluster, is_durable=False)) as filling:
            filling.cluster.prepare_databases(TEMPLATE)
            _fill(TestServer(cluster.dsns("postgres").admin).database(TEMPLATE))
        with _running(cluster) as running:
            yield BenchCluster(TestServer(cluster.dsns("postgres").admin), running.process.pid, folder)
    finally:
        for leftover in (cluster.site.data, cluster.site.sockets, folder):
            shutil.rmtree(leftover, ignore_errors=True)


@contextmanager
def _running(cluster: Cluster) -> Iterator[RunningCluster]:
    running = start_cluster(cluster)
    try:
        yield running
    finally:
        running.stop(patience_s=60.0)


def _fill(database: Database) -> None:
    upgrade(database.owner)
    load_city(database.owner, SeedPlan(CITY, (datetime.now(UTC) - timedelta(days=1)).date(), STAFF))
    with psycopg.connect(database.owner, autocommit=True) as connection:
        connection.execute(BULK.read_bytes())
        connection.execute("VACUUM ANALYZE")
