"""Telling members before points end: each lot once for each end that it has, in one message a member.

A message goes out when something ends within `NOTICE`; it then also tells what ends in the week after, so
that somebody who earns every day hears of it once a week and not every day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from domain.loyalty.expiry import zone_named
from domain.shared.errors import Conflict
from domain.shared.ids import AccountId
from domain.shared.texts import Text

NOTICE: Final = timedelta(days=14)  # time enough to book a visit and have it done
TOGETHER: Final = timedelta(days=7)
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class NoticeGiven(Conflict):
    """Somebody else told the member of the same end at this moment."""

    code = "notice_given"


class EndingKind(StrEnum):
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Ending:
    """So much of the thing with that id ends then: a lot's free points."""

    kind: EndingKind
    id: UUID
    amount: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Horizon:
    """What ends in (now, first_until] is a reason to write; the message tells all in (now, also_until]."""

    now: datetime
    first_until: datetime
    also_until: datetime


@dataclass(frozen=True, slots=True)
class Notice:
    """What one member is told at once: `endings` are not empty, soonest first; `zone` is the member's own."""

    member_id: AccountId
    zone: str
    endings: tuple[Ending, ...]

    @property
    def words(self) -> tuple[Text, Text]:
        """Title and text. The day that is named is the last one on which something of it is valid."""
        total, day = sum(one.amount for one in self.endings), _last_day(self.endings[0].at, self.zone)
        first = sum(one.amount for one in self.endings if _last_day(one.at, self.zone) == day)
        return _TITLE, _text(total, first, day)


_TITLE: Final = Text("积分即将到期", "Some of your points end soon")


def horizon(now: datetime) -> Horizon:
    return Horizon(now, now + NOTICE, now + NOTICE + TOGETHER)


def notice_of(member_id: AccountId, zone: str, endings: Sequence[Ending]) -> Notice:
    return Notice(member_id, zone, tuple(sorted(endings, key=lambda one: (one.at, one.id))))


def _last_day(end: datetime, zone: str) -> date:
    """The day, in that zone, of the last moment before the end."""
    return (end - timedelta(microseconds=1)).astimezone(zone_named(zone) or UTC).date()


def _text(total: int, first: int, day: date) -> Text:
    zh_day = f"{day.year}年{day.month}月{day.day}日"
    en_day = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    if total == first:
        return Text(f"您有 {total} 积分有效期至{zh_day}。", f"{total} points are valid until {en_day}.")
    return Text(
        f"您有 {total} 积分将陆续到期，其中 {first} 积分有效期至{zh_day}。",
        f"{total} points end soon; {first} of them are valid until {en_day}.",
    )
