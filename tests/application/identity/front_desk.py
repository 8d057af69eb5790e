"""Identity in memory, whole: what the tests of its use cases share."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from adapters.memory.accounts import MemoryAccounts, MemoryAccountWork, MemoryProfiles
from adapters.memory.codes import MemoryCodes, MemoryCodeSender
from adapters.memory.passwords import CountingAuthenticators, PlainPasswords
from adapters.memory.rate_limits import MemoryRateLimits
from adapters.memory.tokens import MemorySessions, SeededRandomness
from adapters.security.signing import HmacSigner
from application.identity.authenticate import AuthenticateHandler
from application.identity.change_locale import ChangeLocaleHandler
from application.identity.counting import AttemptCounter
from application.identity.opening import SessionOpener, TokenMint
from application.identity.purge_expired import PurgeExpiredHandler
from application.identity.refresh_session import RefreshSessionHandler
from application.identity.request_code import RequestCode, RequestCodeHandler
from application.identity.sign_in_with_code import SignInWithCodeHandler
from application.identity.sign_in_with_password import SignInWithPasswordHandler
from application.identity.sign_out import SignOutHandler
from application.identity.who_am_i import WhoAmIHandler
from domain.identity.account import Account, Locale
from domain.identity.refusals import PhoneMalformed
from domain.identity.roles import Role
from domain.shared.ids import AccountId

OWNER = Account(
    id=AccountId(UUID(int=1)),
    roles=frozenset({Role.HOMEOWNER}),
    display_name="Han Meimei",
    locale=Locale.EN,
    phone="+56911111111",
)
WORKER = Account(
    id=AccountId(UUID(int=2)), roles=frozenset({Role.WORKER}), display_name="老王", phone="+56922222222"
)
MANAGER = Account(
    id=AccountId(UUID(int=3)),
    roles=frozenset({Role.MANAGER, Role.REVIEWER}),
    display_name="Manager",
    phone="+56933333333",
    username="manager",
    password_hash="plain:correct horse",
)
CAREFUL = Account(
    id=AccountId(UUID(int=4)),
    roles=frozenset({Role.DISPATCHER}),
    display_name="Dispatcher",
    username="careful",
    password_hash="weak:battery staple",
    totp_secret="SECRET",
)
GONE = Account(
    id=AccountId(UUID(int=5)),
    roles=frozenset({Role.HOMEOWNER}),
    display_name="Gone",
    phone="+56955555555",
    is_active=False,
)
EVERYBODY = (OWNER, WORKER, MANAGER, CAREFUL, GONE)
HERE = "192.0.2.1"


@dataclass
class MovableClock:
    """Real time, as far as a test is concerned."""

    moment: datetime = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def advance(self, **span: float) -> None:
        self.moment += timedelta(**span)


@dataclass
class CountingIds:
    last: int = 1000

    def new(self) -> UUID:
        self.last += 1
        return UUID(int=self.last)


class PlusAndDigits:
    """Takes numbers that are in E.164 already."""

    def normalised(self, raw: str) -> str:
        number = raw.replace(" ", "")
        if not (number.startswith("+") and number[1:].isdigit()):
            raise PhoneMalformed()
        return number


@dataclass
class FrontDesk:
    """Every use case of identity on one set of memory adapters."""

    clock: MovableClock = field(default_factory=MovableClock)
    accounts: MemoryAccounts = field(default_factory=MemoryAccounts)
    codes: MemoryCodes = field(default_factory=MemoryCodes)
    sender: MemoryCodeSender = field(default_factory=MemoryCodeSender)
    rate_limits: MemoryRateLimits = field(default_factory=MemoryRateLimits)
    signer: HmacSigner = field(default_factory=lambda: HmacSigner(b"s" * 32))
    requires_totp: bool = False

    def __post_init__(self) -> None:
        self.accounts.rows.update({account.id: account for account in EVERYBODY})
        self.profiles = MemoryProfiles(self.accounts)
        self.sessions = MemorySessions(self.accounts)
        self.phones = PlusAndDigits()
        self.randomness = SeededRandomness(7)
        self.count = AttemptCounter(self.rate_limits, self.signer, self.clock)
        self.opener = SessionOpener(
            self.sessions, self.profiles, TokenMint(self.randomness), self.signer, CountingIds(), self.clock
        )
        self.sign_out = SignOutHandler(self.sessions, self.clock)
        self.authenticate = AuthenticateHandler(self.sessions, self.clock)
        self.who_am_i = WhoAmIHandler(self.profiles)
        self.change_locale = ChangeLocaleHandler(lambda: MemoryAccountWork(self.accounts))
        self.purge = PurgeExpiredHandler(self.codes, self.sessions, self.rate_limits, self.clock)
        self.refresh = RefreshSessionHandler(self.sessions, self.opener, self.count, self.clock)

    @property
    def request_code(self) -> RequestCodeHandler:
        return RequestCodeHandler(
            accounts=self.accounts,
            phones=self.phones,
            codes=self.codes,
            sender=self.sender,
            randomness=self.randomness,
            signer=self.signer,
            count=self.count,
            system_clock=self.clock,
        )

    @property
    def sign_in_with_code(self) -> SignInWithCodeHandler:
        return SignInWithCodeHandler(
            accounts=self.accounts,
            phones=self.phones,
            codes=self.codes,
            signer=self.signer,
            count=self.count,
            open_session=self.opener,
            system_clock=self.clock,
        )

    @property
    def sign_in_with_password(self) -> SignInWithPasswordHandler:
        return SignInWithPasswordHandler(
            accounts=self.accounts,
            passwords=PlainPasswords(),
            authenticators=CountingAuthenticators(),
            count=self.count,
            open_session=self.opener,
            system_clock=self.clock,
            requires_totp=self.requires_totp,
        )

    async def code_for(self, phone: str) -> str:
        """Ask for a code and read it from the phone."""
        await self.request_code(RequestCode(phone, HERE))
        return self.sender.sent[-1].code
