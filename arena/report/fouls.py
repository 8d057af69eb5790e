"""What the referee whistled, in sentences."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from arena.report.sheet import Sheet

MOST_KINDS_OF_FOUL: Final = 5


def fouls_told(sheet: Sheet) -> Iterator[str]:
    """A sentence for each rule and regime with fouls; one that says so where there are none."""
    results = sheet.results
    whistled = False
    for rule in results.rules:
        for regime in results.regimes:
            counted = Counter(sheet.fouls(rule, regime))
            if counted:
                whistled = True
                most = counted.most_common(MOST_KINDS_OF_FOUL)
                said = "; ".join(f"{foul} ({count})" for foul, count in most)
                more = f"; and {len(counted) - len(most)} other kinds" if len(counted) > len(most) else ""
                yield f"Fouls of {rule} in {regime}: {said}{more}."
    if not whistled:
        yield "The referee whistled no foul."
