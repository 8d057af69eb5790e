"""Reason codes in words, as messages tell them; what somebody typed stays as it is.

The front ends have the same codes and words in their own table of reasons.
"""

from collections.abc import Mapping
from typing import Final

from domain.shared.texts import Text

REASONS: Final[Mapping[str, Text]] = {
    # of the system
    "no_information": Text("没有收到补充信息", "No information came"),
    "window_passed": Text("预约时间已过", "The window passed"),
    "did_not_depart": Text("师傅未按时出发", "The worker did not set off in time"),
    "no_show": Text("师傅未出发", "The worker did not set off"),
    # of workers: declined or given back
    "too_far": Text("太远", "Too far"),
    "schedule_conflict": Text("时间冲突", "Clashes with my day"),
    "wrong_skill": Text("不是我的专长", "Not my trade"),
    "no_parts": Text("没有配件或工具", "No parts or tools"),
    "unwell": Text("身体不适", "Not feeling well"),
    "vehicle_trouble": Text("车辆故障", "Vehicle trouble"),
    "running_late": Text("上一单超时", "Last job ran over"),
    "emergency": Text("家中急事", "Family emergency"),
    # of reviewers: rejected
    "out_of_scope": Text("不在服务范围", "Out of scope"),
    "unsafe": Text("存在安全隐患", "Not safe to do"),
    "duplicate": Text("重复下单", "Ordered twice"),
    "unclear": Text("信息不清", "Not clear enough"),
    "no_capacity": Text("暂无人手", "No capacity"),
    # of homeowners: cancelled
    "plans_changed": Text("计划有变", "Plans changed"),
    "wrong_details": Text("信息填错了", "I made a mistake"),
    "solved": Text("问题已解决", "Solved by itself"),
    "waited_too_long": Text("等太久了", "Took too long"),
    "other": Text("其他", "Other"),
}


def reason_text(reason: str | None) -> Text:
    if not reason:
        return Text("-", "-")
    return REASONS.get(reason) or Text(reason, reason)
