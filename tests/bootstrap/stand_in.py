"""A product of tiny stand-ins, run as a process of its own: real supervisor, real PostgreSQL, our own API.

`python -m tests.bootstrap.stand_in supervise` with CALLOUT_DATA and CALLOUT_PORT set; the other words are
what the supervisor starts.
"""

import os
import sys
import time

FAULT = os.environ.get("STAND_IN_FAULT")
ME = (sys.executable, "-m", "tests.bootstrap.stand_in")


def supervise() -> None:
    from bootstrap.commands import supervise as command
    from bootstrap.settings import read_settings
    from bootstrap.supervisor.errors import SupervisorError
    from bootstrap.supervisor.product import Commands

    commands = Commands(
        api=(*ME, "serve", "{fd}"), background=(*ME, "background"), tasks=(("Table", (*ME, "table")),)
    )
    try:
        command.supervise(read_settings(), commands)
    except SupervisorError as problem:
        sys.exit(str(problem))


def table() -> None:
    if FAULT == "task":
        sys.exit("the table is crooked")
    if FAULT:
        return
    import psycopg

    with psycopg.connect(os.environ["CALLOUT_OWNER_URL"]) as owner:
        owner.execute("CREATE TABLE IF NOT EXISTS note (id bigserial PRIMARY KEY)")


def background() -> None:
    if "CALLOUT_OWNER_URL" in os.environ:
        sys.exit("the owner's address is not for us")
    while True:
        time.sleep(60)


def serve() -> None:
    if FAULT == "api":
        sys.exit("no such module")
    from tests.bootstrap.stand_in_api import run

    run(int(sys.argv[2]))


if __name__ == "__main__":
    {"supervise": supervise, "table": table, "background": background, "serve": serve}[sys.argv[1]]()
