"""Members give points to one another: they keep their age and their end."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid5

from domain.loyalty.accounts import Account
from domain.loyalty.journal import Heading, Journal, JournalKind, LotId, Origin, OriginKind, Posting
from domain.loyalty.lots import Lot
from domain.loyalty.movements import Movement
from domain.loyalty.refusals import GiftToSelf
from domain.loyalty.spending import Take, choose
from domain.shared.ids import AccountId


def give(heading: Heading, lots: Sequence[Lot], amount: int, receiver: AccountId, debt: int = 0) -> Movement:
    """Points move in the order in which they would be spent; each part is a lot of the receiver's own.

    `lots` and `debt` are the giver's. Raises `GiftToSelf`, `PointsNotEnough`, `PointsOutOfRange`.
    """
    takes = choose(lots, amount, heading.at, debt)
    if takes[0].lot.member_id == receiver:
        raise GiftToSelf()
    given = [_given(heading, take, receiver) for take in takes]
    postings = [take.posting for take in takes]
    postings += [Posting(Account.AVAILABLE, lot.amount, receiver, lot.id) for lot in given]
    journal = Journal(heading, JournalKind.GIFTED, tuple(postings))
    return Movement(journal, (*(take.left for take in takes), *given))


def given_id(heading: Heading, lot_id: LotId) -> LotId:
    """The receiver's lot for what is taken of that one."""
    return LotId(uuid5(heading.journal_id, str(lot_id)))


def _given(heading: Heading, take: Take, receiver: AccountId) -> Lot:
    return replace(
        take.lot,
        id=given_id(heading, take.lot.id),
        member_id=receiver,
        amount=take.amount,
        remaining=take.amount,
        held=0,
        expired=0,
        reversed=0,
        owed=0,
        origin=Origin(OriginKind.GIFT, heading.journal_id),
        matured_at=heading.at,
        version=0,
    )
