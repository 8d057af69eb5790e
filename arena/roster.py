"""The rules by their names, and rules of your own from a file."""

import importlib.util
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from adapters.dispatch.routes import PlannedRoutes
from arena.rules.hall_only import HallOnly
from arena.rules.matcher import BatchMatcher
from arena.rules.moving import InsertionWithMoves
from arena.rules.nearest import NearestFree
from arena.rules.random_fit import RandomFit
from domain.dispatching.rule import Rule
from domain.dispatching.rules.insertion import CheapestInsertion
from domain.dispatching.rules.relocation import InsertionWithRelocation

ROSTER: Final[Mapping[str, Rule]] = {
    "insertion": CheapestInsertion(),
    "nearest": NearestFree(),
    "random": RandomFit(),
    "match": BatchMatcher(),
    "relocation": InsertionWithRelocation(),
    "plan": PlannedRoutes(),
    "hall": HallOnly(),
}

FAMILIES: Final[Mapping[str, Callable[[int], Rule]]] = {
    "moving": InsertionWithMoves,
    "plan": PlannedRoutes,
    "random": RandomFit,
    "relocation": InsertionWithRelocation,
}
"""Rules with a whole number: seconds that a move must save, the seed of ties, tries or work in a round."""


class RuleUnknown(Exception):
    """What was asked for is no rule; the text says what there is."""


def rule_named(name: str) -> Rule:
    """A rule of the roster, one with a number (`moving@600`, `random@7`, `relocation@40`), `FILE.py:CLASS`.

    Raises `RuleUnknown`.
    """
    if name in ROSTER:
        return ROSTER[name]
    family, _, number = name.partition("@")
    if family in FAMILIES and number.isdecimal():
        return FAMILIES[family](int(number))
    file, colon, kind = name.rpartition(":")
    if not colon:
        raise RuleUnknown(f"no rule {name!r}: there are {', '.join(ROSTER)}, moving@SECONDS, FILE.py:CLASS")
    return _from_file(Path(file), kind)


def _from_file(path: Path, kind: str) -> Rule:
    if not path.is_file():
        raise RuleUnknown(f"no file {path}")
    module_name = f"arena_rule_{path.stem}"
    spec = importlib.util.spec_from_file_location(module_name, path)
    if spec is None or spec.loader is None:
        raise RuleUnknown(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[module_name] = module
    try:
        spec.loader.exec_module(module)
        made = getattr(module, kind, None)
        if made is None:
            raise RuleUnknown(f"{path} has no {kind}")
        rule: Rule = made() if isinstance(made, type) else made
    except (Exception, SystemExit) as trouble:
        raise _told(path, trouble) from trouble
    if not callable(getattr(rule, "choose", None)):
        raise RuleUnknown(f"{kind} in {path} has no method choose(scene)")
    return rule


def _told(path: Path, trouble: BaseException) -> RuleUnknown:
    """Somebody else's code fails in ways of its own; whoever wrote it wants to know which."""
    if isinstance(trouble, RuleUnknown):
        return trouble
    return RuleUnknown(f"{path} cannot be used: {type(trouble).__name__}: {trouble}")
