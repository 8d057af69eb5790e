"""In which order promotions are tried. A group stands together, at the place of the group in its lane."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby

from domain.promotions.cart import Amounts
from domain.promotions.policies import Order, Policies
from domain.promotions.pricing.trying import Candidate, Offer

Rank = tuple[int, int, str]
Slot = tuple[Candidate, ...]
"""One candidate, or the members of one group in one lane, in their order."""


def slots(candidates: Iterable[Candidate], order: Order) -> tuple[Slot, ...]:
    """The same for the same candidates in whatever order they come."""

    def place(each: Candidate) -> tuple[int, bool, Rank]:
        is_grouped = each.group is not None
        entered, priority, name = _rank(each, order)
        if is_grouped:
            entered, priority, name = -1, -each.ready.group_priority, each.group or ""
        return each.lane, is_grouped, (entered, priority, name)

    def key(each: Candidate) -> tuple[int, int, int, bool, str, Rank]:
        lane, is_grouped, (entered, priority, name) = place(each)
        return lane, entered, priority, is_grouped, name, _rank(each, order)

    return tuple(tuple(members) for _, members in groupby(sorted(candidates, key=key), key=place))


def _rank(candidate: Candidate, order: Order) -> Rank:
    promotion = candidate.ready.promotion
    entered = candidate.entered if order is Order.AS_ENTERED else -1
    return entered, -promotion.priority, promotion.id


@dataclass(frozen=True, slots=True)
class State:
    """How far an evaluation has come: the amounts, and what the promotions applied so far have used up."""

    amounts: Amounts
    offers: tuple[Offer, ...] = ()
    groups: frozenset[str] = frozenset()
    purses: dict[str, int] = field(default_factory=dict)
    total: int = 0
    codes: int = 0

    def after(self, offer: Offer) -> "State":
        candidate = offer.candidate
        purses = self.purses
        if candidate.purse is not None:
            purses = {**purses, candidate.purse: purses.get(candidate.purse, 0) + offer.total}
        return State(
            amounts=self.amounts.less(offer.shares),
            offers=(*self.offers, offer),
            groups=self.groups | {candidate.group} if candidate.group is not None else self.groups,
            purses=purses,
            total=self.total + offer.total,
            codes=self.codes + (candidate.code is not None),
        )

    def at(self, slots: tuple[Slot, ...], i: int) -> "State":
        """As it enters slot i: a new lane begins with the amounts that the lane before has left."""
        if i == 0 or slots[i][0].lane != slots[i - 1][0].lane:
            return replace(self, amounts=self.amounts.next_lane())
        return self

    def has_room_for(self, candidate: Candidate, policies: Policies) -> bool:
        if len(self.offers) >= policies.most_promotions:
            return False
        return candidate.code is None or self.codes < policies.most_codes
