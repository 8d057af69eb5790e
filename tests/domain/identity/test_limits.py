"""Who has to wait, and how long."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.identity.limits import (
    DEFAULT_SIGN_IN_LIMITS,
    SHARED_ADDRESS_LIMITS,
    Bucket,
    Hit,
    Limit,
    judge_hits,
    network_of,
)
from domain.identity.refusals import RateLimited

NOW = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
PHONE = Bucket("phone", Limit(hits=3, window_s=60))
ADDRESS = Bucket("address", Limit(hits=10, window_s=3600))


def hit(key: str, hits: int, left_s: float) -> Hit:
    return Hit(key, hits, NOW + timedelta(seconds=left_s))


def test_up_to_the_limit_nobody_waits() -> None:
    judge_hits((PHONE, ADDRESS), (hit("phone", 3, 10), hit("address", 10, 10)), NOW)


def test_over_the_limit_the_rest_of_the_window_is_waited_for() -> None:
    with pytest.raises(RateLimited) as refusal:
        judge_hits((PHONE,), (hit("phone", 4, 10.2),), NOW)
    assert refusal.value.facts == {"retry_after_s": 11}


def test_the_longest_wait_of_all_full_buckets_is_told() -> None:
    with pytest.raises(RateLimited) as refusal:
        judge_hits((PHONE, ADDRESS), (hit("phone", 4, 10), hit("address", 11, 1000)), NOW)
    assert refusal.value.facts == {"retry_after_s": 1000}


def test_a_wait_is_never_shorter_than_a_second() -> None:
    with pytest.raises(RateLimited) as refusal:
        judge_hits((PHONE,), (hit("phone", 4, 0.0),), NOW)
    assert refusal.value.facts == {"retry_after_s": 1}


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("not an address", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_household_is_one_client_however_many_addresses_it_has(address: str, network: str) -> None:
    assert network_of(address) == network


def test_where_everybody_shares_an_address_each_phone_and_name_keeps_its_own_limit() -> None:
    shared, usual = SHARED_ADDRESS_LIMITS, DEFAULT_SIGN_IN_LIMITS
    assert shared.codes_per_phone == usual.codes_per_phone
    assert shared.code_guesses_per_phone == usual.code_guesses_per_phone
    assert shared.passwords_per_username == usual.passwords_per_username
    assert shared.codes_per_address.hits > 1000 * usual.codes_per_address.hits
