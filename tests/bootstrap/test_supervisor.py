"""The supervisor with real processes: nothing stays down or behind, nothing acknowledged is lost."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import httpx
import psycopg
import pytest

from adapters.persistence.embedded.leftovers import processes_of
from adapters.persistence.embedded.site import choose_site
from bootstrap.settings import ROOT

PATIENCE_S = 30.0
NOBODYS = "postgresql://nobody@/nothing"  # never connected to: no cluster is started


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


@pytest.fixture(scope="module")
def start() -> Iterator[Callable[..., Running]]:
    """Starts supervisors on data folders of their own; ends what a failed test left."""
    made: list[Running] = []

    def begin(data: Path | None = None, **environment: str) -> Running:
        folder = data or Path(tempfile.mkdtemp(prefix="callout-test-"))
        folder.chmod(0o755)
        port = free_port()
        output = folder / f"output-{len(made)}.txt"
        wanted = {
            "CALLOUT_DATA": str(folder),
            "CALLOUT_PORT": str(port),
            "CALLOUT_API_PROCESSES": "2",
            **environment,
        }
        with output.open("wb") as target:
            process = launch(wanted, target)
        made.append(Running(process, folder, int(wanted["CALLOUT_PORT"]), output))
        return made[-1]

    def launch(environment: dict[str, str], target: BinaryIO) -> subprocess.Popen[bytes]:
        inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        return subprocess.Popen(
            [sys.executable, "-m", "tests.bootstrap.stand_in", "supervise"],
            cwd=ROOT, env={**inherited, **environment}, stdout=target, stderr=subprocess.STDOUT,
        )  # fmt: skip

    yield begin
    for one in made:
        if one.process.poll() is None:
            one.stop()
        shutil.rmtree(one.postgres, ignore_errors=True)
        shutil.rmtree(one.data, ignore_errors=True)


@pytest.fixture(scope="module")
def running(start: Callable[..., Running]) -> Running:
    one = start()
    wait_until(one.is_up)
    return one


def write_notes(url: str, count: int, acknowledged: list[int]) -> None:
    with httpx.Client(trust_env=False) as client:
        for _ in range(count):
            try:
                answer = client.post(f"{url}/note", timeout=5)
            except httpx.TransportError:
                continue
            if answer.status_code == 201:
                acknowledged.append(int(answer.text))


def test_it_prints_where_everything_is_and_keeps_that_page_for_its_owner_only(running: Running) -> None:
    page = running.data / "ACCESS.txt"
    assert f"{running.url}/admin/" in running.said
    assert "dispatcher" in running.said
    assert page.read_text() in running.said
    assert page.stat().st_mode & 0o777 == 0o600


def test_every_child_has_a_session_of_its_own(running: Running) -> None:
    children = running.children()
    assert len(children) == 4  # PostgreSQL, background, two API processes
    assert all(os.getsid(child) == child for child in children)


def test_a_killed_api_process_comes_back_and_the_next_fifty_requests_are_served(running: Running) -> None:
    with httpx.Client(trust_env=False) as client:
        victim = int(client.get(f"{running.url}/process").text)
    os.kill(victim, signal.SIGKILL)
    with httpx.Client(trust_env=False, headers={"connection": "close"}) as clients:  # as from fifty of them
        answers = [clients.get(f"{running.url}/process").status_code for _ in range(50)]
    assert answers == [200] * 50
    wait_until(lambda: len(running.children()) == 4)
    assert victim not in running.children()


def test_after_a_kill_of_postgresql_every_acknowledged_row_is_there_once(running: Running) -> None:
    acknowledged: list[int] = []
    write_notes(running.url, 10, acknowledged)
    before = running.postmaster()
    os.kill(before, signal.SIGKILL)
    write_notes(running.url, 5, acknowledged)

    def is_back() -> bool:
        found = len(acknowledged)
        write_notes(running.url, 1, acknowledged)
        return len(acknowledged) > found

    wait_until(is_back)
    assert running.postmaster() != before
    with psycopg.connect(choose_site(running.data).dsn("callout_app", "callout")) as connection:
        rows = [row[0] for row in connection.execute("SELECT id FROM note").fetchall()]
    assert len(acknowledged) >= 11
    assert set(acknowledged) <= set(rows)
    assert len(rows) == len(set(rows))


def test_orphaned_backends_do_not_block_the_restart_of_postgresql(running: Running) -> None:
    dsn = choose_site(running.data).dsn("callout_admin", "callout")
    held = psycopg.connect(dsn, autocommit=True)
    busy = held.execute("SELECT pg_backend_pid()").fetchone()
    assert busy is not None
    os.kill(busy[0], signal.SIGSTOP)  # stands for one that is too busy to notice its postmaster's death
    before = running.postmaster()
    os.kill(before, signal.SIGKILL)
    wait_until(
        lambda: (
            "ready" in (running.postgres / "postmaster.pid").read_text() and running.postmaster() != before
        )
    )
    assert busy[0] not in processes_of(running.postgres)
    held.close()


def test_a_second_supervisor_on_the_same_data_is_refused_in_words(
    running: Running, start: Callable[..., Running]
) -> None:
    second = start(data=running.data)
    assert second.process.wait(PATIENCE_S) == 1
    assert f"process {running.process.pid}" in second.said


def test_a_busy_port_is_refused_in_words_that_name_its_holder(
    running: Running, start: Callable[..., Running]
) -> None:
    second = start(CALLOUT_PORT=str(running.port))
    assert second.process.wait(PATIENCE_S) == 1
    assert f"Port {running.port} on 127.0.0.1 is busy: " in second.said
    assert "(process " in second.said


def test_ctrl_c_ends_everything_in_time_and_a_second_start_is_quick_and_keeps_the_data(
    start: Callable[..., Running],
) -> None:
    first = start()
    wait_until(first.is_up)
    acknowledged: list[int] = []
    write_notes(first.url, 3, acknowledged)
    children = first.children()
    accounts = (first.data / "demo-accounts.json").read_text()
    assert first.stop() < 10
    assert first.process.returncode == 0
    assert "was killed" not in first.said
    assert not any(Path(f"/proc/{child}").exists() for child in children)
    assert processes_of(first.postgres) == []

    began = time.monotonic()
    second = start(data=first.data)
    wait_until(second.is_up)
    assert time.monotonic() - began < 10
    assert (first.data / "demo-accounts.json").read_text() == accounts
    with psycopg.connect(choose_site(first.data).dsn("callout_app", "callout")) as connection:
        rows = connection.execute("SELECT id FROM note").fetchall()
    assert {row[0] for row in rows} == set(acknowledged)

    children = second.children()
    second.process.kill()
    second.process.wait()
    wait_until(lambda: not any(_is_alive(child) for child in children))
    third = start(data=first.data)
    wait_until(third.is_up)


def test_a_failed_task_stops_everything_and_shows_the_end_of_its_log(start: Callable[..., Running]) -> None:
    one = start(STAND_IN_FAULT="task", DATABASE_URL=NOBODYS)
    assert one.process.wait(PATIENCE_S) == 1
    assert "Table failed (code 1)" in one.said
    assert "the table is crooked" in one.said


def test_an_api_that_never_comes_up_is_given_up_with_its_log(start: Callable[..., Running]) -> None:
    one = start(STAND_IN_FAULT="api", DATABASE_URL=NOBODYS)
    assert one.process.wait(PATIENCE_S) == 1
    assert "times at its start" in one.said
    assert "no such module" in one.said


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
