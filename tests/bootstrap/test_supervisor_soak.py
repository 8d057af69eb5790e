"""Minutes of killing at random, under load."""

import os
import random
import signal
import threading
import time

import psycopg
import pytest

from adapters.persistence.embedded.site import choose_site
from tests.bootstrap.watching import Running, wait_until, write_notes

KILLS = 40
SEED = 20260101


@pytest.mark.soak
def test_whatever_is_killed_comes_back_and_no_acknowledged_row_is_lost(running: Running) -> None:
    chance = random.Random(SEED)
    acknowledged: list[int] = []
    is_over = threading.Event()

    def write() -> None:
        while not is_over.is_set():
            write_notes(running.url, 5, acknowledged)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(KILLS):
            victims = sorted(running.children())
            if victims:
                os.kill(chance.choice(victims), signal.SIGKILL)
            found = len(acknowledged)
            wait_until(lambda: len(acknowledged) > found, patience_s=60)  # noqa: B023  # waited for in this turn
            time.sleep(chance.uniform(0.0, 1.0))
    finally:
        is_over.set()
        writer.join()
    wait_until(lambda: len(running.children()) == 4)
    with psycopg.connect(choose_site(running.data).dsn("callout_app", "callout")) as connection:
        rows = [row[0] for row in connection.execute("SELECT id FROM note").fetchall()]
    assert set(acknowledged) <= set(rows)
    assert len(rows) == len(set(rows))
