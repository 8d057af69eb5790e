"""What members are told of awards that came by themselves, in both languages."""

import pytest

from domain.promotions.programme.awarding import Awarded, CouponGrant, Grant
from domain.promotions.programme.telling import TITLES, words_of
from domain.promotions.rules.model import Trigger


def awarded(points: int, coupons: int) -> Awarded:
    grants = (Grant("p", None, points, ()),) if points else ()
    given = (CouponGrant("c", None, "batch", coupons, ()),) if coupons else ()
    return Awarded(1, grants, given, ())


@pytest.mark.parametrize(
    ("points", "coupons", "zh", "en"),
    [
        (20, 0, "送您 20 积分。", "20 points for you."),
        (1, 0, "送您 1 积分。", "1 point for you."),
        (0, 1, "送您 1 张优惠券。", "1 coupon for you."),
        (5, 2, "送您 5 积分和 2 张优惠券。", "5 points and 2 coupons are yours."),
    ],
)
def test_the_text_says_what_was_given(points: int, coupons: int, zh: str, en: str) -> None:
    for trigger, title in TITLES.items():
        told = words_of(trigger, awarded(points, coupons))
        assert told is not None
        assert (told[0], told[1].zh, told[1].en) == (title, zh, en)


@pytest.mark.parametrize("trigger", list(Trigger))
def test_nothing_given_is_not_told_and_orders_tell_themselves(trigger: Trigger) -> None:
    assert words_of(trigger, awarded(0, 0)) is None
    assert (words_of(trigger, awarded(9, 0)) is None) == (trigger not in TITLES)
