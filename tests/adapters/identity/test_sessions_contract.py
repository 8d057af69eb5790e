"""What every store of sessions must do."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from application.ports.tokens import TokenPair
from domain.identity.account import Account
from domain.identity.sessions import AccessToken, Ending, RefreshToken, Session, SessionId
from tests.adapters.identity.conftest import NOW, IdentityStore
from tests.adapters.identity.people import IDS, homeowner, staff, switched_off

SOON = NOW + timedelta(minutes=15)
LATER = NOW + timedelta(days=30)


def digest(name: str) -> bytes:
    return name.encode().ljust(32, b".")


def pair(name: str, access_until: datetime = SOON, refresh_until: datetime = LATER) -> TokenPair:
    return TokenPair(
        AccessToken(digest(f"{name} access"), access_until),
        RefreshToken(digest(f"{name} refresh"), digest(f"{name} seed"), refresh_until),
    )


async def opened(store: IdentityStore, account: Account, name: str = "first", **options: bool) -> Session:
    session = Session(SessionId(IDS.new()), account.id, options.get("uses_cookie", False), NOW)
    await store.sessions.open(session, pair(name))
    return session


async def test_an_open_sessions_access_token_says_who_asks(store: IdentityStore) -> None:
    account = staff()
    await store.accounts.add((account,))
    session = await opened(store, account, uses_cookie=True)
    found = await store.sessions.authenticate(digest("first access"), NOW)
    assert found is not None
    assert found.actor == account.actor
    assert (found.session_id, found.uses_cookie, found.locale) == (session.id, True, "zh-CN")
    assert found.access_expires_at == SOON


async def test_an_unknown_an_old_and_a_refresh_token_open_nothing(store: IdentityStore) -> None:
    account = homeowner()
    await store.accounts.add((account,))
    await opened(store, account)
    assert await store.sessions.authenticate(digest("unknown"), NOW) is None
    assert await store.sessions.authenticate(digest("first access"), SOON) is None
    assert await store.sessions.authenticate(digest("first refresh"), NOW) is None
    assert await store.sessions.presented(digest("first access")) is None


async def test_an_account_that_is_off_neither_enters_nor_refreshes(store: IdentityStore) -> None:
    account = switched_off(homeowner())
    await store.accounts.add((account,))
    await opened(store, account)
    assert await store.sessions.authenticate(digest("first access"), NOW) is None
    assert await store.sessions.presented(digest("first refresh")) is None


async def test_a_refresh_token_comes_back_with_its_session(store: IdentityStore) -> None:
    account = homeowner()
    await store.accounts.add((account,))
    session = await opened(store, account)
    presented = await store.sessions.presented(digest("first refresh"))
    assert presented is not None
    assert presented.session == session
    assert presented.token == pair("first").refresh


async def test_after_a_rotation_the_old_token_is_used_and_the_new_pair_works(store: IdentityStore) -> None:
    account = homeowner()
    await store.accounts.add((account,))
    session = await opened(store, account)
    first = await store.sessions.presented(digest("first refresh"))
    assert first is not None
    assert await store.sessions.rotate(first, pair("second"), SOON)
    used = await store.sessions.presented(digest("first refresh"))
    assert used is not None
    assert used.token == replace(first.token, used_at=SOON)
    fresh = await store.sessions.presented(digest("second refresh"))
    assert fresh is not None
    assert fresh.session == session
    assert await store.sessions.authenticate(digest("second access"), NOW) is not None


async def test_a_repeated_rotation_keeps_the_first_use_and_the_first_successor(store: IdentityStore) -> None:
    account = homeowner()
    await store.accounts.add((account,))
    await opened(store, account)
    first = await store.sessions.presented(digest("first refresh"))
    assert first is not None
    again = TokenPair(
        AccessToken(digest("again access"), SOON),
        replace(pair("second").refresh, seed=digest("another seed")),
    )
    assert await store.sessions.rotate(first, pair("second"), NOW)
    assert await store.sessions.rotate(first, again, SOON)
    used = await store.sessions.presented(digest("first refresh"))
    kept = await store.sessions.presented(digest("second refresh"))
    assert used is not None
    assert kept is not None
    assert used.token.used_at == NOW
    assert kept.token == pair("second").refresh
    assert await store.sessions.authenticate(digest("again access"), NOW) is not None


async def test_rotations_at_once_end_in_one_successor(store: IdentityStore) -> None:
    account = homeowner()
    await store.accounts.add((account,))
    await opened(store, account)
    first = await store.sessions.presented(digest("first refresh"))
    assert first is not None

    async def rotate(number: int) -> bool:
        tokens = TokenPair(AccessToken(digest(f"access {number}"), SOON), pair("second").refresh)
        return await store.sessions.rotate(first, tokens, NOW)

    assert await asyncio.gather(*(rotate(number) for number in range(8))) == [True] * 8
    for number in range(8):
        assert await store.sessions.authenticate(digest(f"access {number}"), NOW) is not None


async def test_a_revoked_session_is_over_for_all_its_tokens_and_gets_no_new_ones(
    store: IdentityStore,
) -> None:
    account = homeowner()
    await store.accounts.add((account,))
    session = await opened(store, account)
    other = await opened(store, account, "other")
    first = await store.sessions.presented(digest("first refresh"))
    assert first is not None
    await store.sessions.revoke(session.id, Ending.SIGNED_OUT, NOW)
    await store.sessions.revoke(session.id, Ending.REFRESH_REUSED, SOON)
    assert not await store.sessions.rotate(first, pair("second"), NOW)
    assert await store.sessions.authenticate(digest("first access"), NOW) is None
    assert await store.sessions.authenticate(digest("second access"), NOW) is None
    shown = await store.sessions.presented(digest("first refresh"))
    assert shown is not None
    assert shown.session.revoked_at == NOW
    kept = await store.sessions.authenticate(digest("other access"), NOW)
    assert kept is not None
    assert kept.session_id == other.id


async def test_purging_forgets_what_is_over_and_nothing_else(store: IdentityStore) -> None:
    account = homeowner()
    await store.accounts.add((account,))
    await opened(store, account)
    assert await store.sessions.purge(NOW) == 0
    assert await store.sessions.purge(SOON) == 1
    assert await store.sessions.presented(digest("first refresh")) is not None
    assert await store.sessions.purge(LATER) == 1
    assert await store.sessions.presented(digest("first refresh")) is None
