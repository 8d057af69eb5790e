"""Signing in and out."""

from typing import Annotated

from msgspec import Meta

from adapters.http.models.fields import Input, Moment, Output, Seconds
from adapters.http.models.me import Me

Phone = Annotated[str, Meta(min_length=4, max_length=20, pattern=r"^\+?[0-9 ()-]+\Z")]
OneTimeCode = Annotated[str, Meta(pattern=r"^[0-9]{6}\Z")]
Token = Annotated[str, Meta(min_length=1, max_length=256)]


class AskForCode(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A phone number, best in international form (+56 9 ...)."""

    phone: Phone


class CodeSent(Output, frozen=True, kw_only=True):
    """The answer is the same whether or not the phone is known."""

    expires_at: Moment
    resend_after_s: Seconds


class SignInByCode(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    phone: Phone
    code: OneTimeCode


class SignInByPassword(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`use_cookie` keeps the tokens in HttpOnly cookies; the answer then carries a CSRF token instead."""

    username: Annotated[str, Meta(min_length=1, max_length=100)]
    password: Annotated[str, Meta(min_length=1, max_length=200)]
    totp: OneTimeCode | None = None
    use_cookie: bool = False


class Refresh(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without a token the cookie is used."""

    refresh_token: Token | None = None


class Session(Output, frozen=True, kw_only=True):
    """Tokens are null when they are kept in cookies; `csrf_token` is null when they are not."""

    access_token: str | None
    refresh_token: str | None
    csrf_token: str | None
    access_expires_at: Moment
    account: Me
