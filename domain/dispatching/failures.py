"""Why a worker cannot take a visit, as codes with facts and words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.scheduling.placement import Misfit, Obstacle
from domain.shared.ids import VisitId
from domain.shared.texts import Text


class FailureCode(StrEnum):
    SKILL_MISSING = "skill_missing"
    SKILL_LEVEL_LOW = "skill_level_low"
    SKILL_EXPIRED = "skill_expired"
    BLOCKED_BY_HOMEOWNER = "blocked_by_homeowner"
    DECLINED_BEFORE = "declined_before"
    OFF_DUTY = "off_duty"
    OUTSIDE_AREA = "outside_area"
    TOO_FAR = "too_far"
    OUTSIDE_SHIFT = "outside_shift"
    ON_LEAVE = "on_leave"
    DAY_FULL = "day_full"
    WINDOW_MISSED = "window_missed"
    PUSHES_NEXT_LATE = "pushes_next_late"
    ENDS_AFTER_SHIFT = "ends_after_shift"


FORGIVABLE: Final = frozenset({FailureCode.DECLINED_BEFORE})
"""What a dispatcher may overrule by hand, with a reason."""


@dataclass(frozen=True, slots=True)
class Failure:
    """`amount` is in the unit of the code: seconds late, metres away, the worker's level; else 0."""

    code: FailureCode
    amount: int = 0
    visit_id: VisitId | None = None

    @property
    def text(self) -> Text:
        words = _WORDS[self.code]
        shown = _shown(self)
        return Text(zh=words.zh.format(shown), en=words.en.format(shown))


def of_misfit(misfit: Misfit) -> Failure:
    return Failure(_OBSTACLES[misfit.obstacle], misfit.short_s, misfit.visit_id)


def _shown(failure: Failure) -> int:
    """Minutes for seconds, everything else as it is."""
    return -(-failure.amount // 60) if failure.code in _IN_MINUTES else failure.amount


_OBSTACLES: Final[Mapping[Obstacle, FailureCode]] = {
    Obstacle.OUTSIDE_SHIFT: FailureCode.OUTSIDE_SHIFT,
    Obstacle.ON_LEAVE: FailureCode.ON_LEAVE,
    Obstacle.DAY_FULL: FailureCode.DAY_FULL,
    Obstacle.WINDOW_MISSED: FailureCode.WINDOW_MISSED,
    Obstacle.PUSHES_NEXT_LATE: FailureCode.PUSHES_NEXT_LATE,
    Obstacle.ENDS_AFTER_SHIFT: FailureCode.ENDS_AFTER_SHIFT,
}
_IN_MINUTES: Final = frozenset(
    {FailureCode.WINDOW_MISSED, FailureCode.PUSHES_NEXT_LATE, FailureCode.ENDS_AFTER_SHIFT}
)
_WORDS: Final[Mapping[FailureCode, Text]] = {
    FailureCode.SKILL_MISSING: Text("没有所需技能", "does not have the skill"),
    FailureCode.SKILL_LEVEL_LOW: Text("技能等级不足（现为 {} 级）", "skill level too low (level {})"),
    FailureCode.SKILL_EXPIRED: Text("技能证书届时已过期", "the skill will have expired"),
    FailureCode.BLOCKED_BY_HOMEOWNER: Text("已被业主屏蔽", "blocked by the homeowner"),
    FailureCode.DECLINED_BEFORE: Text("曾拒绝此单", "declined this order before"),
    FailureCode.OFF_DUTY: Text("当班但未上线", "off duty in the shift concerned"),
    FailureCode.OUTSIDE_AREA: Text("不在服务区域内", "outside the service area"),
    FailureCode.TOO_FAR: Text("距离过远（{} 米）", "too far away ({} m)"),
    FailureCode.OUTSIDE_SHIFT: Text("预约时段无班次", "no shift in the appointment window"),
    FailureCode.ON_LEAVE: Text("预约时段请假", "on leave in the appointment window"),
    FailureCode.DAY_FULL: Text("当班工作量已满", "the shift is full"),
    FailureCode.WINDOW_MISSED: Text("最早也会迟到 {} 分钟", "would arrive {} min after the window"),
    FailureCode.PUSHES_NEXT_LATE: Text("会使下一单迟到 {} 分钟", "would make the next visit {} min late"),
    FailureCode.ENDS_AFTER_SHIFT: Text("会超出班次 {} 分钟", "would end {} min after the shift"),
}
