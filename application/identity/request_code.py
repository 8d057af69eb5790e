"""Ask for a one-time code."""

from dataclasses import dataclass
from datetime import datetime

from application.identity.counting import AttemptCounter, Counted
from application.identity.proofs import code_digest, phone_key
from application.ports.accounts import Accounts, PhoneNumbers
from application.ports.codes import CodeMessage, Codes, CodeSender
from application.ports.time import SystemClock
from application.ports.tokens import Randomness, Signer
from domain.identity.codes import CODE_DIGITS, CODE_LIFE, OneTimeCode, written
from domain.identity.limits import DEFAULT_SIGN_IN_LIMITS, SignInLimits, network_of


@dataclass(frozen=True, slots=True)
class RequestCode:
    phone: str
    client_address: str


@dataclass(frozen=True, slots=True)
class CodeRequested:
    expires_at: datetime
    resend_after_s: int


@dataclass(frozen=True, slots=True)
class RequestCodeHandler:
    """A code is made and kept for any phone, and sent only to one that may sign in by it: so neither this
    answer nor a later guess tells whether the phone is known."""

    accounts: Accounts
    phones: PhoneNumbers
    codes: Codes
    sender: CodeSender
    randomness: Randomness
    signer: Signer
    count: AttemptCounter
    system_clock: SystemClock
    limits: SignInLimits = DEFAULT_SIGN_IN_LIMITS

    async def __call__(self, cmd: RequestCode) -> CodeRequested:
        """Raises `PhoneMalformed` or `RateLimited`."""
        phone = self.phones.normalised(cmd.phone)
        await self.count(Counted("code-resend", phone, self.limits.code_resend))
        await self.count(  # apart, so that an impatient thumb does not use up the hour
            Counted("codes-phone", phone, self.limits.codes_per_phone),
            Counted("codes-address", network_of(cmd.client_address), self.limits.codes_per_address),
        )
        expires_at = self.system_clock.now() + CODE_LIFE
        code = written(self.randomness.below(10**CODE_DIGITS))
        key = phone_key(self.signer, phone)
        await self.codes.put(OneTimeCode(key, code_digest(self.signer, key, code), expires_at))
        account = await self.accounts.by_phone(phone)
        if account is not None and account.may_sign_in_by_code:
            await self.sender.send(CodeMessage(phone, code, account.locale, expires_at))
        return CodeRequested(expires_at, self.limits.code_resend.window_s)
