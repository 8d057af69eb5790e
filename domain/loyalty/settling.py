"""How a hold ends: its points are spent, go back, or both. And how spent points come back.

Each ending may be several journals of one request, which are stored together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import uuid5

from domain.loyalty.accounts import Account
from domain.loyalty.holds import Grace, Hold, HoldStatus, came_back
from domain.loyalty.journal import Heading, Journal, JournalKind, LotId, Posting
from domain.loyalty.lots import Lot, require_points
from domain.loyalty.movements import Movement, after
from domain.loyalty.spending import Take


@dataclass(frozen=True, slots=True)
class Settled:
    """The movements of one request, in order, and the hold as it stands after them."""

    movements: tuple[Movement, ...]
    hold: Hold


def capture(heading: Heading, held: Hold, lots: Mapping[LotId, Lot], amount: int | None = None) -> Settled:
    """`amount` of the held points (None: all) are spent, the rest goes back. `lots` has the lots of the hold.

    Raises `HoldIsOver`, `HoldHasLapsed`, `CaptureExceedsHold`, `PointsOutOfRange`.
    """
    held.require_open(heading.at)
    wanted = held.amount if amount is None else require_points(amount)
    over = held.capturing(wanted, heading.at)
    takes = [Take(lots[part.lot_id], part.captured) for part in over.parts if part.captured]
    postings = [Posting(Account.HELD, -t.amount, t.lot.member_id, t.lot.id) for t in takes]
    postings.append(Posting(Account.REDEEMED, wanted))
    left = tuple(replace(t.lot, held=t.lot.held - t.amount) for t in takes)
    spent = Movement(Journal(heading, JournalKind.CAPTURED, tuple(postings)), left)
    now = after(lots.values(), spent)
    rest = [Take(now[p.lot_id], p.amount - p.captured) for p in over.parts if p.amount > p.captured]
    return Settled((spent, *_given_back(heading.followed("rest"), rest, held.grace_days)), over)


def release(heading: Heading, held: Hold, lots: Mapping[LotId, Lot]) -> Settled:
    """The held points go back to their lots, each with its own end. Raises `HoldIsOver`, `HoldHasLapsed`."""
    held.require_open(heading.at)
    return _released(heading, held, lots, HoldStatus.RELEASED)


def lapse(heading: Heading, held: Hold, lots: Mapping[LotId, Lot]) -> Settled:
    """What `release` does, once its own end has come: as of that moment, which the heading has to name."""
    if held.lapses_at is None or not held.is_open:
        held.require_open(heading.at)
    at = held.lapses_at or heading.at
    return _released(replace(heading, at=at), held, lots, HoldStatus.LAPSED)


def refund(heading: Heading, held: Hold, lots: Mapping[LotId, Lot], amount: int) -> Settled:
    """Spent points come back, the last taken first, each to its lot while that lives. `lots` as above.

    Raises `RefundExceedsCapture`, `PointsOutOfRange`.
    """
    changed = held.refunding(require_points(amount))
    backs = [
        Take(lots[new.lot_id], new.refunded - old.refunded)
        for old, new in zip(held.parts, changed.parts, strict=True)
        if new.refunded > old.refunded
    ]
    coming = [_back(heading, back.lot, back.amount, held.grace_days) for back in backs]
    postings = (Posting(Account.REDEEMED, -amount), *(back.posting for back in coming))
    left = tuple(lot for back in coming for lot in back.lots)
    return Settled((Movement(Journal(heading, JournalKind.REFUNDED, postings), left),), changed)


def _released(heading: Heading, held: Hold, lots: Mapping[LotId, Lot], status: HoldStatus) -> Settled:
    takes = [Take(lots[part.lot_id], part.amount) for part in held.parts]
    over = replace(held, status=status, ended_at=heading.at)
    return Settled(_given_back(heading, takes, held.grace_days), over)


@dataclass(frozen=True, slots=True)
class _Back:
    """Where points arrive, and every lot that is touched by it."""

    posting: Posting
    lots: tuple[Lot, ...]


def _back(heading: Heading, lot: Lot, amount: int, grace_days: int) -> _Back:
    grace = Grace(grace_days, LotId(uuid5(heading.journal_id, str(lot.id))))
    to = came_back(lot, amount, heading.at, grace)
    if to is None:
        return _Back(Posting(Account.BREAKAGE, amount), (replace(lot, expired=lot.expired + amount),))
    arriving = Posting(to.account, amount, to.member_id, to.id)
    return _Back(arriving, (to,) if to.id == lot.id else (lot, to))


def _given_back(heading: Heading, takes: Iterable[Take], grace_days: int) -> tuple[Movement, ...]:
    """Held points go back, and those without a place to go to expire: a journal for each of the two."""
    postings: dict[JournalKind, list[Posting]] = {JournalKind.RELEASED: [], JournalKind.EXPIRED: []}
    lots: dict[JournalKind, list[Lot]] = {JournalKind.RELEASED: [], JournalKind.EXPIRED: []}
    for take in takes:
        lot = replace(take.lot, held=take.lot.held - take.amount)
        back = _back(heading, lot, take.amount, grace_days)
        kind = JournalKind.EXPIRED if back.posting.account is Account.BREAKAGE else JournalKind.RELEASED
        postings[kind] += [Posting(Account.HELD, -take.amount, lot.member_id, lot.id), back.posting]
        lots[kind] += back.lots
    headings = (heading, heading.followed("expired") if postings[JournalKind.RELEASED] else heading)
    return tuple(
        Movement(Journal(own, kind, tuple(postings[kind])), tuple(lots[kind]))
        for own, kind in zip(headings, postings, strict=True)
        if postings[kind]
    )
