"""Run the background process: outbox, timers, dispatch."""

import argparse

from bootstrap.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from bootstrap.background import main

    main()
    return 0
