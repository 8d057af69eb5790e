"""Argon2id off the event loop."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from adapters.security.passwords import OWASP_MINIMUM, Argon2Cost, Argon2Passwords
from application.ports.passwords import PasswordVerdict

CHEAP = Argon2Cost(memory_kib=64, passes=1, lanes=1)


@pytest.fixture
def passwords() -> Iterator[Argon2Passwords]:
    made = Argon2Passwords(CHEAP)
    yield made
    made.close()


async def test_a_password_is_right_against_its_own_hash_only(passwords: Argon2Passwords) -> None:
    stored = await passwords.hashed("correct horse")
    assert await passwords.verify(stored, "correct horse") is PasswordVerdict.RIGHT
    assert await passwords.verify(stored, "Correct horse") is PasswordVerdict.WRONG


async def test_the_same_password_never_has_the_same_hash(passwords: Argon2Passwords) -> None:
    assert await passwords.hashed("correct horse") != await passwords.hashed("correct horse")


async def test_without_a_stored_hash_nothing_is_right(passwords: Argon2Passwords) -> None:
    assert await passwords.verify(None, "nobody's password") is PasswordVerdict.WRONG


@pytest.mark.parametrize("broken", ["", "plain", "$argon2id$v=19$m=64,t=1,p=1$x$y"])
async def test_a_broken_hash_is_a_wrong_password(passwords: Argon2Passwords, broken: str) -> None:
    assert await passwords.verify(broken, "anything") is PasswordVerdict.WRONG


async def test_a_hash_made_with_less_work_is_right_but_weak(passwords: Argon2Passwords) -> None:
    stronger = Argon2Passwords(Argon2Cost(memory_kib=128, passes=1, lanes=1))
    verdict = await stronger.verify(await passwords.hashed("correct horse"), "correct horse")
    stronger.close()
    assert verdict is PasswordVerdict.RIGHT_BUT_WEAKLY_HASHED


async def test_the_same_letters_typed_differently_are_one_password(passwords: Argon2Passwords) -> None:
    stored = await passwords.hashed("e\u0301te\u0301")
    assert await passwords.verify(stored, "été") is PasswordVerdict.RIGHT


async def test_the_default_cost_is_the_owasp_minimum() -> None:
    real = Argon2Passwords()
    stored = await real.hashed("correct horse")
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert await real.verify(stored, "correct horse") is PasswordVerdict.RIGHT
    real.close()
    assert OWASP_MINIMUM.memory_kib * 1024 == 19 * 1024 * 1024


async def test_hashing_runs_on_two_threads_of_its_own(passwords: Argon2Passwords) -> None:
    await asyncio.gather(*(passwords.hashed(str(number)) for number in range(8)))
    mine = [thread for thread in threading.enumerate() if thread.name.startswith("argon2")]
    assert 1 <= len(mine) <= 2
