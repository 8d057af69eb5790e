"""What a member reads."""

from uuid import UUID

import pytest

from domain.loyalty.accounts import MEMBER_ACCOUNTS, Account
from domain.loyalty.history import TOLD, HistoryLine, ToldPosting, reason_of
from domain.loyalty.journal import JournalId, JournalKind, OriginKind
from domain.shared.ids import OrderId
from tests.domain.loyalty.building import day

ORDER = OrderId(UUID(int=9))
BY_PEOPLE = (JournalKind.GIFTED, JournalKind.ADJUSTED)


def line(kind: JournalKind, seq: int = 1, account: Account = Account.AVAILABLE) -> HistoryLine:
    return ToldPosting(
        JournalId(UUID(int=3)), seq, kind, account, 5, day(20), day(7), day(10), OriginKind.ORDER, ORDER
    ).line()


def test_every_kind_tells_some_account_of_the_member() -> None:
    assert set(TOLD) == set(JournalKind)
    assert all(accounts and accounts <= MEMBER_ACCOUNTS for accounts in TOLD.values())


@pytest.mark.parametrize("kind", JournalKind)
@pytest.mark.parametrize("origin", OriginKind)
def test_every_line_has_a_reason_of_its_own_in_both_languages(kind: JournalKind, origin: OriginKind) -> None:
    reason = reason_of(kind, origin, is_gain=kind not in BY_PEOPLE)
    others = [
        reason_of(k, o, is_gain=k not in BY_PEOPLE)
        for k in JournalKind
        for o in OriginKind
        if (k, o) != (kind, origin)
    ]
    assert "{" not in reason.zh + reason.en
    assert all(reason.zh != other.zh and reason.en != other.en for other in others)


def test_reasons_read_as_sentences() -> None:
    assert reason_of(JournalKind.EARNED, OriginKind.ORDER).en == "Points earned for a completed order"
    assert reason_of(JournalKind.EXPIRED, OriginKind.REVIEW).zh == "来自您的评价的积分已过期"


@pytest.mark.parametrize("kind", BY_PEOPLE)
def test_what_people_take_names_its_source_and_what_they_give_does_not(kind: JournalKind) -> None:
    gain, loss = (reason_of(kind, OriginKind.ORDER, is_gain=is_gain) for is_gain in (True, False))
    assert "a completed order" not in gain.en
    assert "a completed order" in loss.en
    assert gain != loss


def test_what_time_does_is_dated_by_the_rule_and_not_by_a_late_run() -> None:
    moments = {kind: line(kind).at for kind in JournalKind}
    assert moments.pop(JournalKind.MATURED) == day(7)
    assert moments.pop(JournalKind.EXPIRED) == day(10)
    assert set(moments.values()) == {day(20)}


def test_held_points_that_found_their_lot_over_end_when_they_come_back() -> None:
    assert line(JournalKind.EXPIRED, account=Account.HELD).at == day(20)


def test_a_debt_says_that_the_points_had_been_used() -> None:
    assert line(JournalKind.REVERSED, account=Account.DEBT).reason.en.endswith("had been used, and are owed")


def test_a_line_keeps_its_id_and_shares_it_with_no_other() -> None:
    assert line(JournalKind.EARNED).id == line(JournalKind.EARNED).id
    assert line(JournalKind.EARNED).id != line(JournalKind.EARNED, seq=2).id
