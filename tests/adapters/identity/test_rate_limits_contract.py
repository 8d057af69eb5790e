"""What every counter of attempts must do."""

import asyncio
from datetime import timedelta

from domain.identity.limits import Bucket, Hit, Limit
from tests.adapters.identity.conftest import NOW, IdentityStore

PHONE = Bucket("phone", Limit(hits=3, window_s=60))
ADDRESS = Bucket("address", Limit(hits=3, window_s=3600))


async def test_hits_count_within_a_window_that_opened_with_the_first(store: IdentityStore) -> None:
    end = NOW + timedelta(seconds=60)
    assert await store.rate_limits.hit((PHONE,), NOW) == (Hit("phone", 1, end),)
    later = NOW + timedelta(seconds=59)
    assert await store.rate_limits.hit((PHONE,), later) == (Hit("phone", 2, end),)


async def test_a_window_that_is_over_starts_anew(store: IdentityStore) -> None:
    await store.rate_limits.hit((PHONE,), NOW)
    later = NOW + timedelta(seconds=60)
    assert await store.rate_limits.hit((PHONE,), later) == (Hit("phone", 1, later + timedelta(seconds=60)),)


async def test_several_buckets_are_hit_at_once_each_with_its_own_window(store: IdentityStore) -> None:
    hits = await store.rate_limits.hit((PHONE, ADDRESS), NOW)
    assert set(hits) == {
        Hit("phone", 1, NOW + timedelta(seconds=60)),
        Hit("address", 1, NOW + timedelta(seconds=3600)),
    }


async def test_hits_at_once_in_any_order_of_buckets_are_all_counted(store: IdentityStore) -> None:
    orders = [(PHONE, ADDRESS), (ADDRESS, PHONE)] * 10
    await asyncio.gather(*(store.rate_limits.hit(buckets, NOW) for buckets in orders))
    assert {hit.key: hit.hits for hit in await store.rate_limits.hit((PHONE, ADDRESS), NOW)} == {
        "phone": 21,
        "address": 21,
    }


async def test_purging_forgets_windows_that_are_over(store: IdentityStore) -> None:
    await store.rate_limits.hit((PHONE, ADDRESS), NOW)
    assert await store.rate_limits.purge(NOW + timedelta(seconds=60)) == 1
    hits = await store.rate_limits.hit((PHONE, ADDRESS), NOW)
    assert {hit.key: hit.hits for hit in hits} == {"phone": 1, "address": 2}
