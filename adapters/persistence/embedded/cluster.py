"""Making, starting and stopping the private cluster."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from adapters.persistence.embedded import roles
from adapters.persistence.embedded.binaries import Binaries
from adapters.persistence.embedded.errors import EmbeddedClusterError
from adapters.persistence.embedded.leftovers import end_processes_of
from adapters.persistence.embedded.site import Site, drop_to, make_passable, make_private

SETTINGS: Final = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "120",
    "shared_buffers": "256MB",
    "log_line_prefix": "%m [%p] ",
}
# Nothing made in a test has to survive a power cut; a killed server it survives all the same.
THROWAWAY: Final = {
    "fsync": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
}
START_ATTEMPTS: Final = 3
LOG_TAIL_BYTES: Final = 1500


@dataclass(frozen=True, slots=True)
class Cluster:
    """One private cluster at rest: knows how to make it and how to run it, holds no process."""

    site: Site
    binaries: Binaries
    is_durable: bool = True

    @property
    def exists(self) -> bool:
        return (self.site.data / "PG_VERSION").exists()

    def dsns(self, database: str = roles.DATABASE) -> roles.Dsns:
        site = self.site
        return roles.Dsns(
            admin=site.dsn(roles.SUPERUSER, database),
            owner=site.dsn(roles.OWNER, database),
            app=site.dsn(roles.APP, database),
        )

    def create(self) -> bool:
        """Run initdb unless it was run before; True when it was run now.

        It works beside the final folder and renames, so that an interrupted run leaves no half cluster.
        """
        if self.exists:
            self._check_version()
            return False
        make_passable(self.site.data.parent)
        draft = self.site.data.with_name(self.site.data.name + ".new")
        shutil.rmtree(draft, ignore_errors=True)
        make_private(draft, self.site.account)
        self._run(
            [
                self.binaries.program("initdb"), "-D", str(draft), "-U", roles.SUPERUSER, "--auth=trust",
                "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums",
                *([] if self.is_durable else ["--no-sync"]),
            ]
        )  # fmt: skip
        draft.rename(self.site.data)
        return True

    def clear_the_way(self) -> list[int]:
        """Before a start: the socket folder, and the end of what a killed server left. Returns its ids."""
        make_private(self.site.sockets, self.site.account)
        return end_processes_of(self.site.data)

    def server_command(self) -> list[str]:
        """The server in the foreground; it ends when its parent ends."""
        settings = {**SETTINGS, **({} if self.is_durable else THROWAWAY)}
        settings |= {"unix_socket_directories": str(self.site.sockets), "port": str(self.site.port)}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return [
            *drop_to(self.site.account),
            self.binaries.program("postgres"),
            "-D",
            str(self.site.data),
            *options,
        ]

    def is_ready(self, pid: int) -> bool:
        """Whether the server with this process id takes connections (by its own pid file)."""
        try:
            lines = (self.site.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) > 7 and lines[0] == str(pid) and lines[7].strip() == "ready"

    def prepare_databases(self, *names: str) -> None:
        """Roles, then each database with its extensions and grants. The server must be running."""
        top = self.dsns("postgres").admin
        roles.ensure_roles(top)
        for name in names or (roles.DATABASE,):
            roles.ensure_database(top, name)
            roles.prepare_database(self.dsns(name).admin)

    def log_tail(self) -> str:
        with contextlib.suppress(OSError):
            return self.site.log.read_bytes()[-LOG_TAIL_BYTES:].decode(errors="replace")
        return ""

    def _check_version(self) -> None:
        made_with = (self.site.data / "PG_VERSION").read_text().strip()
        if made_with != str(self.binaries.major):
            raise EmbeddedClusterError(
                f"{self.site.data} was made by PostgreSQL {made_with}, and this machine runs "
                f"{self.binaries.major}: install version {made_with} again, or dump and restore."
            )

    def _run(self, command: list[str]) -> None:
        done = subprocess.run(
            [*drop_to(self.site.account), *command], cwd="/", env=server_environment(), capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        if done.returncode != 0:
            raise EmbeddedClusterError(f"{Path(command[0]).name} failed:\n{done.stdout}{done.stderr}")


def server_environment() -> dict[str, str]:
    """Nothing of the caller's PG* variables or language reaches the server."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


@dataclass(slots=True)
class RunningCluster:
    """A cluster together with the server process that this process started."""

    cluster: Cluster
    process: subprocess.Popen[bytes]

    def stop(self, patience_s: float = 8.0) -> None:
        """Fast shutdown; what does not obey in time is ended at once."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(patience_s)
        end_processes_of(self.cluster.site.data, patience_s=2.0)
        self.process.wait()


def spawn_server(cluster: Cluster) -> subprocess.Popen[bytes]:
    """Start the server process in a session of its own, writing to the site's log file."""
    with cluster.site.log.open("ab") as log:
        return subprocess.Popen(
            cluster.server_command(), cwd="/", env=server_environment(), stdin=subprocess.DEVNULL,
            stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip


def start_cluster(cluster: Cluster, patience_s: float = 60.0) -> RunningCluster:
    """Make the cluster when absent, start it and wait until it answers.

    Raises:
        EmbeddedClusterError: it did not start; the message carries the end of its log.
    """
    cluster.create()
    for _ in range(START_ATTEMPTS):
        cluster.clear_the_way()
        process = spawn_server(cluster)
        if wait_until_ready(cluster, process, patience_s):
            return RunningCluster(cluster, process)
        RunningCluster(cluster, process).stop()
    raise EmbeddedClusterError(
        f"PostgreSQL did not start. The end of {cluster.site.log}:\n{cluster.log_tail()}"
    )


def wait_until_ready(cluster: Cluster, process: subprocess.Popen[bytes], patience_s: float) -> bool:
    until = time.monotonic() + patience_s
    while time.monotonic() < until:
        if cluster.is_ready(process.pid):
            return True
        if process.poll() is not None:
            return False
        time.sleep(0.02)
    return False
