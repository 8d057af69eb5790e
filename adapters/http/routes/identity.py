"""Signing in and out, and who one is."""

from typing import Final

from adapters.http.contract.route import PUBLIC, SIGNED_IN, Route
from adapters.http.endpoints import identity as endpoints
from adapters.http.models import auth, me

TAG: Final = "identity"

ROUTES: Final = (
    Route(
        method="POST",
        path="/auth/codes",
        name="ask_for_code",
        endpoint=endpoints.ask_for_code,
        summary="Send a one-time code to a phone",
        tag=TAG,
        access=PUBLIC,
        body=auth.AskForCode,
        output=auth.CodeSent,
        status=202,
    ),
    Route(
        method="POST",
        path="/auth/sessions/code",
        name="sign_in_by_code",
        endpoint=endpoints.sign_in_by_code,
        summary="Sign in with phone and one-time code",
        tag=TAG,
        access=PUBLIC,
        body=auth.SignInByCode,
        output=auth.Session,
        status=201,
        detail="For homeowners and workers; staff sign in with a password.",
    ),
    Route(
        method="POST",
        path="/auth/sessions/password",
        name="sign_in_by_password",
        endpoint=endpoints.sign_in_by_password,
        summary="Sign in with user name and password",
        tag=TAG,
        access=PUBLIC,
        body=auth.SignInByPassword,
        output=auth.Session,
        status=201,
        detail="For staff. `totp` is needed once the account has it enrolled.",
    ),
    Route(
        method="POST",
        path="/auth/sessions/refresh",
        name="refresh_session",
        endpoint=endpoints.refresh_session,
        summary="Exchange a refresh token for a new pair",
        tag=TAG,
        access=PUBLIC,
        body=auth.Refresh,
        output=auth.Session,
        status=201,
        detail="A refresh token works once: using it again ends every session that came from it.",
    ),
    Route(
        method="POST",
        path="/auth/sign-out",
        name="sign_out",
        endpoint=endpoints.sign_out,
        summary="End this session",
        tag=TAG,
        access=SIGNED_IN,
        status=204,
    ),
    Route(
        method="GET",
        path="/me",
        name="get_me",
        endpoint=endpoints.get_me,
        summary="Who am I",
        tag=TAG,
        access=SIGNED_IN,
        output=me.Me,
    ),
    Route(
        method="PUT",
        path="/me/locale",
        name="set_locale",
        endpoint=endpoints.set_locale,
        summary="Choose a language",
        tag=TAG,
        access=SIGNED_IN,
        body=me.SetLocale,
        status=204,
    ),
)
