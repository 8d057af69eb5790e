"""Signing in by user name, password and authenticator."""

import pytest

from application.identity.opening import SignedIn
from application.identity.sign_in_with_password import SignInWithPassword
from domain.identity.refusals import BadCredentials, RateLimited, TotpNotEnrolled, TotpRequired, TotpWrong
from tests.application.identity.front_desk import CAREFUL, HERE, MANAGER, FrontDesk


async def sign_in(
    desk: FrontDesk, username: str, password: str, totp: str | None = None, *, use_cookie: bool = False
) -> SignedIn:
    return await desk.sign_in_with_password(SignInWithPassword(username, password, totp, use_cookie, HERE))


def current_totp(desk: FrontDesk) -> str:
    return f"{int(desk.clock.now().timestamp()) // 30 % 1_000_000:06d}"


async def test_the_right_password_opens_a_session(desk: FrontDesk) -> None:
    signed_in = await sign_in(desk, "Manager ", "correct horse")
    assert signed_in.account.id == MANAGER.id
    assert signed_in.account.roles == ("manager", "reviewer")


async def test_a_cookie_session_comes_with_a_csrf_token(desk: FrontDesk) -> None:
    signed_in = await sign_in(desk, "manager", "correct horse", use_cookie=True)
    assert signed_in.uses_cookie
    assert signed_in.csrf_token


@pytest.mark.parametrize(
    ("username", "password"), [("manager", "wrong"), ("nobody", "correct horse"), ("", "")]
)
async def test_a_wrong_password_and_an_unknown_name_are_answered_alike(
    desk: FrontDesk, username: str, password: str
) -> None:
    with pytest.raises(BadCredentials) as refusal:
        await sign_in(desk, username, password)
    assert refusal.value.facts == {}


async def test_the_authenticator_is_asked_for_only_after_the_password_was_right(desk: FrontDesk) -> None:
    with pytest.raises(BadCredentials):
        await sign_in(desk, "careful", "wrong", current_totp(desk))
    with pytest.raises(TotpRequired):
        await sign_in(desk, "careful", "battery staple")


async def test_a_wrong_authenticator_code_is_refused(desk: FrontDesk) -> None:
    with pytest.raises(TotpWrong):
        await sign_in(desk, "careful", "battery staple", "000000")


async def test_an_authenticator_code_works_once(desk: FrontDesk) -> None:
    totp = current_totp(desk)
    assert (await sign_in(desk, "careful", "battery staple", totp)).account.id == CAREFUL.id
    with pytest.raises(TotpWrong):
        await sign_in(desk, "careful", "battery staple", totp)
    desk.clock.advance(seconds=30)
    await sign_in(desk, "careful", "battery staple", current_totp(desk))


async def test_where_the_policy_asks_for_an_authenticator_an_account_without_one_stays_out() -> None:
    strict = FrontDesk(requires_totp=True)
    with pytest.raises(TotpNotEnrolled):
        await sign_in(strict, "manager", "correct horse")
    await sign_in(strict, "careful", "battery staple", current_totp(strict))


async def test_a_weak_hash_is_replaced_when_its_owner_signs_in(desk: FrontDesk) -> None:
    await sign_in(desk, "careful", "battery staple", current_totp(desk))
    assert desk.accounts.rows[CAREFUL.id].password_hash == "plain:battery staple"


async def test_guessing_at_one_name_is_stopped_and_goes_on_after_the_window(desk: FrontDesk) -> None:
    for _ in range(10):
        with pytest.raises(BadCredentials):
            await sign_in(desk, "manager", "wrong")
    with pytest.raises(RateLimited):
        await sign_in(desk, "manager", "correct horse")
    desk.clock.advance(minutes=15)
    await sign_in(desk, "manager", "correct horse")


async def test_guessing_at_many_names_from_one_address_is_stopped(desk: FrontDesk) -> None:
    for number in range(60):
        with pytest.raises(BadCredentials):
            await sign_in(desk, f"name{number}", "wrong")
    with pytest.raises(RateLimited):
        await sign_in(desk, "manager", "correct horse")
