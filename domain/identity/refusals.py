"""Why identity refuses. No text tells whether a phone or a user name is known."""

from domain.shared.errors import Conflict, Expired, Forbidden, Malformed, NotFound, TooMany, Unauthenticated


class PhoneMalformed(Malformed):
    code = "phone_malformed"


class UsernameMalformed(Malformed):
    code = "username_malformed"


class LocaleUnknown(Malformed):
    """Facts: `known`, the locales there are."""

    code = "locale_unknown"


class AccountNotFound(NotFound):
    code = "account_not_found"


class PhoneTaken(Conflict):
    code = "phone_taken"


class UsernameTaken(Conflict):
    code = "username_taken"


class CodeWrong(Unauthenticated):
    """Facts: `attempts_left`."""

    code = "code_wrong"


class CodeExpired(Expired):
    """The code's five minutes are over, it was used, or none was asked for: ask for a new one."""

    code = "code_expired"


class TooManyAttempts(TooMany):
    """This code was guessed at too often and is dead: ask for a new one."""

    code = "too_many_attempts"


class RateLimited(TooMany):
    """Facts: `retry_after_s`."""

    code = "rate_limited"


class BadCredentials(Unauthenticated):
    code = "bad_credentials"


class TotpRequired(Unauthenticated):
    """The password was right, and the account's authenticator is asked for."""

    code = "totp_required"


class TotpWrong(Unauthenticated):
    """The authenticator's code is wrong, or was used already."""

    code = "totp_wrong"


class TotpNotEnrolled(Forbidden):
    """The policy asks for an authenticator, and this account has none."""

    code = "totp_not_enrolled"


class NotSignedIn(Unauthenticated):
    code = "not_signed_in"


class SessionExpired(Unauthenticated):
    """The token is unknown, over or revoked: refresh, or sign in again."""

    code = "session_expired"


class RefreshReused(Unauthenticated):
    """A refresh token came back after its successor was given out: the whole session is revoked."""

    code = "refresh_reused"


class CsrfFailed(Forbidden):
    code = "csrf_failed"
