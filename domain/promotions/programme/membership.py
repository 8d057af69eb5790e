"""Who belongs to the programme, and from when on."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from domain.shared.ids import AccountId, RegionId


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody with an address who is no member yet; `region_id` is that of the oldest address."""

    member_id: AccountId
    region_id: RegionId

    @property
    def event_id(self) -> UUID:
        """Of the sign-up: once in a life, whichever region it was."""
        return uuid5(self.member_id, "sign_up")


@dataclass(frozen=True, slots=True)
class Membership:
    """The region's rules and calendar are the member's, also when an address elsewhere follows."""

    member_id: AccountId
    region_id: RegionId
    joined_at: datetime
