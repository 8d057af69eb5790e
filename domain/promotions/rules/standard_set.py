"""The rules of a region without any of its own: points by its currency's earning policy, no discounts."""

from typing import Final

from domain.loyalty.policy import Currency, EarningPolicy
from domain.promotions.rules.editions import Content

STANDARD_VERSION: Final = 0
_ORDER: Final = {"zh": "完成订单", "en": "Completed order"}
_REVIEW: Final = {"zh": "评价订单", "en": "Review"}


def standard_set(currency: Currency, zone: str, policy: EarningPolicy) -> Content:
    """Version 0, in the shape that `read_rules` takes: so there is one path for awarding, rules or not."""
    earned = {"type": "points_per_money", "points": 1, "per_minor": policy.minor_per_point}
    promotions = [{"id": "order", "name": _ORDER, "trigger": "order_completed", "reward": earned}]
    if policy.review_points:
        praised = {"type": "points", "points": policy.review_points}
        promotions.append({"id": "review", "name": _REVIEW, "trigger": "review_published", "reward": praised})
    content: dict[str, object] = {
        "version": STANDARD_VERSION,
        "currency": currency.code,
        "decimals": currency.exponent,
        "zone": zone,
        "promotions": promotions,
    }
    if policy.thousand_worth_minor:
        content["points_worth"] = {"points": 1_000, "minor": policy.thousand_worth_minor}
    return content
