"""The client: a closed loop over a few keep-alive connections, in a process of its own.

`python -m benchmarks.http.load` reads a `Job` as JSON from standard input and prints its `Outcome`. One
thread, plain sockets: the client's own work must not crowd out the servers on a small machine.
"""

import selectors
import socket
import sys
import time
from dataclasses import dataclass, field

import msgspec

from benchmarks.http.cpu import cluster_cpu_s, process_cpu_s

LONGEST_S = 120.0


class Job(msgspec.Struct, frozen=True):
    """`requests` are sent as they are, in order, each answer must have `status`."""

    port: int
    pid: int
    postmaster: int
    connections: int
    status: int
    requests: list[str]


class Outcome(msgspec.Struct, frozen=True):
    """Times in seconds; `cpu_s` of the server process and `database_cpu_s` of the whole cluster."""

    wall_s: float
    cpu_s: float
    database_cpu_s: float
    latencies_s: list[float]
    last_body: str


class LoadFailed(RuntimeError):
    """An answer was not what it should be, or the time was over."""


@dataclass(slots=True)
class Line:
    """One connection and the answer that is coming in on it."""

    sock: socket.socket
    sent_at: float = 0.0
    received: bytearray = field(default_factory=bytearray)

    def send(self, request: bytes) -> None:
        self.received.clear()
        self.sent_at = time.perf_counter()
        self.sock.sendall(request)

    def receive(self) -> tuple[int, bytes] | None:
        """Status and body, or None while some of it is on its way."""
        chunk = self.sock.recv(262_144)
        if not chunk:
            raise LoadFailed("the server closed the connection")
        self.received += chunk
        head, end, body = bytes(self.received).partition(b"\r\n\r\n")
        if not end:
            return None
        lowered = head.lower()
        at = lowered.find(b"content-length:")
        length = int(lowered[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        return (int(head[9:12]), body) if len(body) >= length else None


def run(job: Job) -> Outcome:
    """Raises `LoadFailed`."""
    lines = [Line(socket.create_connection(("127.0.0.1", job.port), 10)) for _ in range(job.connections)]
    try:
        return _measured(job, lines)
    finally:
        for line in lines:
            line.sock.close()


def _measured(job: Job, lines: list[Line]) -> Outcome:
    cpu, database_cpu = process_cpu_s(job.pid), cluster_cpu_s(job.postmaster)
    began = time.perf_counter()
    latencies, body = _closed_loop(job, lines, began + LONGEST_S)
    return Outcome(
        wall_s=time.perf_counter() - began,
        cpu_s=process_cpu_s(job.pid) - cpu,
        database_cpu_s=cluster_cpu_s(job.postmaster) - database_cpu,
        latencies_s=latencies,
        last_body=body.decode(),
    )


def _closed_loop(job: Job, lines: list[Line], until: float) -> tuple[list[float], bytes]:
    waiting = iter(job.requests)
    latencies: list[float] = []
    body = b""
    with selectors.DefaultSelector() as selector:
        for line in lines:
            if (request := next(waiting, None)) is not None:
                selector.register(line.sock, selectors.EVENT_READ, line)
                line.send(request.encode())
        while selector.get_map():
            for key, _ in selector.select(timeout=10):
                line = key.data
                answer = line.receive()
                if answer is None:
                    continue
                latencies.append(time.perf_counter() - line.sent_at)
                status, body = answer
                if status != job.status:
                    raise LoadFailed(f"{status} instead of {job.status}: {body[:500]!r}")
                if (request := next(waiting, None)) is None:
                    selector.unregister(line.sock)
                else:
                    line.send(request.encode())
            if time.perf_counter() > until:
                raise LoadFailed("too slow")
    return latencies, body


def main() -> None:
    job = msgspec.json.decode(sys.stdin.buffer.read(), type=Job)
    sys.stdout.buffer.write(msgspec.json.encode(run(job)))


if __name__ == "__main__":
    main()
