"""Signing in and out, and who one is."""

from typing import Final

from adapters.http.execution.call import Call, Cookie, Reply
from adapters.http.execution.credentials import REFRESH_COOKIE, SESSION_COOKIE
from adapters.http.models import auth
from adapters.http.models.me import SetLocale
from adapters.http.services import Services
from application.identity.change_locale import ChangeLocale
from application.identity.opening import SignedIn
from application.identity.refresh_session import RefreshSession
from application.identity.request_code import CodeRequested, RequestCode
from application.identity.sign_in_with_code import SignInWithCode
from application.identity.sign_in_with_password import SignInWithPassword
from application.identity.sign_out import SignOut
from application.identity.who_am_i import WhoAmI
from application.ports.accounts import Me
from domain.identity.refusals import NotSignedIn

REFRESH_PATH: Final = "/api/v1/auth"


async def ask_for_code(services: Services, call: Call[auth.AskForCode, None]) -> CodeRequested:
    return await services.identity.request_code(RequestCode(call.body.phone, call.client_address))


async def sign_in_by_code(services: Services, call: Call[auth.SignInByCode, None]) -> Reply:
    body = call.body
    command = SignInWithCode(body.phone, body.code, call.client_address)
    return _session(services, await services.identity.sign_in_with_code(command))


async def sign_in_by_password(services: Services, call: Call[auth.SignInByPassword, None]) -> Reply:
    body = call.body
    command = SignInWithPassword(
        username=body.username,
        password=body.password,
        totp=body.totp,
        use_cookie=body.use_cookie,
        client_address=call.client_address,
    )
    return _session(services, await services.identity.sign_in_with_password(command))


async def refresh_session(services: Services, call: Call[auth.Refresh, None]) -> Reply:
    token = call.body.refresh_token or call.cookies.get(REFRESH_COOKIE)
    if not token:
        raise NotSignedIn()
    signed_in = await services.identity.refresh_session(RefreshSession(token, call.client_address))
    return _session(services, signed_in)


async def sign_out(services: Services, call: Call[None, None]) -> Reply:
    if call.signed_in is not None:
        await services.identity.sign_out(SignOut(call.signed_in.session_id))
    return Reply(cookies=_cookies(None, None, 0))


async def get_me(services: Services, call: Call[None, None]) -> Me:
    return await services.identity.who_am_i(WhoAmI(call.account_id))


async def set_locale(services: Services, call: Call[SetLocale, None]) -> None:
    await call.keyed(services.identity.change_locale)(ChangeLocale(call.account_id, call.body.locale))


def _session(services: Services, signed_in: SignedIn) -> Reply:
    """In cookie mode the tokens travel in cookies alone."""
    by_cookie = signed_in.uses_cookie
    answer = {
        "access_token": None if by_cookie else signed_in.access_token,
        "refresh_token": None if by_cookie else signed_in.refresh_token,
        "csrf_token": signed_in.csrf_token,
        "access_expires_at": signed_in.access_expires_at,
        "account": signed_in.account,
    }
    if not by_cookie:
        return Reply(answer)
    left_s = int((signed_in.refresh_expires_at - services.frame.real_now()).total_seconds())
    return Reply(answer, cookies=_cookies(signed_in.access_token, signed_in.refresh_token, left_s))


def _cookies(access: str | None, refresh: str | None, left_s: int) -> tuple[Cookie, ...]:
    """The access token's cookie outlives the token, so that its end is told as an end, not as a stranger."""
    return (
        Cookie(SESSION_COOKIE, access, left_s, path="/"),
        Cookie(REFRESH_COOKIE, refresh, left_s, path=REFRESH_PATH),
    )
