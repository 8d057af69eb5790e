"""Journals: two sides, one request, never unbalanced."""

from dataclasses import FrozenInstanceError, replace
from datetime import datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.loyalty.accounts import HOUSE_ACCOUNTS, LOT_ACCOUNTS, MEMBER_ACCOUNTS, Account
from domain.loyalty.journal import Journal, JournalKind, LotId, Posting, asked_hash
from domain.loyalty.refusals import JournalUnbalanced, PostingMisplaced
from domain.shared.errors import DomainError
from domain.shared.time import MomentIsNaive
from tests.domain.loyalty.building import ANNA, BO, awarded, day, heading, order_origin

LOT = LotId(UUID(int=7))


def test_every_account_belongs_to_the_member_or_to_the_house() -> None:
    assert frozenset(Account) == MEMBER_ACCOUNTS | HOUSE_ACCOUNTS
    assert not MEMBER_ACCOUNTS & HOUSE_ACCOUNTS


@given(st.lists(st.integers(-50, 50), max_size=6))
def test_a_journal_exists_only_when_its_postings_sum_to_zero_and_none_is_empty(amounts: list[int]) -> None:
    postings = tuple(Posting(Account.ISSUED, amount) for amount in amounts)
    if amounts and sum(amounts) == 0 and all(amounts):
        assert Journal(heading(), JournalKind.EARNED, postings).postings == postings
    else:
        with pytest.raises(JournalUnbalanced):
            Journal(heading(), JournalKind.EARNED, postings)


def test_wrong_books_are_our_bug_and_never_an_answer_to_a_caller() -> None:
    assert not issubclass(JournalUnbalanced, DomainError)


@pytest.mark.parametrize("account", sorted(LOT_ACCOUNTS))
def test_a_members_posting_names_the_member_and_the_lot(account: Account) -> None:
    assert Posting(account, 5, ANNA, LOT).member_id == ANNA
    for member_id, lot_id in ((None, None), (ANNA, None), (None, LOT)):
        with pytest.raises(PostingMisplaced):
            Posting(account, 5, member_id, lot_id)


def test_a_debt_names_its_member_and_no_lot() -> None:
    assert Posting(Account.DEBT, -5, ANNA).lot_id is None
    for member_id, lot_id in ((None, None), (ANNA, LOT), (None, LOT)):
        with pytest.raises(PostingMisplaced):
            Posting(Account.DEBT, -5, member_id, lot_id)


@pytest.mark.parametrize("account", sorted(HOUSE_ACCOUNTS))
def test_a_house_posting_names_nobody(account: Account) -> None:
    assert Posting(account, 5).member_id is None
    for member_id, lot_id in ((ANNA, LOT), (ANNA, None), (None, LOT)):
        with pytest.raises(PostingMisplaced):
            Posting(account, 5, member_id, lot_id)


def test_a_journal_cannot_be_changed() -> None:
    journal = awarded(10).journal
    with pytest.raises(FrozenInstanceError):
        journal.kind = JournalKind.SPENT  # type: ignore[misc]


def test_a_journal_needs_a_moment_with_its_offset() -> None:
    with pytest.raises(MomentIsNaive):
        heading(datetime(2026, 3, 1))  # noqa: DTZ001


def test_the_same_request_made_again_has_the_same_content() -> None:
    assert awarded(10).journal.content_hash == awarded(10, day(1)).journal.content_hash


def test_other_points_another_member_kind_or_origin_are_other_content() -> None:
    journal = awarded(10).journal
    others = (
        awarded(11).journal,
        awarded(10, member=BO).journal,
        replace(journal, kind=JournalKind.RELEASED),
        replace(journal, heading=replace(journal.heading, origin=order_origin(2))),
        replace(journal, heading=replace(journal.heading, origin=None)),
    )
    hashes = {one.content_hash for one in (journal, *others)}
    assert len(hashes) == 1 + len(others)
    assert all(len(one) == 32 for one in hashes)


def test_what_was_asked_for_stands_for_the_content_where_it_was_told() -> None:
    asked = replace(heading(), asked=asked_hash("hold", ANNA, 5))
    two, ten = (replace(awarded(points).journal, heading=asked) for points in (2, 10))
    assert two.content_hash == ten.content_hash == asked_hash("hold", ANNA, 5) != asked_hash("hold", ANNA, 6)


def test_what_follows_a_journal_in_one_request_comes_right_after_it() -> None:
    first = heading(request_id="one")
    second = first.followed("rest")
    assert (second.request_id, second.journal_id > first.journal_id) == ("one:rest", True)


def test_a_journal_names_each_of_its_members_once() -> None:
    postings = (
        Posting(Account.PENDING, -3, BO, LOT),
        Posting(Account.AVAILABLE, 3, BO, LOT),
        Posting(Account.AVAILABLE, -2, ANNA, LOT),
        Posting(Account.BREAKAGE, 2),
    )
    assert Journal(heading(), JournalKind.EXPIRED, postings).member_ids == (BO, ANNA)
