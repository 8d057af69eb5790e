"""The three servers: each a process of its own over a database of its own, all from the same rows."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from benchmarks.http.database import BenchCluster
from benchmarks.http.load import Job, Outcome
from benchmarks.http.operations import Operation, operations_of
from tests.support.database import Database

ROOT: Final = Path(__file__).resolve().parents[2]
SERVERS: Final = ("ours", "by_hand", "orm")
START_WITHIN_S: Final = 60.0
POOL_SIZE: Final = 8  # the peers' pools have the same


class ServerFailed(RuntimeError):
    """A server did not start, or the client's run failed; the message says why."""


@dataclass(frozen=True, slots=True)
class Server:
    name: str
    process: subprocess.Popen[bytes]
    port: int
    postmaster: int
    database: Database
    operations: Mapping[str, Operation]
    log: Path

    def loaded(self, operation: Operation, count: int, connections: int) -> Outcome:
        """Send that many requests from a process of its own. Raises `ServerFailed`."""
        job = Job(
            port=self.port,
            pid=self.process.pid,
            postmaster=self.postmaster,
            connections=connections,
            status=operation.status,
            requests=operation.take(count),
        )
        command = [sys.executable, "-m", "benchmarks.http.load"]
        done = subprocess.run(
            command, input=msgspec.json.encode(job), cwd=ROOT, capture_output=True, check=False, timeout=300
        )
        if done.returncode != 0:
            tail = self.log.read_text(errors="replace")[-3000:]
            raise ServerFailed(f"{self.name}, {operation.name}:\n{done.stderr.decode()[-1500:]}\n{tail}")
        return msgspec.json.decode(done.stdout, type=Outcome)


@contextmanager
def running_servers(
    cluster: BenchCluster, names: tuple[str, ...] = SERVERS
) -> Iterator[Mapping[str, Server]]:
    with ExitStack() as stack:
        yield {name: stack.enter_context(running_server(cluster, name)) for name in names}


@contextmanager
def running_server(cluster: BenchCluster, name: str) -> Iterator[Server]:
    database = cluster.clone(name)
    log = cluster.folder / f"{name}.log"
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener, log.open("wb") as output:
        listener.set_inheritable(True)
        command = [sys.executable, "-m", "benchmarks.http.serve", name, str(listener.fileno()), database.app]
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=_environment(database, cluster.folder / f"{name}-data"),
            pass_fds=[listener.fileno()],
            stdout=output,
            stderr=output,
        )
        port = listener.getsockname()[1]
    try:
        _wait_until_up(process, port, log)
        yield Server(name, process, port, cluster.postmaster, database, operations_of(database.owner), log)
    finally:
        _stop(process)


def _environment(database: Database, data: Path) -> dict[str, str]:
    data.mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CALLOUT_", "PG"))}
    return kept | {
        "DATABASE_URL": database.app,
        "CALLOUT_OWNER_URL": database.owner,
        "CALLOUT_DATA": str(data),
        "CALLOUT_POOL_SIZE": str(POOL_SIZE),
    }


def _wait_until_up(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Until any request is answered with anything."""
    until = time.monotonic() + START_WITHIN_S
    while time.monotonic() < until and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), 1) as sock:
                sock.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                sock.settimeout(1)
                if sock.recv(1):
                    return
        except OSError:
            time.sleep(0.1)
    raise ServerFailed(f"the server did not start:\n{log.read_text(errors='replace')[-3000:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
