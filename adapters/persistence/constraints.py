"""Constraints are the last judge; this says which refusal each one speaks."""

from typing import Final

from domain.orders.refusals import (
    AlreadyTaken,
    AnotherVisitUnderWay,
    OrderNotFound,
    StaleVersion,
    WorkerIsBusy,
)
from domain.promotions.coupons.refusals import CouponCodeTaken
from domain.promotions.rules.refusals import RulesMovedMeanwhile
from domain.shared.errors import DomainError

REFUSALS: Final[dict[str, type[DomainError]]] = {
    "visits_firm_blocks_do_not_overlap": WorkerIsBusy,
    "visits_one_under_way_per_worker": AnotherVisitUnderWay,
    "visits_one_live_per_order": AlreadyTaken,
    "offers_one_live_per_worker": AlreadyTaken,
    "order_events_pkey": StaleVersion,
    "order_events_order_id_fkey": OrderNotFound,
    "rule_sets_pkey": RulesMovedMeanwhile,
    "coupons_code_key": CouponCodeTaken,
}
