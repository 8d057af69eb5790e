"""What is known about a member and an order when a condition asks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from application.ports.pricings import MemberPast
from domain.orders.parts import Place
from domain.promotions.conditions.fields import Value
from domain.promotions.programme.streaks import days_to_birthday, streak
from domain.promotions.programme.tiers import TierStanding, standing_at
from domain.promotions.rules.limits import Period, Scope
from domain.promotions.rules.model import Ladder, RuleSet
from domain.shared.ids import AccountId
from domain.shared.time import Window

Readings = Mapping[str, Value | None]


@dataclass(frozen=True, slots=True)
class OrderScene:
    """Where, when and how an order is to be; codes are those of region and community."""

    region_code: str
    community_code: str
    window: Window
    channel: str
    is_urgent: bool


def order_readings(scene: OrderScene, now: datetime, zone: ZoneInfo) -> Readings:
    """Days and clocks are local ones of the rules' zone; a visit is when its window begins."""
    start = scene.window.start.astimezone(zone)
    return {
        "place.region": scene.region_code,
        "place.community": scene.community_code,
        "order.channel": scene.channel,
        "order.lead_days": (start.date() - now.astimezone(zone).date()).days,
        "order.is_urgent": scene.is_urgent,
        "visit.weekday": start.isoweekday(),
        "visit.clock": start.hour * 60 + start.minute,
    }


def member_readings(past: MemberPast, points: int, rules: RuleSet, now: datetime) -> Readings:
    """`points` can be spent now."""
    zone = rules.zone
    today = now.astimezone(zone).date()
    return {
        "member.tier": tier_of(rules.ladder, past, now).tier.code if rules.ladder else None,
        "member.is_new": past.orders_completed == 0,
        "member.orders_completed": past.orders_completed,
        "member.spent_minor": past.spent_minor,
        "member.points_available": points,
        "member.days_since_sign_up": _days_since(past.signed_up_at, now, zone),
        "member.days_since_last_order": _days_since(past.last_order_at, now, zone),
        "member.days_to_birthday": days_to_birthday(past.born, today) if past.born else None,
        "member.streak": streak_of(past.check_ins, today, zone),
        "member.referrals": past.referrals,
    }


def streak_of(days: Collection[date], today: date, zone: ZoneInfo) -> int:
    """Local days without a gap on which the member checked in, up to today."""
    moments = [datetime.combine(day, time(12), zone) for day in days]
    return streak(moments, Period.DAY, datetime.combine(today, time(23, 59), zone), zone)


def tier_of(ladder: Ladder, past: MemberPast, now: datetime) -> TierStanding:
    return standing_at(ladder, (each.by(ladder.measure.value) for each in past.activities), now)


def counted_since(rules: RuleSet, now: datetime) -> datetime:
    """From when on a member's activities can still matter to the tier."""
    ladder = rules.ladder
    return now - timedelta(days=ladder.qualifying_days + ladder.kept_days) if ladder else now


def subjects_of(
    member_id: AccountId, place: Place | None, phone: str | None, device: str | None
) -> Mapping[Scope, str]:
    """Who asks, by each scope that is known. A household is a door: the community, the line and the unit;
    a device the digest of what it calls itself.
    """
    found = {Scope.MEMBER: str(member_id)}
    if place is not None:
        door = (str(place.community_id), place.line, place.unit)
        found[Scope.ADDRESS] = str(place.address_id)
        found[Scope.HOUSEHOLD] = "/".join(" ".join(part.split()).casefold() for part in door)
    if phone is not None:
        found[Scope.PHONE] = phone
    if device is not None:
        found[Scope.DEVICE] = device
    return found


def _days_since(moment: datetime | None, now: datetime, zone: ZoneInfo) -> int | None:
    if moment is None:
        return None
    return (now.astimezone(zone).date() - moment.astimezone(zone).date()).days
