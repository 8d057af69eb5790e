"""A supervisor process under test, and ways to look at what it runs."""

import signal
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx

from adapters.persistence.embedded.site import choose_site

PATIENCE_S = 60.0


def wait_until(is_so: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
    until = time.monotonic() + patience_s
    while not is_so():
        assert time.monotonic() < until, "it did not become so in time"
        time.sleep(0.05)


@dataclass(slots=True)
class Running:
    """One supervisor process and how to look at what it runs."""

    process: subprocess.Popen[bytes]
    data: Path
    port: int
    output: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def said(self) -> str:
        return self.output.read_text()

    @property
    def postgres(self) -> Path:
        return choose_site(self.data).data

    def postmaster(self) -> int:
        return int((self.postgres / "postmaster.pid").read_text().split("\n", 1)[0])

    def is_served_by_another_postmaster(self, before: int) -> bool:
        """Between two servers the file is gone for a moment: read it once, or not at all."""
        try:
            lines = (self.postgres / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return "ready" in " ".join(lines) and int(lines[0]) != before

    def children(self) -> set[int]:
        return {
            int(pid)
            for pid in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        }

    def is_up(self) -> bool:
        assert self.process.poll() is None, self.said
        return "Callout runs at" in self.said

    def stop(self) -> float:
        started = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE_S)
        return time.monotonic() - started


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def write_notes(url: str, count: int, acknowledged: list[int]) -> None:
    with httpx.Client(trust_env=False) as client:
        for _ in range(count):
            try:
                answer = client.post(f"{url}/note", timeout=5)
            except httpx.TransportError:
                continue
            if answer.status_code == 201:
                acknowledged.append(int(answer.text))


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
