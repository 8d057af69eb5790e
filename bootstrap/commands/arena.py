"""Judge rules of dispatch on simulated days of a city."""

import argparse

from bootstrap.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(required=True, metavar="ACTION", dest="action")
    run_parser = actions.add_parser("run", help="play days under several rules and compare them in pairs")
    run_parser.add_argument(
        "--policy",
        action="append",
        metavar="RULE",
        help="a rule: insertion, match, nearest, random, relocation, hall, moving@SECONDS, hindsight, "
        "or FILE.py:CLASS; the first is what the others are compared with (default: all of them)",
    )
    run_parser.add_argument(
        "--seeds", type=int, default=3, metavar="N", help="days for each rule (default 3)"
    )
    run_parser.add_argument("--first-seed", type=int, default=1, metavar="N", help="default 1")
    run_parser.add_argument(
        "--regime",
        action="append",
        help="ample, balanced, scarce, storm, or all (default: balanced)",
    )
    run_parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a parameter, such as demand.orders=100, workers=20, trouble.sick=0.1 (see docs/arena.md)",
    )
    run_parser.add_argument("--city", default="la_serena", help="a shipped city, or a folder like one")
    run_parser.add_argument("--day", default="2026-03-03", metavar="DATE", help="its weekday counts")
    run_parser.add_argument("--processes", type=int, default=None, metavar="N", help="default: one a core")
    run_parser.add_argument("--hindsight-s", type=float, default=4.0, metavar="S", help="search for each day")
    run_parser.add_argument("--report", metavar="FOLDER", help="write tables, plots, data and a replay there")
    run_parser.add_argument(
        "--replay", metavar="RULE", help="whose first day is replayed (default: the first)"
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from arena.checks import InputsInvalid
    from arena.roster import RuleUnknown
    from bootstrap.arena_run import run_arena
    from bootstrap.arena_town import NoTown

    try:
        return run_arena(arguments)
    except InputsInvalid as wrong:
        said = ", ".join(f"{name}: {value}" for name, value in wrong.facts.items())
        print(f"callout arena: a parameter that cannot be ({said})")
    except (NoTown, RuleUnknown) as wrong:
        print(f"callout arena: {wrong}")
    return 2
