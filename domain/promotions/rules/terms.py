"""How long the points of one rule live: what it says itself, and what is left to the earning policy."""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from domain.loyalty.expiry import IN_DAYS, ExpiryKind
from domain.loyalty.policy import EarningPolicy

SHORTEST_MONTH_DAYS = 28


@dataclass(frozen=True, slots=True)
class Life:
    """`count` is in days for the kinds that count days, else in months."""

    kind: ExpiryKind
    count: int

    @property
    def shortest_days(self) -> int:
        """Fewer days than this it never lasts."""
        return self.count if self.kind in IN_DAYS else SHORTEST_MONTH_DAYS * self.count


@dataclass(frozen=True, slots=True)
class LotTerms:
    """None leaves it to the earning policy of the moment."""

    life: Life | None = None
    cooling_off_days: int | None = None

    def fit(self, policy: EarningPolicy) -> bool:
        """Whether points under these terms can be used before they end."""
        return _cooling(self, policy) < _life(self, policy).shortest_days

    def over(self, policy: EarningPolicy, zone: ZoneInfo) -> EarningPolicy:
        """The policy for the lots of this rule; `zone` is that of its rule set, whose calendar it means.

        A policy may change after the rule was saved. Where the two do not fit any more, cooling off gives
        way: the points can be used on their last day, and nothing stops the award.
        """
        life = _life(self, policy)
        cooling = min(_cooling(self, policy), life.shortest_days - 1)
        counts_days = life.kind in IN_DAYS
        return replace(
            policy,
            cooling_off_days=cooling,
            expiry_kind=life.kind,
            # Where months count, days are not looked at; a policy wants them longer than cooling off.
            expiry_days=life.count if counts_days else max(policy.expiry_days, cooling + 1),
            expiry_months=policy.expiry_months if counts_days else life.count,
            zone=zone.key if self.life is not None else policy.zone,
        )


BY_POLICY = LotTerms()


def _life(terms: LotTerms, policy: EarningPolicy) -> Life:
    return terms.life or Life(policy.expiry_kind, policy.expiry.count)


def _cooling(terms: LotTerms, policy: EarningPolicy) -> int:
    return policy.cooling_off_days if terms.cooling_off_days is None else terms.cooling_off_days
