"""Who has an account, and what an account says about itself."""

from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from domain.identity.account import Account, Locale
from domain.shared.ids import AccountId, RegionId, WorkerId


@dataclass(frozen=True, slots=True)
class SkillLevel:
    skill: str
    level: int


@dataclass(frozen=True, slots=True)
class WorkerSelf:
    """What a worker's own profile says about the work."""

    id: WorkerId
    on_duty: bool
    skills: tuple[SkillLevel, ...]
    travel_mode: str


@dataclass(frozen=True, slots=True)
class Me:
    """The caller's profile; `roles` are sorted."""

    id: AccountId
    display_name: str
    roles: tuple[str, ...]
    locale: str
    phone_masked: str | None
    region_id: RegionId | None
    worker: WorkerSelf | None


class Accounts(Protocol):
    """Accounts, each call complete in itself."""

    async def get(self, account_id: AccountId) -> Account:
        """Raises `AccountNotFound`."""
        ...

    async def by_phone(self, phone: str) -> Account | None:
        """`phone` is E.164."""
        ...

    async def by_username(self, username: str) -> Account | None:
        """`username` is as `normal_username` gives it."""
        ...

    async def add(self, accounts: tuple[Account, ...]) -> None:
        """Store new accounts, all or none. Raises `PhoneTaken` or `UsernameTaken`."""
        ...

    async def replace_password_hash(self, account_id: AccountId, old: str, new: str) -> None:
        """Store a stronger hash of the same password; no effect when it was changed meanwhile."""
        ...

    async def take_totp_step(self, account_id: AccountId, step: int) -> bool:
        """Use up an authenticator's time step; False when this one or a later one was used before."""
        ...


class Profiles(Protocol):
    async def of(self, account_id: AccountId) -> Me:
        """Raises `AccountNotFound`."""
        ...


class PhoneNumbers(Protocol):
    def normalised(self, raw: str) -> str:
        """A number as people write it, in E.164. Raises `PhoneMalformed`."""
        ...


class AccountEdits(Protocol):
    def change_locale(self, account_id: AccountId, locale: Locale) -> None:
        """On commit, which raises `AccountNotFound`."""
        ...


class AccountWork(Protocol):
    """The unit of work, as far as changes of an account need it."""

    @property
    def accounts(self) -> AccountEdits: ...

    async def commit(self, answer: object | None = None) -> None: ...

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...


NewAccountWork = Callable[[], AccountWork]
