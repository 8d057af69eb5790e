"""Judge rules of dispatch on simulated days of a city."""

import argparse
import sys

from bootstrap.settings import Settings

POLICY_ASKS_H = 8.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(required=True, metavar="ACTION", dest="action")
    _add_run(actions.add_parser("run", help="play days under several rules and compare them in pairs"))
    _add_record(actions.add_parser("record", help="write a past day of the product's log into a file"))
    _add_replay(
        actions.add_parser("replay", help="ask a recorded day's questions again, and play it by other rules")
    )


def _add_record(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--day", required=True, metavar="DATE", help="the local day, as YYYY-MM-DD")
    parser.add_argument("--region", metavar="CODE", help="needed where there are several")
    parser.add_argument("--out", metavar="FILE", help="gzipped if it ends with .gz (default: by the day)")


def _add_replay(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from-orders", required=True, metavar="FILE", help="what `arena record` wrote")
    parser.add_argument(
        "--policy",
        action="append",
        metavar="RULE",
        help="also play the day by this rule (as for run); the first is what the others are compared with",
    )
    parser.add_argument(
        "--seeds", type=int, default=5, metavar="N", help="plays for each rule, of what is not known"
    )
    parser.add_argument("--first-seed", type=int, default=1, metavar="N", help="default 1")
    parser.add_argument("--processes", type=int, default=None, metavar="N", help="default: one a core")
    parser.add_argument("--hindsight-s", type=float, default=4.0, metavar="S", help="search for each play")
    parser.add_argument("--report", metavar="FOLDER", help="write tables, plots and data of the plays there")


def _add_run(run_parser: argparse.ArgumentParser) -> None:
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
        help="ample, balanced, scarce, storm, all of these, or thick (default: balanced)",
    )
    run_parser.add_argument(
        "--ask-ahead-h",
        type=float,
        default=POLICY_ASKS_H,
        metavar="H",
        help="how long before a window rules that plan ahead ask somebody (default 8)",
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
    from arena.recorded.bounds import NotADay
    from arena.recorded.gather import NotRecorded
    from arena.roster import RuleUnknown
    from bootstrap.arena_town import NoTown

    try:
        return _done(arguments, settings)
    except InputsInvalid as wrong:
        said = ", ".join(f"{name}: {value}" for name, value in wrong.facts.items())
        print(f"callout arena: a parameter that cannot be ({said})", file=sys.stderr)
    except (NoTown, RuleUnknown, NotADay, NotRecorded) as wrong:
        print(f"callout arena: {wrong}", file=sys.stderr)
    return 2


def _done(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.action == "record":
        from bootstrap.arena_record import record_day

        return record_day(arguments, settings)
    if arguments.action == "replay":
        from bootstrap.arena_replay import replay_day

        return replay_day(arguments)
    from bootstrap.arena_run import run_arena

    return run_arena(arguments)
