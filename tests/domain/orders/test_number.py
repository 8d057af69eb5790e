"""The number that people say on the phone."""

from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from domain.orders.number import number_of


def made_at(moment: datetime, tail: int) -> UUID:
    return UUID(int=int(moment.timestamp() * 1000) << 80 | 7 << 76 | 2 << 62 | tail)


def test_a_number_is_the_day_of_the_id_and_six_signs_of_its_tail() -> None:
    assert number_of(made_at(datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC), 0)) == "261122-000000"
    assert number_of(made_at(datetime(2026, 11, 23, tzinfo=UTC), 2**30 - 1)) == "261123-ZZZZZZ"
    assert number_of(made_at(datetime(2026, 1, 2, tzinfo=UTC), 33)) == "260102-000011"


@given(st.uuids())
def test_whatever_the_id_a_number_has_one_form_and_no_doubtful_letters(order_id: UUID) -> None:
    day, tail = number_of(order_id).split("-")
    assert len(day) == len(tail) == 6
    assert day.isdigit()
    assert not set(tail) & set("ILOU")
    assert number_of(order_id) == number_of(order_id)


@given(st.integers(0, 2**30 - 1), st.integers(0, 2**30 - 1))
def test_other_tails_give_other_numbers(one: int, other: int) -> None:
    moment = datetime(2026, 11, 22, tzinfo=UTC)
    same = number_of(made_at(moment, one)) == number_of(made_at(moment, other))
    assert same == (one == other)
