"""What an award is made with."""

from dataclasses import dataclass

from application.ports.ids import Ids
from application.ports.tokens import Randomness
from application.promotions.live_rules import LiveRules


@dataclass(frozen=True, slots=True)
class Means:
    """Ids for what is new, the compiled rules of this process, and chance for the codes of coupons."""

    ids: Ids
    rules: LiveRules
    randomness: Randomness
