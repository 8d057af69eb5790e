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
    "birthday_fixed": entry(
        "生日一年内只能改一次",
        "The birthday was told less than a year ago",
        "可以修改的时间见 fixed_until。",
        "`GET /me/birthday` says from when on it can be changed (`fixed_until`).",
    ),
}
