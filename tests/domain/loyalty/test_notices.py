"""What a member reads before points end."""

from datetime import UTC, datetime
from uuid import UUID

from domain.loyalty.notices import Ending, EndingKind, notice_of
from tests.domain.loyalty.building import ANNA

END_OF_MARCH = datetime(2026, 4, 1, 3, tzinfo=UTC)  # midnight in Santiago
LATER = datetime(2026, 4, 9, 12, tzinfo=UTC)


def ending(points: int, at: datetime) -> Ending:
    return Ending(EndingKind.POINTS, UUID(int=points), points, at)


def test_the_day_that_is_named_is_the_last_one_on_which_the_points_are_valid() -> None:
    title, text = notice_of(ANNA, "America/Santiago", [ending(120, END_OF_MARCH)]).words
    assert title.en == "Some of your points end soon"
    assert text.en == "120 points are valid until 31 March 2026."
    assert text.zh == "您有 120 积分有效期至2026年3月31日。"
    _, abroad = notice_of(ANNA, "Asia/Shanghai", [ending(120, END_OF_MARCH)]).words
    assert abroad.en.endswith("1 April 2026.")


def test_several_ends_are_summed_up_and_the_soonest_day_is_named() -> None:
    endings = [ending(30, LATER), ending(20, END_OF_MARCH), ending(1, END_OF_MARCH)]
    _, text = notice_of(ANNA, "America/Santiago", endings).words
    assert text.en == "51 points end soon; 21 of them are valid until 31 March 2026."
    assert text.zh == "您有 51 积分将陆续到期，其中 21 积分有效期至2026年3月31日。"
