"""An account: who somebody is, how they prove it, and what they may be."""

from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize

from domain.identity.refusals import LocaleUnknown, UsernameMalformed
from domain.identity.roles import STAFF, Actor, Role
from domain.shared.ids import AccountId, RegionId


class Locale(StrEnum):
    ZH_CN = "zh-CN"
    EN = "en"


def locale_of(tag: str) -> Locale:
    """The locale of an exact language tag. Raises `LocaleUnknown`."""
    try:
        return Locale(tag)
    except ValueError:
        raise LocaleUnknown(known=[locale.value for locale in Locale]) from None


def normal_username(raw: str) -> str:
    """The one form in which a user name is stored and looked up."""
    return normalize("NFKC", normalize("NFKC", raw).casefold()).strip()


@dataclass(frozen=True, slots=True)
class Account:
    """`phone` is E.164 and unique, `username` is normal and unique; an account has at least one of them.

    `region_id` is None for a homeowner and for staff who see every region. Raises `UsernameMalformed`.
    """

    id: AccountId
    roles: frozenset[Role]
    display_name: str
    locale: Locale = Locale.ZH_CN
    region_id: RegionId | None = None
    phone: str | None = None
    username: str | None = None
    password_hash: str | None = None
    totp_secret: str | None = None
    is_active: bool = True
    version: int = 1

    def __post_init__(self) -> None:
        if self.username is not None and self.username != normal_username(self.username):
            raise UsernameMalformed()

    @property
    def actor(self) -> Actor:
        return Actor(account_id=self.id, roles=self.roles, region_id=self.region_id)

    @property
    def may_sign_in_by_code(self) -> bool:
        """Staff never do: a phone number alone must not open the back office."""
        return self.is_active and self.phone is not None and STAFF.isdisjoint(self.roles)

    @property
    def may_sign_in_by_password(self) -> bool:
        return self.is_active and self.password_hash is not None
