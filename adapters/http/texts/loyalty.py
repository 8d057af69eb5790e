"""Points and messages."""

from typing import Final

from adapters.http.problems.entry import entry

ENTRIES: Final = {
    "history_cursor_malformed": entry(
        "翻页位置无效",
        "This cursor is not one of ours",
        "请从第一页重新开始。",
        "Pass `next_cursor` back as it came, or start without one.",
    ),
    "points_out_of_range": entry(
        "积分数不对",
        "This is no number of points",
        "请填写正整数。",
        "Points are whole and above zero.",
        "amount",
    ),
    "price_is_negative": entry(
        "金额不能为负",
        "The price is negative",
        "请检查金额。",
        "Use zero or more.",
    ),
    "points_not_enough": entry(
        "积分不够",
        "Not enough points",
        "请减少使用的积分。",
        "`needed` are asked for, `available` are there.",
        "available",
        "needed",
    ),
    "request_id_reused": entry(
        "请求重复但内容不同",
        "This request came back with other content",
        "请重新发起。",
        "Start anew with a new request.",
    ),
    "journal_already_posted": entry(
        "这笔积分已经入账",
        "This was booked before",
        "请刷新。",
        "Refetch: it is already there.",
    ),
    "earning_policy_exists": entry(
        "这个版本已经发布",
        "This version is published",
        "请发布新的版本。",
        "Publish a higher version.",
    ),
    "earning_policy_malformed": entry(
        "积分规则有误",
        "A number of the policy is out of bounds",
        "请检查标出的设置。",
        "`field` names it.",
        "field",
    ),
    "lot_changed": entry(
        "积分刚刚有变动",
        "The points have just moved",
        "请刷新后重试。",
        "Refetch and try again.",
    ),
    "hold_is_over": entry(
        "这笔冻结已经结束",
        "This hold is over",
        "请刷新。",
        "It ended as `status` before.",
        "status",
    ),
    "message_not_found": entry(
        "没有找到这条消息",
        "We cannot find this message",
        "请刷新。",
        "Refetch the inbox.",
    ),
    "already_reacted": entry(
        "已经处理过",
        "This was done before",
        "无需重复。",
        "Nothing is left to do.",
    ),
}
