"""What tokens open, how they are exchanged, and how they end."""

from dataclasses import replace

import pytest

from application.identity.authenticate import Authenticate
from application.identity.opening import SignedIn
from application.identity.purge_expired import PurgeExpired
from application.identity.refresh_session import RefreshSession
from application.identity.sign_in_with_code import SignInWithCode
from application.identity.sign_out import SignOut
from domain.identity.refusals import RateLimited, RefreshReused, SessionExpired
from tests.application.identity.front_desk import HERE, OWNER, FrontDesk


async def signed_in(desk: FrontDesk, *, use_cookie: bool = False) -> SignedIn:
    code = await desk.code_for("+56911111111")
    return await desk.sign_in_with_code(SignInWithCode("+56911111111", code, HERE, use_cookie))


async def refreshed(desk: FrontDesk, token: str) -> SignedIn:
    return await desk.refresh(RefreshSession(token, HERE))


async def test_an_access_token_tells_who_asks(desk: FrontDesk) -> None:
    session = await signed_in(desk)
    found = await desk.authenticate(Authenticate(session.access_token))
    assert found.actor == OWNER.actor
    assert found.locale == "en"
    assert not found.uses_cookie
    assert found.access_expires_at == session.access_expires_at


@pytest.mark.parametrize("token", ["", "x", "\ud800", "x" * 5000, "\x00"])
async def test_what_is_no_token_opens_nothing(desk: FrontDesk, token: str) -> None:
    await signed_in(desk)
    with pytest.raises(SessionExpired):
        await desk.authenticate(Authenticate(token))
    with pytest.raises(SessionExpired):
        await refreshed(desk, token)


async def test_a_refresh_token_is_no_access_token_and_the_reverse(desk: FrontDesk) -> None:
    session = await signed_in(desk)
    with pytest.raises(SessionExpired):
        await desk.authenticate(Authenticate(session.refresh_token))
    with pytest.raises(SessionExpired):
        await refreshed(desk, session.access_token)


async def test_an_access_token_lives_fifteen_minutes(desk: FrontDesk) -> None:
    session = await signed_in(desk)
    desk.clock.advance(minutes=14, seconds=59)
    await desk.authenticate(Authenticate(session.access_token))
    desk.clock.advance(seconds=1)
    with pytest.raises(SessionExpired):
        await desk.authenticate(Authenticate(session.access_token))


async def test_an_account_that_is_switched_off_is_out_at_once(desk: FrontDesk) -> None:
    session = await signed_in(desk)
    desk.accounts.rows[OWNER.id] = replace(OWNER, is_active=False)
    with pytest.raises(SessionExpired):
        await desk.authenticate(Authenticate(session.access_token))
    with pytest.raises(SessionExpired):
        await refreshed(desk, session.refresh_token)


async def test_a_refresh_gives_two_new_tokens_of_the_same_session(desk: FrontDesk) -> None:
    first = await signed_in(desk)
    before = await desk.authenticate(Authenticate(first.access_token))
    second = await refreshed(desk, first.refresh_token)
    after = await desk.authenticate(Authenticate(second.access_token))
    assert after.session_id == before.session_id
    assert len({first.access_token, first.refresh_token, second.access_token, second.refresh_token}) == 4


async def test_two_tabs_that_refresh_at_once_end_up_on_the_same_chain(desk: FrontDesk) -> None:
    first = await signed_in(desk)
    one = await refreshed(desk, first.refresh_token)
    desk.clock.advance(seconds=10)
    other = await refreshed(desk, first.refresh_token)
    assert one.refresh_token == other.refresh_token
    assert one.access_token != other.access_token
    for tab in (one, other):
        await desk.authenticate(Authenticate(tab.access_token))


async def test_a_thief_inside_the_grace_is_found_out_at_the_next_refresh(desk: FrontDesk) -> None:
    first = await signed_in(desk)
    owner = await refreshed(desk, first.refresh_token)
    thief = await refreshed(desk, first.refresh_token)
    desk.clock.advance(minutes=15)
    await refreshed(desk, thief.refresh_token)
    desk.clock.advance(minutes=15)
    with pytest.raises(RefreshReused):
        await refreshed(desk, owner.refresh_token)


async def test_a_used_token_that_comes_back_ends_the_whole_session(desk: FrontDesk) -> None:
    first = await signed_in(desk)
    second = await refreshed(desk, first.refresh_token)
    desk.clock.advance(seconds=11)
    with pytest.raises(RefreshReused):
        await refreshed(desk, first.refresh_token)
    with pytest.raises(SessionExpired):
        await desk.authenticate(Authenticate(second.access_token))
    with pytest.raises(SessionExpired):
        await refreshed(desk, second.refresh_token)


async def test_another_session_of_the_same_account_is_not_ended_with_it(desk: FrontDesk) -> None:
    other = await signed_in(desk)
    desk.clock.advance(minutes=1)
    first = await signed_in(desk)
    await refreshed(desk, first.refresh_token)
    desk.clock.advance(seconds=11)
    with pytest.raises(RefreshReused):
        await refreshed(desk, first.refresh_token)
    await desk.authenticate(Authenticate(other.access_token))


async def test_a_refresh_token_lives_thirty_days_from_its_own_birth(desk: FrontDesk) -> None:
    first = await signed_in(desk)
    desk.clock.advance(days=29)
    second = await refreshed(desk, first.refresh_token)
    desk.clock.advance(days=29)
    third = await refreshed(desk, second.refresh_token)
    desk.clock.advance(days=30)
    with pytest.raises(SessionExpired):
        await refreshed(desk, third.refresh_token)


async def test_after_signing_out_neither_token_opens_anything(desk: FrontDesk) -> None:
    session = await signed_in(desk)
    caller = await desk.authenticate(Authenticate(session.access_token))
    await desk.sign_out(SignOut(caller.session_id))
    await desk.sign_out(SignOut(caller.session_id))
    with pytest.raises(SessionExpired):
        await desk.authenticate(Authenticate(session.access_token))
    with pytest.raises(SessionExpired):
        await refreshed(desk, session.refresh_token)


async def test_a_cookie_session_stays_one_when_refreshed(desk: FrontDesk) -> None:
    first = await signed_in(desk, use_cookie=True)
    second = await refreshed(desk, first.refresh_token)
    assert second.uses_cookie
    assert (await desk.authenticate(Authenticate(second.access_token))).uses_cookie


async def test_hammering_at_the_refresh_is_stopped(desk: FrontDesk) -> None:
    for _ in range(600):
        with pytest.raises(SessionExpired):
            await refreshed(desk, "guess")
    with pytest.raises(RateLimited):
        await refreshed(desk, "guess")


async def test_what_is_over_is_forgotten_and_what_lives_stays(desk: FrontDesk) -> None:
    session = await signed_in(desk)
    desk.clock.advance(hours=2)
    assert await desk.purge(PurgeExpired()) > 0
    with pytest.raises(SessionExpired):
        await desk.authenticate(Authenticate(session.access_token))
    await refreshed(desk, session.refresh_token)
    desk.clock.advance(days=31)
    await desk.purge(PurgeExpired())
    assert await desk.purge(PurgeExpired()) == 0
