"""What a member is told of an award that no request of the member's brought about."""

from collections.abc import Mapping
from typing import Final

from domain.promotions.programme.awarding import Awarded
from domain.promotions.rules.model import Trigger
from domain.shared.texts import Text

TITLES: Final[Mapping[Trigger, Text]] = {
    Trigger.SIGN_UP: Text("欢迎加入", "Welcome"),
    Trigger.BIRTHDAY: Text("生日快乐", "Happy birthday"),
    Trigger.REFERRAL: Text("您推荐的朋友完成了订单", "A friend whom you referred had an order done"),
    Trigger.REFERRED: Text("推荐奖励", "For coming by a friend's referral"),
}
"""Of the others, orders and screens tell, or the staff who gave it."""


def words_of(trigger: Trigger, awarded: Awarded) -> tuple[Text, Text] | None:
    """Title and text. None where nothing was given, or the trigger needs no telling."""
    title = TITLES.get(trigger)
    given = _given(awarded.points, sum(grant.count for grant in awarded.coupons))
    return None if title is None or given is None else (title, given)


def _given(points: int, coupons: int) -> Text | None:
    en_coupons = f"{coupons} coupon" if coupons == 1 else f"{coupons} coupons"
    en_points = f"{points} point" if points == 1 else f"{points} points"
    if points and coupons:
        return Text(f"送您 {points} 积分和 {coupons} 张优惠券。", f"{en_points} and {en_coupons} are yours.")
    if coupons:
        return Text(f"送您 {coupons} 张优惠券。", f"{en_coupons} for you.")
    return Text(f"送您 {points} 积分。", f"{en_points} for you.") if points else None
