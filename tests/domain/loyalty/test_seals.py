"""Seals: any field that differs gives another one, and those of earlier ways and keys still fit."""

import hmac
from dataclasses import fields, replace
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from domain.loyalty.closings import ChainCheck, Numbered, following
from domain.loyalty.holds import Hold, HoldId, HoldPart
from domain.loyalty.journal import Origin, OriginKind
from domain.loyalty.lots import Lot
from domain.loyalty.movements import Debt
from domain.loyalty.records import JournalRecord, PostingRecord, record_of
from domain.loyalty.sealed_bytes import journal_bytes, lot_bytes
from domain.loyalty.sealed_text import hold_text, journal_text, lot_text
from domain.loyalty.seals import Seals
from domain.shared.ids import OrderId
from tests.domain.loyalty.building import ANNA, START, awarded

OLD, NEW = b"o" * 32, b"n" * 32
HOLD = Hold(HoldId(UUID(int=8)), ANNA, Origin(OriginKind.GIFT, UUID(int=1)), (), START)


def lot_and_journal() -> tuple[Lot, JournalRecord]:
    movement = awarded(10)
    return movement.lots[0], record_of(movement.journal)


@given(key=st.binary(min_size=1, max_size=200), text=st.text())
def test_a_seal_is_an_hmac_of_sha_256(key: bytes, text: str) -> None:
    assert Seals(key).over(text) == hmac.digest(key, text.encode(), "sha256")
    assert Seals().over(text) == sha256(text.encode()).digest()


def test_every_field_of_a_lot_is_under_its_seal() -> None:
    lot, _ = lot_and_journal()
    other: dict[str, Any] = {
        "id": UUID(int=7),
        "member_id": UUID(int=7),
        "amount": 11,
        "remaining": 9,
        "held": 1,
        "earned_at": lot.earned_at - timedelta(microseconds=1),
        "pending_until": lot.pending_until + timedelta(microseconds=1),
        "expires_at": lot.expires_at + timedelta(microseconds=1),
        "origin": Origin(OriginKind.GIFT, lot.origin.reference, lot.origin.order_id),
        "policy_version": 2,
        "matured_at": START,
        "version": 1,
        "expired": 1,
        "reversed": 1,
        "owed": 1,
        "sliding_days": 0,
        "grace_of": UUID(int=0),
    }
    assert set(other) == {field.name for field in fields(Lot)}
    roomy = replace(lot, amount=20)
    found = {
        lot_bytes(replace(roomy, **{name: value}), 0) for name, value in other.items() if name != "version"
    }
    assert len({lot_bytes(roomy, 0), lot_bytes(roomy, 1), *found}) == len(other) + 1
    bare = replace(roomy, origin=Origin(OriginKind.ORDER, lot.origin.reference))
    none = replace(bare, origin=replace(bare.origin, order_id=OrderId(UUID(int=0))))
    assert lot_bytes(bare, 0) != lot_bytes(none, 0)


WORDS = st.text(max_size=3)
IDS = st.none() | st.integers(0, 2).map(lambda number: UUID(int=number))
POSTINGS = st.builds(PostingRecord, st.integers(0, 2), WORDS, st.integers(-2, 2), IDS, IDS)
RECORDS = st.builds(
    JournalRecord,
    id=st.integers(0, 2).map(lambda number: UUID(int=number)),
    request_id=WORDS,
    content_hash=st.binary(max_size=3),
    kind=WORDS,
    at=st.just(START),
    origin_kind=st.none() | WORDS,
    origin_reference=IDS,
    order_id=IDS,
    postings=st.lists(POSTINGS, max_size=3).map(tuple),
)


@given(RECORDS, RECORDS)
def test_two_journals_have_the_same_bytes_only_if_they_are_the_same(
    one: JournalRecord, other: JournalRecord
) -> None:
    assert (journal_bytes(one) == journal_bytes(other)) == (one == other)


def test_what_was_sealed_as_text_still_fits_and_another_text_does_not() -> None:
    lot, record = lot_and_journal()
    seals = Seals(NEW)
    told = hmac.digest(NEW, lot_text(lot), "sha256")
    assert seals.fits_lot(lot, told)
    assert not seals.fits_lot(replace(lot, remaining=9), told)
    sealed = replace(record, seal=hmac.digest(NEW, journal_text(record), "sha256"))
    assert seals.fits_journal(sealed)
    assert not seals.fits_journal(replace(sealed, kind="spent"))


def test_older_keys_still_fit_and_nothing_is_sealed_under_them() -> None:
    lot, record = lot_and_journal()
    hold, debt = replace(HOLD, parts=(HoldPart(lot.id, 5),)), Debt(ANNA, 5, 1)
    before, now = Seals(OLD), Seals(NEW, (OLD,))
    for seals in (before, now):
        assert now.fits_lot(lot, seals.of_lot(lot))
        assert now.fits_journal(seals.sealed(record))
        assert now.fits_hold(hold, seals.of_hold(hold))
        assert now.fits_debt(debt, seals.of_debt(debt))
    assert now.of_lot(lot) == Seals(NEW).of_lot(lot) != before.of_lot(lot)
    assert not Seals(NEW).fits_hold(hold, hmac.digest(OLD, hold_text(hold), "sha256"))
    assert not now.fits_lot(lot, Seals().of_lot(lot))


def test_a_chain_goes_on_under_another_key() -> None:
    journals = [Numbered(number, bytes([number])) for number in (1, 2)]
    first = following(None, journals[:1], START, Seals(OLD))
    second = following(first, journals[1:], START, Seals(NEW, (OLD,)))
    for seals, wrong in ((Seals(NEW, (OLD,)), ()), (Seals(NEW), (1,)), (Seals(OLD), (2,))):
        check = ChainCheck((first, second), seals)
        check.journals(journals)
        assert check.finished() == wrong
