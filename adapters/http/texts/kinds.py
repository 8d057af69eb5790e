"""The kinds themselves: what is said when a cause has no words of its own."""

from typing import Final

from adapters.http.problems.entry import entry

ENTRIES: Final = {
    "domain_error": entry(
        "请求未能完成",
        "The request failed",
        "请稍后再试。",
        "Please try again later.",
    ),
    "malformed": entry(
        "填写的内容有误",
        "Something in it is not right",
        "请检查填写的内容后重试。",
        "Check what was sent and try again.",
    ),
    "unauthenticated": entry(
        "请先登录",
        "Please sign in",
        "登录后再试。",
        "Sign in and try again.",
    ),
    "forbidden": entry(
        "没有权限",
        "You may not do this",
        "请换用有权限的账号。",
        "Use an account that is allowed to.",
    ),
    "not_found": entry(
        "没有找到",
        "Not found",
        "它可能已被删除，或者您无权查看。",
        "It may be gone, or not be yours to see.",
    ),
    "conflict": entry(
        "情况有变",
        "Something changed",
        "请刷新后按最新情况再决定。",
        "Refetch, and decide again on what is there now.",
    ),
    "expired": entry(
        "已过期",
        "It has expired",
        "请重新开始。",
        "Start again.",
    ),
    "rule_broken": entry(
        "不符合规则",
        "This is against a rule",
        "请按提示修改。",
        "Change it as the facts say.",
    ),
    "too_many": entry(
        "操作太频繁",
        "Too often",
        "请稍后再试。",
        "Wait a little and try again.",
    ),
    "unavailable": entry(
        "服务繁忙",
        "We are busy",
        "请稍后再试。",
        "Try again soon; a write under the same key.",
    ),
}
