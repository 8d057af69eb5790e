"""Promotions one after the other, as their order says; of a group the winner."""

from dataclasses import dataclass

from domain.promotions.conditions.explaining import explained
from domain.promotions.policies import GroupWinner
from domain.promotions.pricing.basket import Tell
from domain.promotions.pricing.result import Reason, Refused
from domain.promotions.pricing.sequence import Slot, State
from domain.promotions.pricing.standing import Barred
from domain.promotions.pricing.trying import Candidate, Offer, Trial


@dataclass(frozen=True, slots=True)
class Walk:
    """Goes through the slots and notes each refusal with its reason."""

    trial: Trial
    tell: Tell

    def __call__(
        self, slots: tuple[Slot, ...], state: State, chosen: frozenset[str] | None = None
    ) -> tuple[State, tuple[Refused, ...]]:
        """In order, or exactly the `chosen` ones; what is left out is told why."""
        refused = list[Refused]()
        for i, slot in enumerate(slots):
            state = state.at(slots, i)
            offers, barred = self._tried(slot, state)
            winner = self._winner(offers, state) if chosen is None else _chosen(offers, chosen)
            refused += [self._refused(each, state, why) for each, why in barred if self._is_told(each)]
            for each in offers:
                if each is not winner and self._is_told(each.candidate):
                    refused.append(_outdone(each, winner, is_best=chosen is not None))
            state = state.after(winner) if winner is not None else state
        return state, tuple(refused)

    def _is_told(self, candidate: Candidate) -> bool:
        return self.tell is not Tell.CODES or candidate.code is not None

    def _tried(self, slot: Slot, state: State) -> tuple[list[Offer], list[tuple[Candidate, Barred]]]:
        offers, barred = list[Offer](), list[tuple[Candidate, Barred]]()
        for candidate in slot:
            if candidate.group is not None and candidate.group in state.groups:
                barred.append((candidate, Barred(Reason.GROUP_LOST)))
                continue
            found = self.trial.offer(candidate, state.amounts, state.purses)
            if isinstance(found, Barred):
                barred.append((candidate, found))
            else:
                offers.append(found)
        return offers, barred

    def _winner(self, offers: list[Offer], state: State) -> Offer | None:
        policies = self.trial.policies
        fitting = [each for each in offers if state.has_room_for(each.candidate, policies)]
        if policies.group_winner is GroupWinner.LARGEST_DISCOUNT:
            return max(fitting, key=lambda each: each.total, default=None)
        return fitting[0] if fitting else None

    def _refused(self, candidate: Candidate, state: State, why: Barred) -> Refused:
        if why.reason is Reason.GROUP_LOST:
            return _told(candidate, why.reason, _holder(candidate, state))
        if why.reason is not Reason.CONDITION_NOT_MET:
            return Refused(candidate.id, why.reason, candidate.code, left=why.left)
        if self.tell is Tell.REASONS:
            return Refused(candidate.id, why.reason, candidate.code)
        explanation = explained(
            candidate.ready.promotion.when,
            self.trial.scene,
            state.amounts,
            self.trial.policies.min_spend_base,
        )
        return Refused(candidate.id, Reason(explanation.reason), candidate.code, explanation)


def _chosen(offers: list[Offer], chosen: frozenset[str]) -> Offer | None:
    return next((each for each in offers if each.candidate.id in chosen), None)


def _outdone(offer: Offer, winner: Offer | None, is_best: bool) -> Refused:
    """Eligible, and yet not applied: a better combination is, or another of its group, or too many are."""
    rival = winner.candidate.id if winner is not None else None
    if is_best:
        return _told(offer.candidate, Reason.NOT_IN_BEST, rival)
    return _told(offer.candidate, Reason.TOO_MANY if winner is None else Reason.GROUP_LOST, rival)


def _told(candidate: Candidate, reason: Reason, rival: str | None) -> Refused:
    return Refused(candidate.id, reason, candidate.code, rival=rival)


def _holder(candidate: Candidate, state: State) -> str | None:
    return next((each.candidate.id for each in state.offers if each.candidate.group == candidate.group), None)
