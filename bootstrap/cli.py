"""The command `callout`: each file in bootstrap/commands is one subcommand.

Such a file has a docstring whose first line is its help, `add_arguments(parser)` and
`run(arguments, settings) -> int`. Only the chosen one is imported, so that none pays for the others.
"""

import argparse
import ast
import importlib
import sys
from pathlib import Path
from typing import Final, Protocol, cast

from adapters.persistence.embedded.errors import EmbeddedClusterError
from bootstrap.settings import Settings, SettingsError, read_settings

COMMANDS: Final = Path(__file__).with_name("commands")


class Command(Protocol):
    """What a module in bootstrap/commands offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, arguments: argparse.Namespace, settings: Settings) -> int: ...


def main(words: list[str] | None = None) -> int:
    """Run one subcommand; its answer is the exit code."""
    words = sys.argv[1:] if words is None else words
    known = {path.stem.replace("_", "-"): path for path in sorted(COMMANDS.glob("[a-z]*.py"))}
    chosen = words[0] if words and words[0] in known else None
    parser = argparse.ArgumentParser(
        prog="callout", description="Home-service orders: run it, and look after it."
    )
    choices = parser.add_subparsers(required=True, metavar="COMMAND")
    command = None
    for name, path in known.items():
        subparser = choices.add_parser(name, help=_first_line(path))
        if name == chosen:
            command = cast(Command, importlib.import_module(f"bootstrap.commands.{path.stem}"))
            command.add_arguments(subparser)
    arguments = parser.parse_args(words)
    if command is None:  # argparse has already ended the program
        return 2
    try:
        return command.run(arguments, read_settings())
    except (SettingsError, EmbeddedClusterError) as problem:
        print(f"callout {chosen}: {problem}", file=sys.stderr)
        return 2


def _first_line(path: Path) -> str:
    return (ast.get_docstring(ast.parse(path.read_text())) or "").partition("\n")[0]


if __name__ == "__main__":
    sys.exit(main())
