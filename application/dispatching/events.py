"""What happens around dispatch, beside the orders themselves."""

from dataclasses import dataclass
from datetime import datetime

from application.ports.dispatching import Run, RunStatus
from domain.shared.ids import RegionId, RunId


@dataclass(frozen=True, slots=True)
class RunChanged:
    run_id: RunId
    region_id: RegionId
    status: RunStatus
    at: datetime

    @classmethod
    def of(cls, run: Run) -> "RunChanged":
        return cls(run.id, run.region_id, run.status, run.ended_at or run.created_at)


@dataclass(frozen=True, slots=True)
class PolicyChanged:
    region_id: RegionId
    version: int
    at: datetime
