"""What every store of one-time codes must do."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from domain.identity.codes import OneTimeCode
from tests.adapters.identity.conftest import NOW, IdentityStore

CODE = OneTimeCode(b"phone", b"digest", NOW + timedelta(minutes=5))
OTHER = OneTimeCode(b"other", b"digest", NOW + timedelta(minutes=6))


async def test_an_attempt_counts_and_returns_the_code(store: IdentityStore) -> None:
    await store.codes.put(CODE)
    assert await store.codes.take_attempt(b"phone") == replace(CODE, attempts=1)
    assert await store.codes.take_attempt(b"phone") == replace(CODE, attempts=2)
    assert await store.codes.take_attempt(b"nobody") is None


async def test_attempts_at_once_are_each_counted(store: IdentityStore) -> None:
    await store.codes.put(CODE)
    codes = await asyncio.gather(*(store.codes.take_attempt(b"phone") for _ in range(8)))
    assert sorted(code.attempts for code in codes if code) == list(range(1, 9))


async def test_a_new_code_takes_the_former_ones_place(store: IdentityStore) -> None:
    await store.codes.put(CODE)
    await store.codes.take_attempt(b"phone")
    newer = replace(CODE, digest=b"newer")
    await store.codes.put(newer)
    assert not await store.codes.use(CODE, NOW)
    assert await store.codes.take_attempt(b"phone") == replace(newer, attempts=1)


async def test_a_code_is_used_by_one_of_many(store: IdentityStore) -> None:
    await store.codes.put(CODE)
    used = await asyncio.gather(*(store.codes.use(CODE, NOW) for _ in range(8)))
    assert used.count(True) == 1
    assert await store.codes.take_attempt(b"phone") == replace(CODE, attempts=1, used_at=NOW)


async def test_purging_forgets_expired_codes_only(store: IdentityStore) -> None:
    await store.codes.put(CODE)
    await store.codes.put(OTHER)
    assert await store.codes.purge(CODE.expires_at) == 1
    assert await store.codes.take_attempt(b"phone") is None
    assert await store.codes.take_attempt(b"other") is not None
