"""The private cluster: where it lives, as whom, and how it gets over what was left behind."""

import os
import pwd
import shutil
import signal
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from adapters.persistence.embedded import binaries, site
from adapters.persistence.embedded.binaries import find_binaries
from adapters.persistence.embedded.cluster import Cluster, start_cluster
from adapters.persistence.embedded.errors import EmbeddedClusterError
from adapters.persistence.embedded.leftovers import processes_of
from adapters.persistence.embedded.site import choose_site

IS_ROOT = os.geteuid() == 0
as_root = pytest.mark.skipif(not IS_ROOT, reason="only root has to hand the cluster to another account")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that every account can pass through."""
    made = Path(tempfile.mkdtemp(prefix="callout-test-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


@as_root
def test_root_hands_the_cluster_to_the_packages_account(folder: Path) -> None:
    chosen = choose_site(folder / "data")
    assert chosen.account == site.SYSTEM_ACCOUNT
    assert chosen.data == folder / "data" / "postgres"
    assert chosen.notice is None


@as_root
def test_below_a_private_home_the_cluster_goes_elsewhere_and_says_so(folder: Path) -> None:
    home = folder / "home"
    home.mkdir(mode=0o700)
    chosen = choose_site(home / "data", fallback_home=folder / "lib")
    assert chosen.data.is_relative_to(folder / "lib")
    assert chosen.notice is not None
    assert str(chosen.data.parent) in chosen.notice
    assert not (folder / "lib").exists()  # to choose is not yet to make
    assert choose_site(home / "data", fallback_home=folder / "lib") == chosen
    assert choose_site(home / "other", fallback_home=folder / "lib").data != chosen.data


@as_root
def test_what_is_made_for_the_packages_account_can_be_passed_through(folder: Path) -> None:
    before = os.umask(0o077)
    try:
        site.make_passable(folder / "lib" / "callout" / "home")
    finally:
        os.umask(before)
    assert (folder / "lib" / "callout" / "home").stat().st_mode & 0o777 == 0o755
    assert (folder / "lib").stat().st_mode & 0o777 == 0o755


def test_a_long_path_gets_a_short_folder_for_its_socket(folder: Path) -> None:
    deep = folder / ("deep" * 20) / "data"
    chosen = choose_site(deep)
    assert len(os.fsencode(chosen.sockets)) <= site.LONGEST_SOCKET_FOLDER
    assert choose_site(deep).sockets == chosen.sockets


def test_a_socket_folder_that_somebody_else_made_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "sockets").mkdir()
    found = (folder / "sockets").lstat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: found + 1)
    with pytest.raises(EmbeddedClusterError, match="belongs to another account"):
        site.make_private(folder / "sockets", None)


def test_a_cluster_survives_a_kill_of_its_server_with_an_orphan_that_does_not_hear(folder: Path) -> None:
    cluster = Cluster(choose_site(folder), find_binaries(), is_durable=False)
    (folder / "postgres.new").mkdir()  # what an interrupted initdb leaves
    running = start_cluster(cluster)
    try:
        top = cluster.dsns("postgres").admin
        with psycopg.connect(top, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS id")
        orphan = psycopg.connect(top)
        deaf = orphan.info.backend_pid
        os.kill(deaf, signal.SIGSTOP)
        running.process.kill()
        running.process.wait()
        assert deaf in processes_of(cluster.site.data)
        running = start_cluster(cluster)
        assert deaf not in processes_of(cluster.site.data)
        with psycopg.connect(top) as connection:
            assert connection.execute("SELECT id FROM kept").fetchall() == [(1,)]
        orphan.close()
        cluster.prepare_databases()
        cluster.prepare_databases()  # repeating it changes nothing
        assert _access_of_strangers(cluster) == 0
    finally:
        running.stop()
    assert processes_of(cluster.site.data) == []


def _access_of_strangers(cluster: Cluster) -> int:
    """Mode bits for group and others on the socket folder and the data folder."""
    account = pwd.getpwnam(cluster.site.account).pw_uid if cluster.site.account else os.geteuid()
    states = [path.stat() for path in (cluster.site.sockets, cluster.site.data)]
    assert {state.st_uid for state in states} == {account}
    return states[0].st_mode & 0o077 | states[1].st_mode & 0o077


def test_a_cluster_of_another_major_version_is_not_touched(folder: Path) -> None:
    cluster = Cluster(choose_site(folder), find_binaries(), is_durable=False)
    cluster.site.data.mkdir()
    (cluster.site.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(EmbeddedClusterError, match="was made by PostgreSQL 9"):
        cluster.create()


def test_a_server_that_cannot_start_is_reported_with_the_end_of_its_log(folder: Path) -> None:
    cluster = Cluster(choose_site(folder), find_binaries(), is_durable=False)
    cluster.create()
    (cluster.site.data / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(EmbeddedClusterError, match="no_such_setting"):
        start_cluster(cluster)


def test_a_missing_server_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EmbeddedClusterError, match="No PostgreSQL server is installed"):
        find_binaries(home=tmp_path)


def test_a_server_without_postgis_is_told_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bare = replace(find_binaries(), extensions=tmp_path)
    monkeypatch.setattr(binaries, "installed", lambda _home: [bare])
    with pytest.raises(EmbeddedClusterError, match=f"found: {bare.major} without PostGIS"):
        find_binaries()
