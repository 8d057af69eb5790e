"""From JSON to a promotion."""

from typing import Final
from zoneinfo import ZoneInfo

from domain.promotions.conditions.nodes import ALWAYS
from domain.promotions.conditions.read_tree import read_condition
from domain.promotions.faults import FaultCode
from domain.promotions.reader import Place
from domain.promotions.rules.limits import COUNTED, Limit, Measure, Scope
from domain.promotions.rules.model import CAMPAIGN_LANE, COUPON_LANE, PRICING, Group, Promotion, Trigger
from domain.promotions.rules.read_limits import read_limit
from domain.promotions.rules.read_reward import read_reward
from domain.promotions.rules.rewards import PRICE_REWARDS, ExtraUnits, IssueCoupon, Reward
from domain.promotions.rules.schedule import read_schedule
from domain.shared.texts import Text

MOST_LIMITS: Final = 20
HIGHEST_LANE: Final = 999
HIGHEST_PRIORITY: Final = 1_000_000


def read_text(place: Place) -> Text:
    place.keys("zh", "en")
    return Text(zh=place.at("zh").text(), en=place.at("en").text())


def read_id(place: Place) -> str:
    text = place.text(64)
    if not all(c.isascii() and (c.isalnum() or c in "-_.") for c in text):
        place.stop(FaultCode.WRONG_TYPE, "letters, digits, - _ .")
    return text


def read_promotion(place: Place, zone: ZoneInfo) -> Promotion:
    place.keys(
        "id", "name", "trigger", "reward", "when", "lane", "priority", "group", "code", "campaign",
        "schedule", "limits",
    )  # fmt: skip
    trigger = place.at("trigger").one_of(Trigger)
    when = place.at("when").attempt(read_condition) if place.has("when") else ALWAYS
    reward = place.at("reward").attempt(read_reward)
    limits: tuple[Limit, ...] | None = ()
    if place.has("limits"):
        limits = place.at("limits").attempt(lambda at: _limits(at, trigger))
    schedule = None
    if place.has("schedule"):
        schedule = place.at("schedule").attempt(lambda at: read_schedule(at, zone))
    if when is None or reward is None or limits is None:
        place.stop(FaultCode.MISSING, "a part of it is faulty")
    _fits(place, trigger, reward)
    usual_lane = COUPON_LANE if trigger is Trigger.CODE else CAMPAIGN_LANE
    return Promotion(
        id=read_id(place.at("id")),
        name=read_text(place.at("name")),
        trigger=trigger,
        reward=reward,
        when=when,
        lane=place.at("lane").whole(0, HIGHEST_LANE) if place.has("lane") else usual_lane,
        priority=place.at("priority").whole(-HIGHEST_PRIORITY, HIGHEST_PRIORITY)
        if place.has("priority")
        else 0,
        group=read_id(place.at("group")) if place.has("group") else None,
        code=place.at("code").text(64) if place.has("code") else None,
        campaign=read_id(place.at("campaign")) if place.has("campaign") else None,
        schedule=schedule,
        limits=limits,
    )


def read_group(place: Place) -> Group:
    place.keys("id", "priority")
    return Group(read_id(place.at("id")), place.at("priority").whole(-HIGHEST_PRIORITY, HIGHEST_PRIORITY))


def _fits(place: Place, trigger: Trigger, reward: Reward) -> None:
    """Prices take off and add units; what happened gives points and coupons."""
    is_of_price = isinstance(reward, (*PRICE_REWARDS, ExtraUnits))
    if is_of_price is not (trigger in PRICING):
        place.at("reward").note(FaultCode.DOES_NOT_FIT_TRIGGER, trigger)
    if place.has("group") and isinstance(reward, IssueCoupon):
        place.at("group").note(FaultCode.DOES_NOT_FIT_TRIGGER, "coupons are in no group")
    if place.has("code") and trigger is not Trigger.CODE:
        place.at("code").note(FaultCode.DOES_NOT_FIT_TRIGGER, trigger)


def _limits(place: Place, trigger: Trigger) -> tuple[Limit, ...]:
    """Each of them counts something that the promotion gives."""
    given = Measure.MINOR if trigger in PRICING else Measure.POINTS
    found = []
    for each in place.items(MOST_LIMITS):
        limit = read_limit(each)
        is_count = limit.measure is Measure.USES and limit.scope in COUNTED
        is_of_line = limit.scope is Scope.LINE and given is Measure.POINTS
        if not is_count and (limit.measure is not given or is_of_line):
            at = each.at("measure" if each.has("measure") else "scope")
            at.stop(FaultCode.DOES_NOT_FIT_TRIGGER, f"{trigger} gives {given}")
        found.append(limit)
    return tuple(found)
