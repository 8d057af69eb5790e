"""Run everything: PostgreSQL, migrations, demo data, background process and API."""

import argparse
import contextlib
import sys

from adapters.persistence.embedded.binaries import find_binaries
from adapters.persistence.embedded.cluster import Cluster
from adapters.persistence.embedded.site import choose_site
from bootstrap.demo_accounts import load_or_make
from bootstrap.settings import Mode, Settings
from bootstrap.supervisor.errors import SupervisorError
from bootstrap.supervisor.listening import listen
from bootstrap.supervisor.ownership import own
from bootstrap.supervisor.plans import Stage
from bootstrap.supervisor.product import DEMO_TASKS, Commands, database_stage, make_folders, process_stages
from bootstrap.supervisor.supervisor import Supervisor
from bootstrap.supervisor.welcome import keep_welcome, welcome


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none: see the settings in docs/operations.md."""


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    try:
        supervise(settings, Commands(tasks=DEMO_TASKS) if settings.mode is Mode.DEMO else Commands())
    except SupervisorError as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    return 0


def supervise(settings: Settings, commands: Commands) -> None:
    """Own the data folder and the port, run all stages, return after an orderly stop.

    Raises:
        SupervisorError: it cannot start; what had started is stopped again.
    """
    with own(settings.data), listen(settings.host, settings.port) as listener:
        make_folders(settings)
        if settings.mode is Mode.DEMO:
            load_or_make(settings.data)
        stages = process_stages(settings, listener, commands)
        if settings.is_embedded:
            stages = (_embedded(settings), *stages)
        Supervisor(stages, report).run(when_up=lambda: _announce(settings))
    report("Stopped.")


def report(text: str) -> None:
    """Print at once; a terminal that has gone away is no reason to fall over."""
    with contextlib.suppress(OSError):
        print(text, flush=True)


def _embedded(settings: Settings) -> Stage:
    site = choose_site(settings.data)
    if site.notice:
        report(site.notice)
    cluster = Cluster(site, find_binaries())
    if not cluster.exists:
        report("Making the database cluster ...")
    cluster.create()
    return database_stage(cluster)


def _announce(settings: Settings) -> None:
    text = welcome(settings)
    keep_welcome(settings, text)
    report(text)
