"""The results looked up by rule, regime and measure, in the order of the seeds."""

from dataclasses import dataclass, field
from hashlib import sha256
from math import nan

from arena.report.columns import Column
from arena.results import DayResult, Results


@dataclass(frozen=True, slots=True)
class Sheet:
    results: Results
    _days: dict[tuple[str, str, int], DayResult] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        days = {(day.rule, day.regime, day.seed): day for day in self.results.days}
        object.__setattr__(self, "_days", days)

    def days(self, rule: str, regime: str) -> tuple[DayResult, ...]:
        """Those that were played, by seed."""
        found = (self._days.get((rule, regime, seed)) for seed in self.results.seeds)
        return tuple(day for day in found if day is not None)

    def values(self, rule: str, regime: str, column: Column) -> list[float]:
        """One a seed, scaled as the column shows it; NaN where nothing can be said or no day was played."""
        days = (self._days.get((rule, regime, seed)) for seed in self.results.seeds)
        return [nan if day is None else getattr(day.measures, column.field) * column.scale for day in days]

    def fouls(self, rule: str, regime: str) -> list[str]:
        return [foul for day in self.days(rule, regime) for foul in day.fouls]


def overall_digest(results: Results) -> str:
    """One hash (16 hex digits) of the event logs of all days, whatever order they stand in."""
    lines = sorted(f"{day.rule}\t{day.regime}\t{day.seed}\t{day.digest}" for day in results.days)
    return sha256("\n".join(lines).encode()).hexdigest()[:16]


def families(rules: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Rules that are one rule under several policies: `name@price` belongs to `name`, sorted by price."""
    found: dict[str, list[str]] = {}
    for rule in rules:
        found.setdefault(rule.partition("@")[0], []).append(rule)
    return {name: tuple(sorted(members, key=_price)) for name, members in found.items()}


def _price(rule: str) -> tuple[float, str]:
    price = rule.partition("@")[2]
    try:
        return float(price or "0"), rule
    except ValueError:
        return 0.0, rule
