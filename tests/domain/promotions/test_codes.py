from itertools import combinations
from random import Random

import pytest

from domain.promotions.coupons.codes import (
    LONGEST,
    SIGNS,
    CodeMalformed,
    CodeSpaceTooSmall,
    new_codes,
    read_code,
    shown,
)


def codes(count: int, length: int = 14, seed: int = 1, taken: tuple[str, ...] = ()) -> list[str]:
    return new_codes(count, length, Random(seed).randbytes, taken)


def is_read(code: str) -> bool:
    try:
        return read_code(code) == code
    except CodeMalformed:
        return False


def test_codes_in_bulk_are_different_and_read_back() -> None:
    made = codes(10_000)
    assert len(set(made)) == 10_000
    assert all(map(is_read, made))


@pytest.mark.parametrize("length", [8, 14, LONGEST])
def test_every_single_wrong_sign_is_seen(length: int) -> None:
    for code in codes(1, length, seed=3) + codes(1, length, seed=4):
        for place, sign in enumerate(code):
            for other in SIGNS.replace(sign, ""):
                assert not is_read(code[:place] + other + code[place + 1 :])


def test_every_exchange_of_two_signs_is_seen() -> None:
    for code in codes(50, LONGEST, seed=5):
        for a, b in combinations(range(len(code)), 2):
            swapped = list(code)
            swapped[a], swapped[b] = swapped[b], swapped[a]
            assert is_read("".join(swapped)) is (code[a] == code[b])


def test_how_it_is_typed_does_not_matter() -> None:
    (code,) = codes(1)
    assert read_code(f" {shown(code).lower()}\t") == code
    assert shown("ABCDEFGHJK") == "ABCD-EFGH-JK"


@pytest.mark.parametrize("typed", ["", "ABC", "0" * 10, "A" * 200, "ABCDEFGHI", "Ａ" * 10])
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(CodeMalformed):
        read_code(typed)


def test_each_sign_is_equally_likely_in_each_place() -> None:
    made = codes(31_000, seed=7)
    for place in range(13):
        counts = [0] * len(SIGNS)
        for code in made:
            counts[SIGNS.index(code[place])] += 1
        chi_square = sum((count - 1_000) ** 2 / 1_000 for count in counts)
        assert chi_square < 70  # 30 degrees of freedom: beyond 70 in fewer than 1 of 20,000


def test_bytes_that_would_favour_some_signs_are_thrown_away() -> None:
    stream = iter([bytes([255] * 100), bytes([248] * 50 + [0] * 50)])
    assert new_codes(1, 14, lambda size: next(stream)) == [SIGNS[0] * 14]


def test_a_code_that_is_taken_is_not_made_again() -> None:
    first = codes(5)
    again = codes(5, taken=tuple(first))
    assert set(first).isdisjoint(again)


@pytest.mark.parametrize(("count", "length"), [(1, 7), (1, 25), (1_000, 8), (10**9, 12)])
def test_codes_that_could_be_guessed_are_not_made(count: int, length: int) -> None:
    with pytest.raises(CodeSpaceTooSmall):
        codes(count, length)
