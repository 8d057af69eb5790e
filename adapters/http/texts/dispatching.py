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
}
