"""Sign in with a user name, a password and, where the account or the policy asks, an authenticator."""

from dataclasses import dataclass

from application.identity.counting import AttemptCounter, Counted
from application.identity.opening import SessionOpener, SignedIn
from application.ports.accounts import Accounts
from application.ports.passwords import Authenticators, Passwords, PasswordVerdict
from application.ports.time import SystemClock
from domain.identity.account import Account, normal_username
from domain.identity.limits import DEFAULT_SIGN_IN_LIMITS, SignInLimits, network_of
from domain.identity.refusals import BadCredentials, TotpNotEnrolled, TotpRequired, TotpWrong


@dataclass(frozen=True, slots=True)
class SignInWithPassword:
    username: str
    password: str
    totp: str | None
    use_cookie: bool
    client_address: str


@dataclass(frozen=True, slots=True)
class SignInWithPasswordHandler:
    """`requires_totp`: an account without an authenticator is refused, instead of asked for less."""

    accounts: Accounts
    passwords: Passwords
    authenticators: Authenticators
    count: AttemptCounter
    open_session: SessionOpener
    system_clock: SystemClock
    requires_totp: bool
    limits: SignInLimits = DEFAULT_SIGN_IN_LIMITS

    async def __call__(self, cmd: SignInWithPassword) -> SignedIn:
        """Raises `RateLimited`, `BadCredentials`, `TotpRequired`, `TotpWrong` or `TotpNotEnrolled`."""
        username = normal_username(cmd.username)
        await self.count(
            Counted("passwords-name", username, self.limits.passwords_per_username),
            Counted("passwords-address", network_of(cmd.client_address), self.limits.passwords_per_address),
        )
        account = await self._proved(username, cmd.password)
        await self._second_proof(account, cmd.totp)
        return await self.open_session(account.id, uses_cookie=cmd.use_cookie)

    async def _proved(self, username: str, password: str) -> Account:
        account = await self.accounts.by_username(username)
        stored = account.password_hash if account and account.may_sign_in_by_password else None
        verdict = await self.passwords.verify(stored, password)
        if account is None or stored is None or verdict is PasswordVerdict.WRONG:
            raise BadCredentials()
        if verdict is PasswordVerdict.RIGHT_BUT_WEAKLY_HASHED:
            stronger = await self.passwords.hashed(password)
            await self.accounts.replace_password_hash(account.id, stored, stronger)
        return account

    async def _second_proof(self, account: Account, totp: str | None) -> None:
        if account.totp_secret is None:
            if self.requires_totp:
                raise TotpNotEnrolled()
            return
        if totp is None:
            raise TotpRequired()
        step = self.authenticators.step_of(account.totp_secret, totp, self.system_clock.now())
        if step is None or not await self.accounts.take_totp_step(account.id, step):
            raise TotpWrong()
