"""The supervisor with real processes: nothing stays down or behind, nothing acknowledged is lost."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import psycopg

from adapters.persistence.embedded.leftovers import processes_of
from adapters.persistence.embedded.site import choose_site
from tests.bootstrap.watching import PATIENCE_S, Running, is_alive, wait_until, write_notes

NOBODYS = "postgresql://nobody@/nothing"  # never connected to: no cluster is started


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
    wait_until(lambda: running.is_served_by_another_postmaster(before))
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
    wait_until(lambda: not any(is_alive(child) for child in children))
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
