"""Members, as the desk finds them."""

from adapters.http.models.auth import Phone
from adapters.http.models.fields import Id, Input, Output, RoleName


class FindMemberQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    phone: Phone


class Member(Output, frozen=True, kw_only=True):
    id: Id
    name: str
    phone_masked: str | None
    roles: list[RoleName]
