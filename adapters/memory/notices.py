"""Ends that nobody was told of, in memory."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from adapters.memory.session import MemorySession
from adapters.memory.transaction import Transaction
from domain.loyalty.notices import Ending, EndingKind, Horizon, Notice, NoticeGiven, notice_of
from domain.shared.ids import AccountId, RegionId, WorkerId


@dataclass(frozen=True, slots=True)
class MemoryNotices:
    session: MemorySession

    async def untold(self, horizon: Horizon, members: int) -> tuple[Notice, ...]:
        store, people = self.session.store, self.session.store.accounts.rows
        found: defaultdict[AccountId, list[Ending]] = defaultdict(list)
        for lot in store.books.unspent():
            is_near = lot.remaining > 0 and horizon.now < lot.expires_at <= horizon.also_until
            if is_near and (lot.id, lot.expires_at) not in store.notices and lot.member_id in people:
                ending = Ending(EndingKind.POINTS, lot.id, lot.remaining, lot.expires_at)
                found[lot.member_id].append(ending)
        due = sorted(who for who, ends in found.items() if min(e.at for e in ends) <= horizon.first_until)
        return tuple(notice_of(who, self._zone(who), found[who]) for who in due[:members])

    def told(self, by_message: Mapping[UUID, Sequence[Ending]]) -> None:
        def remember(transaction: Transaction) -> None:
            notices = self.session.store.notices
            for message_id, endings in by_message.items():
                for ending in endings:
                    if (ending.id, ending.at) in notices:
                        raise NoticeGiven()
                    transaction.put(notices, (ending.id, ending.at), message_id)

        self.session.write(remember)

    def _zone(self, member_id: AccountId) -> str:
        """Of the member's newest address, or of the region that a worker serves."""
        directory = self.session.store.directory
        own = [one for one in directory.addresses.values() if one.account_id == member_id]
        region_id: RegionId | None = max(own, key=lambda one: one.id).region_id if own else None
        if region_id is None and (worker := directory.workers.get(WorkerId(member_id))):
            region_id = worker.worker.region_id
        return "UTC" if region_id is None else directory.regions[region_id].zone
