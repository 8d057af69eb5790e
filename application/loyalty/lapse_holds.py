"""Holds whose own end has come give their points back."""

from dataclasses import dataclass

from application.loyalty.booking import OVERTAKEN, Purse, lapse_heading
from application.loyalty.runs import Booked
from application.ports.ids import Ids
from application.ports.ledger import NewLoyaltyWork
from application.ports.time import Clock
from domain.loyalty.holds import Hold
from domain.loyalty.settling import lapse


@dataclass(frozen=True, slots=True)
class LapseHolds:
    limit: int = 500


@dataclass(frozen=True, slots=True)
class LapseHoldsHandler:
    """Each hold in a unit of its own; one that somebody moves at this moment waits for the next run."""

    new_work: NewLoyaltyWork
    clock: Clock
    ids: Ids

    async def __call__(self, cmd: LapseHolds) -> Booked:
        now = self.clock.now()
        async with self.new_work() as work:
            due = await work.ledger.due_to_lapse(now, cmd.limit)
        booked = 0
        for hold in due:
            try:
                await self._lapse(hold)
            except OVERTAKEN:
                continue
            booked += 1
        return Booked(booked, is_done=len(due) < cmd.limit and booked == len(due))

    async def _lapse(self, hold: Hold) -> None:
        async with self.new_work() as work:
            lots = await work.ledger.lots([part.lot_id for part in hold.parts])
            debt = await work.ledger.debt_of(hold.member_id)
            purse = Purse(hold.member_id, {lot.id: lot for lot in lots}, debt, (hold,))
            purse.settle(lapse(lapse_heading(self.ids, hold, self.clock.now()), hold, purse.lots))
            purse.book(work)
            await work.commit()
