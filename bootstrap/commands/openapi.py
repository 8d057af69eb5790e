"""Print the API's OpenAPI document."""

import argparse
import sys

from bootstrap.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from adapters.http.contract.openapi import document_bytes
    from adapters.http.contract.table import ROUTES

    sys.stdout.buffer.write(document_bytes(ROUTES))
    sys.stdout.buffer.write(b"\n")
    return 0
