"""Campaigns, coupons and prices."""

from typing import Final

from adapters.http.problems.entry import entry

ENTRIES: Final = {
    "rules_faulty": entry(
        "规则有误，没有保存",
        "The rules are faulty and were not saved",
        "请按 faults 中的位置逐条修改。",
        "`faults` has one line for each: the place, what is wrong there, and what would be right.",
        "faults",
    ),
    "readings_malformed": entry(
        "定价所需的信息有误",
        "Something known about the order is malformed",
        "请检查标出的字段。",
        "`field` is not declared, or not of its declared type.",
        "field",
    ),
    "cart_malformed": entry(
        "订单明细有误",
        "The lines cannot be priced",
        "请检查标出的内容。",
        "`field` is out of bounds.",
        "field",
    ),
    "campaign_step_illegal": entry(
        "活动当前状态不能这样操作",
        "The campaign cannot take this step now",
        "请刷新后查看活动状态。",
        "It is `state`; refetch and see what is allowed.",
        "action",
        "state",
    ),
    "budget_overdrawn": entry(
        "活动预算不足",
        "The budget does not reach",
        "请减少数量或增加预算。",
        "`asked` was wanted, `left` is there.",
        "asked",
        "left",
    ),
    "return_line_unknown": entry(
        "要退的明细不对",
        "This line cannot be refunded like that",
        "请逐条选择订单里的明细，填写数量或金额之一。",
        "Name each line of the order at most once, with units or an amount, not both.",
        "line",
    ),
    "return_exceeds_line": entry(
        "超过可退的数量或金额",
        "More than what is left of the line",
        "请减少退回的数量或金额。",
        "`left` is left of `line`.",
        "asked",
        "left",
        "line",
    ),
    "coupon_code_malformed": entry(
        "优惠码输入有误",
        "This is not one of our codes",
        "请核对后重新输入。",
        "Check it for a wrong letter or two that changed places.",
    ),
    "code_space_too_small": entry(
        "优惠码太短",
        "So many codes of this length could be guessed",
        "请使用更长的优惠码。",
        "Ask for longer codes than `length`, or for fewer.",
        "length",
    ),
    "coupon_step_illegal": entry(
        "优惠券当前不能这样使用",
        "The coupon cannot be used like that now",
        "请刷新后查看优惠券状态。",
        "It is `status`; it may be in use for another order.",
        "status",
        "step",
    ),
    "coupon_expired": entry(
        "优惠券已过期",
        "The coupon has expired",
        "请换一张优惠券。",
        "Use another one.",
    ),
    "coupon_not_found": entry(
        "没有找到这张优惠券",
        "We cannot find this coupon",
        "请核对优惠码。",
        "Check the code.",
    ),
    "coupon_batch_closed": entry(
        "优惠券现在不能领取",
        "These coupons are not to be had now",
        "请在活动时间内领取。",
        "`reason` says why.",
        "reason",
    ),
    "coupon_batch_exhausted": entry(
        "优惠券已领完",
        "All of these coupons are given",
        "下次请早一点。",
        "Come earlier next time.",
    ),
    "coupon_batch_limit_reached": entry(
        "您已领到上限",
        "You have as many of these as one may have",
        "请先使用已领取的优惠券。",
        "`per_member` is the most.",
        "per_member",
    ),
}
