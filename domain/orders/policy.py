"""The times and limits of an order's life: per region, versioned; an order keeps its version."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class OrderPolicy:
    version: int = 1
    review_within_s: int = 600
    review_opens: time = time(8)
    review_closes: time = time(20)
    approves_urgent_by_rule: bool = True
    answer_within_s: int = 24 * 3600
    hall_after_s: int = 1800
    hall_looks_ahead_s: int = 2 * 3600
    rounds_before_hall: int = 3
    confirm_within_s: int = 72 * 3600
    alert_before_depart_by_s: int = 300
    no_show_after_s: int = 3600
    depart_at_most_before_s: int = 2 * 3600
    geofence_m: int = 250
    late_arrival_after_s: int = 1800
    waiting_alert_after_s: int = 1800
    least_share_of_duration: float = 0.2
    open_orders_limit: int = 5
    review_within_days: int = 30
    book_at_most_days_ahead: int = 14
    window_at_least_s: int = 1800
    window_at_most_s: int = 12 * 3600
    urgent_window_starts_within_s: int = 2 * 3600


def review_deadline(asked_at: datetime, policy: OrderPolicy, zone: ZoneInfo) -> datetime:
    """When the reviewers' time is over; outside working hours the clock waits for opening."""
    budget = timedelta(seconds=policy.review_within_s)
    local = asked_at.astimezone(zone)
    opens = datetime.combine(local.date(), policy.review_opens, zone)
    closes = datetime.combine(local.date(), policy.review_closes, zone)
    if local < opens:
        return (opens + budget).astimezone(asked_at.tzinfo)
    if local >= closes:
        return (_opening_after(opens, policy, zone) + budget).astimezone(asked_at.tzinfo)
    left_today = closes.astimezone(asked_at.tzinfo) - asked_at
    if budget <= left_today:
        return asked_at + budget
    return (_opening_after(opens, policy, zone) + budget - left_today).astimezone(asked_at.tzinfo)


def _opening_after(opens: datetime, policy: OrderPolicy, zone: ZoneInfo) -> datetime:
    return datetime.combine(opens.date() + timedelta(days=1), policy.review_opens, zone)
