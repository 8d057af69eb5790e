"""The judge of the ledger: piles of points, counted with the plainest means.

It knows neither journals nor accounts nor versions; whether points are pending, usable or over is asked of
the moment, each time.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta


class Refused(Exception):
    """The model would not do it."""


@dataclass(eq=False)
class Pile:
    """Points of one origin in one wallet."""

    earned_at: datetime
    usable_at: datetime
    ends_at: datetime
    given: int
    free: int
    taken_back: int = 0
    is_grace: bool = False
    ended: int = 0

    def is_usable(self, now: datetime) -> bool:
        return self.usable_at <= now < self.ends_at


@dataclass(eq=False)
class Part:
    """What a hold has of one pile: set aside, spent of it, returned of that."""

    pile: Pile
    amount: int
    spent: int = 0
    returned: int = 0


@dataclass(eq=False)
class Held:
    member: int
    parts: list[Part]
    lapses_at: datetime | None
    is_open: bool = True


@dataclass
class Model:
    grace_days: int = 7
    piles: dict[int, list[Pile]] = field(default_factory=dict)
    debts: dict[int, int] = field(default_factory=dict)
    holds: dict[object, Held] = field(default_factory=dict)
    lots: dict[object, tuple[int, Pile]] = field(default_factory=dict)

    def settle(self, now: datetime) -> None:
        """What ends by itself until now: holds first at their moments, then piles."""
        for held in sorted(self._lapsing(now), key=lambda one: one.lapses_at or now):
            held.is_open = False
            for part in held.parts:
                self._back(held.member, part.pile, part.amount, held.lapses_at or now)
        for piles in self.piles.values():
            for pile in piles:
                if pile.ends_at <= now:
                    pile.ended, pile.free = pile.ended + pile.free, 0

    def _lapsing(self, now: datetime) -> list[Held]:
        return [
            h for h in self.holds.values() if h.is_open and h.lapses_at is not None and h.lapses_at <= now
        ]

    def _back(self, member: int, pile: Pile, amount: int, at: datetime) -> None:
        if not amount:
            return
        if at < pile.ends_at:
            pile.free += amount
        elif self.grace_days and not pile.is_grace:
            end = at + timedelta(days=self.grace_days)
            grace = Pile(pile.earned_at, pile.usable_at, end, amount, amount, is_grace=True)
            self.piles[member].append(grace)
        else:
            pile.ended += amount

    def earn(self, key: object, member: int, points: int, now: datetime, days: tuple[int, int]) -> None:
        pile = Pile(now, now + timedelta(days=days[0]), now + timedelta(days=days[1]), points, points)
        self.piles.setdefault(member, []).append(pile)
        self.lots[key] = (member, pile)
        paid = min(points, self.debts.get(member, 0))
        pile.free -= paid
        self.debts[member] = self.debts.get(member, 0) - paid

    def available(self, member: int, now: datetime) -> int:
        free = sum(pile.free for pile in self.piles.get(member, ()) if pile.is_usable(now))
        return free - self.debts.get(member, 0)

    def pending(self, member: int, now: datetime) -> int:
        return sum(pile.free for pile in self.piles.get(member, ()) if now < pile.usable_at)

    def held(self, member: int) -> int:
        own = [held for held in self.holds.values() if held.is_open and held.member == member]
        return sum(part.amount for held in own for part in held.parts)

    def _take(self, member: int, amount: int, now: datetime) -> list[tuple[Pile, int]]:
        if amount > self.available(member, now):
            raise Refused
        usable = [pile for pile in self.piles[member] if pile.is_usable(now) and pile.free]
        taken = []
        for pile in sorted(usable, key=lambda one: (one.ends_at, one.earned_at)):
            part = min(pile.free, amount)
            if part:
                pile.free -= part
                amount -= part
                taken.append((pile, part))
        return taken

    def hold(self, key: object, member: int, amount: int, now: datetime, lapses: datetime | None) -> None:
        taken = self._take(member, amount, now)
        self.holds[key] = Held(member, [Part(pile, part) for pile, part in taken], lapses)

    def end(self, key: object, amount: int | None, now: datetime) -> None:
        held = self.holds[key]
        total = sum(part.amount for part in held.parts)
        if not held.is_open or (amount or 0) > total:
            raise Refused
        left = total if amount is None else amount
        held.is_open = False
        for part in held.parts:
            part.spent = min(left, part.amount)
            left -= part.spent
            self._back(held.member, part.pile, part.amount - part.spent, now)

    def refund(self, key: object, amount: int, now: datetime) -> None:
        held = self.holds[key]
        if amount > sum(part.spent - part.returned for part in held.parts):
            raise Refused
        for part in reversed(held.parts):
            back = min(amount, part.spent - part.returned)
            part.returned += back
            amount -= back
            self._back(held.member, part.pile, back, now)

    def reverse(self, key: object, amount: int) -> None:
        member, pile = self.lots[key]
        if amount > pile.given - pile.taken_back:
            raise Refused
        pile.taken_back += amount
        free = min(pile.free, amount)
        ended = min(pile.ended, amount - free)
        pile.free, pile.ended = pile.free - free, pile.ended - ended
        self.debts[member] = self.debts.get(member, 0) + amount - free - ended

    def give(self, giver: int, receiver: int, amount: int, now: datetime) -> None:
        for pile, part in self._take(giver, amount, now):
            moved = Pile(pile.earned_at, pile.usable_at, pile.ends_at, part, part, is_grace=pile.is_grace)
            self.piles.setdefault(receiver, []).append(moved)

    def adjust(self, member: int, points: int, now: datetime, life_days: int) -> None:
        if points < 0:
            self._take(member, -points, now)
            return
        pile = Pile(now, now, now + timedelta(days=life_days), points, points)
        self.piles.setdefault(member, []).append(pile)

    def forget(self) -> None:
        """Piles that nothing can wake are dropped, so that a long run stays quick."""
        kept = {id(pile) for _, pile in self.lots.values()}
        kept |= {id(part.pile) for held in self.holds.values() for part in held.parts}
        for member, piles in self.piles.items():
            self.piles[member] = [pile for pile in piles if pile.free or id(pile) in kept]
