"""From JSON to a rule set, or to all its faults."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from domain.promotions.faults import FaultCode, RulesFaulty
from domain.promotions.money.rounding import MAX_MINOR, WHOLE_BP
from domain.promotions.reader import Place, Unreadable, unique
from domain.promotions.rules.model import Batch, Campaign, PointsWorth, Promotion, RuleSet, normal_code
from domain.promotions.rules.read_parts import read_batch, read_campaign, read_ladder, read_policies
from domain.promotions.rules.read_promotion import read_group, read_promotion
from domain.promotions.rules.rewards import IssueCoupon
from domain.promotions.rules.schedule import read_zone

T = TypeVar("T")
MOST_PROMOTIONS: Final = 5_000
MOST_CAMPAIGNS: Final = 1_000


def read_rules(json: object) -> RuleSet:
    """Raises `RulesFaulty` with every fault and its place. Nothing of the JSON is kept."""
    place = Place(json)
    rules = place.attempt(_rules)
    if place.faults or rules is None:
        raise RulesFaulty(place.faults)
    return rules


def _rules(place: Place) -> RuleSet:
    place.keys(
        "version", "currency", "decimals", "zone", "policies", "campaigns", "promotions", "groups", "batches",
        "tiers", "points_worth",
    )  # fmt: skip
    zone = place.at("zone").attempt(read_zone) or ZoneInfo("UTC")
    campaigns = _each(place, "campaigns", MOST_CAMPAIGNS, lambda at: read_campaign(at, zone))
    promotions = _each(place, "promotions", MOST_PROMOTIONS, lambda at: read_promotion(at, zone))
    groups = _each(place, "groups", MOST_CAMPAIGNS, read_group)
    batches = _each(place, "batches", MOST_CAMPAIGNS, lambda at: read_batch(at, zone))
    _linked(place, campaigns, promotions, batches)
    currency, decimals = _currency(place)
    return RuleSet(
        version=place.at("version").whole(0, 2**31 - 1),
        currency=currency,
        decimals=decimals,
        zone=zone,
        policies=read_policies(place),
        campaigns=tuple(campaigns),
        promotions=tuple(promotions),
        groups=tuple(groups),
        batches=tuple(batches),
        ladder=place.at("tiers").attempt(read_ladder) if place.has("tiers") else None,
        points_worth=place.at("points_worth").attempt(_worth) if place.has("points_worth") else None,
    )


def _each(place: Place, key: str, most: int, read: Callable[[Place], T]) -> list[T]:
    if not place.has(key):
        return []
    try:
        found = [each.attempt(read) for each in place.at(key).items(most)]
    except Unreadable:
        return []
    return [each for each in found if each is not None]


def _currency(place: Place) -> tuple[str, int]:
    at = place.at("currency")
    code = at.text(3)
    if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
        at.stop(FaultCode.WRONG_TYPE, "three capital letters")
    decimals = place.at("decimals").whole(0, 3)
    if decimals == 1:
        place.at("decimals").stop(FaultCode.OUT_OF_RANGE, "0, 2 or 3")
    return code, decimals


def _worth(place: Place) -> PointsWorth:
    place.keys("points", "minor", "step", "most_bp")
    return PointsWorth(
        points=place.at("points").whole(1, MAX_MINOR),
        minor=place.at("minor").whole(1, MAX_MINOR),
        step=place.at("step").whole(1, MAX_MINOR) if place.has("step") else 1,
        most_bp=place.at("most_bp").whole(1, WHOLE_BP) if place.has("most_bp") else WHOLE_BP,
    )


def _linked(
    place: Place, campaigns: Sequence[Campaign], promotions: Sequence[Promotion], batches: Sequence[Batch]
) -> None:
    """Notes ids that stand twice, and names that nothing answers to."""
    for key, ids in (
        ("campaigns", [each.id for each in campaigns]),
        ("promotions", [each.id for each in promotions]),
        ("batches", [each.id for each in batches]),
    ):
        unique(place.at(key) if place.has(key) else place, ids)
    unique(place, [normal_code(each.code) for each in promotions if each.code])
    if place.faults:
        return
    known_campaigns = {each.id for each in campaigns}
    known_promotions, known_batches = {each.id for each in promotions}, {each.id for each in batches}
    for i, promotion in enumerate(promotions):
        below = f"promotions[{i}]"
        if promotion.campaign is not None and promotion.campaign not in known_campaigns:
            Place(None, f"{below}.campaign", place.faults).note(FaultCode.UNKNOWN_NAME, promotion.campaign)
        if isinstance(promotion.reward, IssueCoupon) and promotion.reward.batch not in known_batches:
            Place(None, f"{below}.reward.batch", place.faults).note(FaultCode.UNKNOWN_NAME)
    for i, batch in enumerate(batches):
        if batch.promotion not in known_promotions:
            Place(None, f"batches[{i}].promotion", place.faults).note(FaultCode.UNKNOWN_NAME, batch.promotion)
