"""How many trades each worker of a crew knows."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from arena.chance import Chance
from domain.workforce.model import Skill, Worker

USUAL_LEVEL: Final = 2
"""Of a trade that came in addition: enough for four fifths of what is ordered."""


def versed(worker: Worker, trades: int, known: Sequence[str], chance: Chance) -> Worker:
    """The worker with at least so many of the `known` trades, the missing ones drawn by luck."""
    has = {skill.code for skill in worker.skills}
    missing = [code for code in known if code not in has]
    wanted = min(len(missing), trades - len(has))
    if wanted <= 0:
        return worker
    added = chance.of("trades", worker.id).sample(missing, wanted)
    level = max([USUAL_LEVEL, *(skill.level for skill in worker.skills)])
    return replace(worker, skills=(*worker.skills, *(Skill(code, level) for code in added)))
