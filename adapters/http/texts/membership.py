"""What members tell about themselves."""

from typing import Final

from adapters.http.problems.entry import entry

ENTRIES: Final = {
    "birthday_malformed": entry(
        "没有这一天",
        "No year has this day",
        "请重新选择月份和日期。",
        "Choose month and day again.",
    ),
    "birthday_reason_missing": entry(
        "更正生日需要说明原因",
        "A correction of a birthday needs a reason",
        "请填写更正的原因。",
        "Send a `reason` that is not blank.",
    ),
    "birthday_fixed": entry(
        "生日一年内只能改一次",
        "The birthday was told less than a year ago",
        "可以修改的时间见 fixed_until。",
        "`GET /me/birthday` says from when on it can be changed (`fixed_until`).",
    ),
    "referral_code_not_found": entry(
        "没有这个推荐码",
        "Nobody has this referral code",
        "请核对推荐码后再输入。",
        "Look at the code again and type it once more.",
    ),
    "referral_code_taken": entry(
        "推荐码刚刚生成",
        "The referral code was made in the same moment",
        "请重新打开页面。",
        "Ask for it again.",
    ),
    "referral_known": entry(
        "已经填过推荐人",
        "Who referred you was told before",
        "推荐人只能填写一次。",
        "It is told once and stays.",
    ),
    "referral_of_oneself": entry(
        "不能推荐自己",
        "This is your own code",
        "请填写推荐您的人的推荐码。",
        "Type the code of whoever referred you.",
    ),
    "referral_too_late": entry(
        "下单后不能再填推荐人",
        "You have ordered already",
        "推荐人要在第一次下单之前填写。",
        "Who referred you is told before the first order.",
    ),
    "referrer_not_earlier": entry(
        "推荐人必须比您先加入",
        "Whoever refers you was a member before you",
        "请填写比您先加入的人的推荐码。",
        "Type the code of somebody who joined earlier; nobody refers in a circle.",
    ),
}
