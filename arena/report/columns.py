"""The measures as people read them: their names, units, which way is better, how a difference is told."""

from dataclasses import dataclass
from enum import Enum
from typing import Final


class Better(Enum):
    LESS = " ↓"
    MORE = " ↑"
    NEITHER = ""


class Told(Enum):
    """How a difference reads: of the reference's mean, in points of a share, or in the measure's own unit."""

    RELATIVE = "%"
    POINTS = "pp"
    AMOUNT = ""


@dataclass(frozen=True, slots=True)
class Column:
    """`field` is the one of `Measures`; shares are shown times 100 (`scale`). An empty `unit` is a count."""

    field: str
    title: str
    unit: str
    decimals: int
    better: Better = Better.LESS
    told: Told = Told.AMOUNT

    @property
    def scale(self) -> float:
        return 100.0 if self.told is Told.POINTS else 1.0

    @property
    def head(self) -> str:
        return f"{self.name} {self.unit}".rstrip()

    @property
    def name(self) -> str:
        return f"{self.title}{self.better.value}"


SERVED: Final = Column("served", "served", "%", 1, Better.MORE, Told.POINTS)
ACCEPT_P50: Final = Column("accept_p50_min", "accept p50", "min", 1, told=Told.RELATIVE)
LATE_MIN: Final = Column("late_min", "late by", "min", 1)
PROMISES: Final = Column("promises_per_100", "promises", "/100", 1)
KM: Final = Column("km_per_order", "km/order", "km", 2, told=Told.RELATIVE)
EARNINGS: Final = Column("earnings_spread", "pay spread", "%", 1, told=Told.POINTS)

FOR_HOMEOWNERS: Final = (
    Column("placed", "placed", "", 1, Better.NEITHER),
    SERVED,
    Column("late", "late", "%", 1, told=Told.POINTS),
    LATE_MIN,
    ACCEPT_P50,
    Column("accept_p90_min", "accept p90", "min", 1, told=Told.RELATIVE),
    PROMISES,
)
FOR_WORKERS: Final = (
    KM,
    Column("idle", "idle", "%", 1, Better.NEITHER, Told.POINTS),
    Column("overtime_min", "overtime", "min", 1),
    Column("withdrawn_per_100", "withdrawn", "/100", 1),
    Column("declines_per_100", "declined", "/100", 1),
    Column("expiries_per_100", "expired", "/100", 1),
    Column("load_spread", "load spread", "%", 1, told=Told.POINTS),
    EARNINGS,
)
COLUMNS: Final = (*FOR_HOMEOWNERS, *FOR_WORKERS)
LEGEND: Final = (
    "Means over the days with 95 % intervals (±); ↑ more is better, ↓ less is better. served: of all wishes."
    " late, late by: of the served, after the window's end. accept: from approval to the first acceptance."
    " promises: acceptances undone by others than the homeowner, for each 100 placed orders. km/order: driven"
    " to visits for each order served. idle: of on-duty time. overtime: per worker. withdrawn, declined,"
    " expired: for each 100 offers. load spread: deviation among workers of the part of the shift worked or"
    " travelled. pay spread: variation of earnings per on-duty hour among workers of equal skill."
)
