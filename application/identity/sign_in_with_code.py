"""Sign in with a phone and the code that was sent to it."""

from dataclasses import dataclass

from application.identity.counting import AttemptCounter, Counted
from application.identity.opening import SessionOpener, SignedIn
from application.identity.proofs import code_digest, phone_key
from application.ports.accounts import Accounts, PhoneNumbers
from application.ports.codes import Codes
from application.ports.time import SystemClock
from application.ports.tokens import Signer
from domain.identity.codes import MAX_ATTEMPTS, OneTimeCode
from domain.identity.limits import DEFAULT_SIGN_IN_LIMITS, SignInLimits, network_of
from domain.identity.refusals import CodeExpired, CodeWrong


@dataclass(frozen=True, slots=True)
class SignInWithCode:
    phone: str
    code: str
    client_address: str
    use_cookie: bool = False


@dataclass(frozen=True, slots=True)
class SignInWithCodeHandler:
    accounts: Accounts
    phones: PhoneNumbers
    codes: Codes
    signer: Signer
    count: AttemptCounter
    open_session: SessionOpener
    system_clock: SystemClock
    limits: SignInLimits = DEFAULT_SIGN_IN_LIMITS

    async def __call__(self, cmd: SignInWithCode) -> SignedIn:
        """Raises `PhoneMalformed`, `RateLimited`, `CodeWrong`, `CodeExpired` or `TooManyAttempts`."""
        phone = self.phones.normalised(cmd.phone)
        await self.count(
            Counted("guesses-phone", phone, self.limits.code_guesses_per_phone),
            Counted("guesses-address", network_of(cmd.client_address), self.limits.code_guesses_per_address),
        )
        code = await self._guessed(phone, cmd.code)
        account = await self.accounts.by_phone(phone)
        if account is None or not account.may_sign_in_by_code:
            raise CodeWrong(attempts_left=MAX_ATTEMPTS - code.attempts)
        if not await self.codes.use(code, self.system_clock.now()):
            raise CodeExpired()
        return await self.open_session(account.id, uses_cookie=cmd.use_cookie)

    async def _guessed(self, phone: str, guess: str) -> OneTimeCode:
        """The guess is counted before it is judged, so guesses in parallel are not free."""
        key = phone_key(self.signer, phone)
        code = await self.codes.take_attempt(key)
        if code is None:
            raise CodeExpired()
        code.judge(code_digest(self.signer, key, guess), self.system_clock.now())
        return code
