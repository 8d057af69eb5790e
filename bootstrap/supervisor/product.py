"""What `make run` starts: PostgreSQL, migrations, seed, background process, API processes."""

import os
import signal
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from adapters.persistence.embedded.cluster import Cluster, server_environment
from bootstrap.settings import ROOT, Settings
from bootstrap.supervisor.plans import Service, Stage, Task, dies_with_parent

CALLOUT: Final = (sys.executable, "-m", "bootstrap.cli")
# The three waits together stay under the ten seconds that Ctrl-C may take.
API_PATIENCE_S: Final = 4.0
BACKGROUND_PATIENCE_S: Final = 2.0
POSTGRES_PATIENCE_S: Final = 3.0


@dataclass(frozen=True, slots=True)
class Commands:
    """The command lines of our own processes; tests put small stand-ins in their place.

    `{fd}` in `api` becomes the number of the inherited listening socket.
    """

    api: tuple[str, ...] = (*CALLOUT, "serve", "--fd", "{fd}")
    background: tuple[str, ...] = (*CALLOUT, "background")
    tasks: tuple[tuple[str, tuple[str, ...]], ...] = (("Migrations", (*CALLOUT, "migrate")),)


DEMO_TASKS: Final = (*Commands().tasks, ("Demo city", (*CALLOUT, "seed")))


def database_stage(cluster: Cluster) -> Stage:
    """The embedded server with its roles and database: everything else needs it."""
    server = Service(
        name="postgres",
        command=tuple(cluster.server_command()),
        log=cluster.site.log,
        environment=server_environment(),
        is_ready=cluster.is_ready,
        before_start=cluster.clear_the_way,
        after_end=cluster.clear_the_way,
        stop_signal=signal.SIGINT,
        patience_s=POSTGRES_PATIENCE_S,
    )
    return Stage(services=(server,), when_ready=cluster.prepare_databases)


def process_stages(settings: Settings, listener: socket.socket, commands: Commands) -> tuple[Stage, ...]:
    """Migrations and seed with the owner's rights; then background; then the API on `listener`."""
    owner = _environment(settings, CALLOUT_OWNER_URL=settings.owner_dsn)
    ours = _environment(settings)
    tasks = tuple(
        Task(title, command, settings.logs / f"{title.lower().replace(' ', '-')}.log", owner, ROOT)
        for title, command in commands.tasks
    )
    background = Service(
        name="background",
        command=dies_with_parent(commands.background),
        log=settings.logs / "background.log",
        environment=ours,
        folder=ROOT,
        patience_s=BACKGROUND_PATIENCE_S,
    )
    descriptor = listener.fileno()
    api_command = tuple(word.replace("{fd}", str(descriptor)) for word in commands.api)
    api = tuple(
        Service(
            name=f"api-{number}",
            command=dies_with_parent(api_command),
            log=settings.logs / f"api-{number}.log",
            environment=ours,
            folder=ROOT,
            inherits=(descriptor,),
            is_ready=lambda _process_id: answers(f"{_reachable(settings)}/readyz"),
            patience_s=API_PATIENCE_S,
        )
        for number in range(1, settings.api_processes + 1)
    )
    return (Stage(tasks=tasks, services=(background,)), Stage(services=api))


def answers(url: str) -> bool:
    """Whether a GET of our own address gives 200 within a second."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=1) as response:
            return bool(response.status == 200)
    except (OSError, urllib.error.URLError, ValueError):
        return False


def _reachable(settings: Settings) -> str:
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.host, settings.host)
    return f"http://{host}:{settings.port}"


def _environment(settings: Settings, **more: str) -> Mapping[str, str]:
    """What children see: the owner's DSN only where `more` carries it."""
    inherited = {name: value for name, value in os.environ.items() if name != "CALLOUT_OWNER_URL"}
    return {
        **inherited,
        "DATABASE_URL": settings.app_dsn,
        "CALLOUT_DATA": str(settings.data),
        "CALLOUT_HOST": settings.host,
        "CALLOUT_PORT": str(settings.port),
        "PYTHONUNBUFFERED": "1",
        **more,
    }


def make_folders(settings: Settings) -> None:
    """Data, logs and photos; logs and photos are nobody else's business."""
    settings.data.mkdir(parents=True, exist_ok=True)
    for folder in (settings.logs, settings.photos):
        folder.mkdir(mode=0o700, exist_ok=True)
