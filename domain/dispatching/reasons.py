"""Why a visit got nobody, in code and words."""

from dataclasses import dataclass
from enum import StrEnum

from domain.dispatching.failures import Failure, FailureCode
from domain.dispatching.ranking import Outlook
from domain.shared.texts import Text


class UnassignedCode(StrEnum):
    NO_WORKERS = "no_workers"
    NOBODY_FITS = "nobody_fits"
    ALL_TAKEN = "all_taken"
    FIXED_WORKER_UNFIT = "fixed_worker_unfit"
    PLANNED_FOR_LATER = "planned_for_later"


@dataclass(frozen=True, slots=True)
class UnassignedReason:
    """Why a visit got nobody: with the commonest hard failure when nobody fits."""

    code: UnassignedCode
    commonest: FailureCode | None = None
    count: int = 0
    of: int = 0

    @property
    def text(self) -> Text:
        if self.code is UnassignedCode.NO_WORKERS:
            return Text("本区域没有师傅", "the region has no workers")
        if self.code is UnassignedCode.FIXED_WORKER_UNFIT:
            return Text("人工指定的师傅不合适", "the worker set by hand does not fit")
        if self.code is UnassignedCode.PLANNED_FOR_LATER:
            return Text(
                "已排入计划，临近预约时段时派单", "has its place in the plan; somebody is asked nearer to it"
            )
        if self.code is UnassignedCode.ALL_TAKEN:
            return Text(
                f"{self.count} 位合适的师傅本轮都已派给其他订单",
                f"all {self.count} fitting workers were given other visits this round",
            )
        why = Failure(self.commonest).text if self.commonest else Text("", "")
        return Text(
            f"{self.of} 位师傅均不合适，最常见原因：{why.zh}（{self.count} 位）",
            f"none of {self.of} workers fits; most often: {why.en} ({self.count})",
        )


def unassigned_reason(outlook: Outlook, workers: int, *, is_fixed: bool = False) -> UnassignedReason:
    if not workers:
        return UnassignedReason(UnassignedCode.NO_WORKERS)
    if is_fixed:
        return UnassignedReason(UnassignedCode.FIXED_WORKER_UNFIT, count=outlook.fitting, of=workers)
    if outlook.fitting:
        return UnassignedReason(UnassignedCode.ALL_TAKEN, count=outlook.fitting, of=workers)
    if not outlook.failures_by_code:  # nobody looked
        return UnassignedReason(UnassignedCode.NOBODY_FITS, of=workers)
    code, count = max(outlook.failures_by_code, key=lambda pair: pair[1])
    return UnassignedReason(UnassignedCode.NOBODY_FITS, code, count, workers)
