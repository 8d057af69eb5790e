"""Phone numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.security.phones import LibPhoneNumbers
from domain.identity.refusals import PhoneMalformed

CHILE = LibPhoneNumbers("CL")


@pytest.mark.parametrize(
    "raw", ["+56 9 1234 5678", "9 1234 5678", "+56912345678", "0056912345678", "(9) 1234-5678"]
)
def test_one_number_has_one_form_however_it_is_written(raw: str) -> None:
    assert CHILE.normalised(raw) == "+56912345678"


def test_the_country_of_the_installation_is_meant_without_a_country_code() -> None:
    assert LibPhoneNumbers("CN").normalised("138 0013 8000") == "+8613800138000"


@pytest.mark.parametrize(
    "raw", ["", "12", "call me", "+999123", "+56912345678 ext. 5", "9" * 40, "\x00", "\ud800"]
)
def test_what_cannot_be_a_number_is_refused(raw: str) -> None:
    with pytest.raises(PhoneMalformed):
        CHILE.normalised(raw)


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_refused_and_a_normalised_one_stays(raw: str) -> None:
    try:
        number = CHILE.normalised(raw)
    except PhoneMalformed:
        return
    assert CHILE.normalised(number) == number
