"""Dispatch, runs, the exceptions queue and the timeline kernel."""

from typing import Final

from adapters.http.problems.entry import entry

ENTRIES: Final = {
    "exception_not_found": entry(
        "没有找到这条异常",
        "We cannot find this entry",
        "它可能已被处理，请刷新。",
        "Somebody may have dealt with it: refetch the queue.",
    ),
    "order_still_late": entry(
        "订单仍在延误",
        "The order is still late",
        "订单有进展后会自动移出；也可先改派或关闭订单。",
        "The next step from `status` takes it off the queue: see to that, reassign, or close the order.",
        "status",
    ),
    "run_not_found": entry(
        "没有找到这次派单计算",
        "We cannot find this run",
        "请重新计算。",
        "Start another one.",
    ),
    "run_not_open": entry(
        "这次派单计算已经结束",
        "This run is not open",
        "它已提交、已放弃或尚未算完，请刷新。",
        "It was committed or discarded before, or is not ready: refetch it.",
        "status",
    ),
    "tick_not_found": entry(
        "没有找到这一轮派单记录",
        "We cannot find this round",
        "记录只保留一段时间；请从列表中另选一轮。",
        "Rounds are kept for a while only: choose another one from the list.",
    ),
    "match_question_invalid": entry(
        "派单问题有误",
        "The dispatch question is not valid",
        "请联系我们。",
        "Report it: the input was inconsistent.",
    ),
    "dispatch_policy_invalid": entry(
        "派单规则有误",
        "A setting is out of its range",
        "请检查标出的设置。",
        "`field` names the setting.",
        "field",
    ),
    "visit_takes_no_time": entry(
        "服务时长不对",
        "The visit takes no time",
        "时长必须大于零。",
        "Its duration must be above zero.",
    ),
    "cap_is_negative": entry(
        "上限不能为负",
        "The cap is negative",
        "请填写非负数。",
        "Use zero or more.",
    ),
    "travel_not_known": entry(
        "暂时算不出路程",
        "The way is not known",
        "请稍后再试。",
        "Travel times were not at hand: try again soon.",
    ),
    "travel_table_is_ragged": entry(
        "路程表有误",
        "The table of travel times is ragged",
        "请联系我们。",
        "Report it.",
    ),
    "not_in_your_region": entry(
        "没有找到",
        "Not found in your region",
        "您只能处理本城市的内容。",
        "You look after another region; ask somebody of that one.",
    ),
    "clock_may_not_move": entry(
        "不能调整业务时间",
        "Business time may not be moved here",
        "此环境不允许调整业务时间。",
        "The settings of this installation do not allow it.",
    ),
    "clock_moved_meanwhile": entry(
        "业务时间刚刚被调整过",
        "Somebody else has just moved the clock",
        "请刷新后再试。",
        "Read the clock again, then decide.",
    ),
    "clock_only_goes_forward": entry(
        "时间不能倒退",
        "Business time only goes forward",
        "请填写正的速度或时长。",
        "Use a positive rate and an advance of zero or more.",
    ),
}
