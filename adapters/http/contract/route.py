"""What a route is. Everything else (decoding, the document, the front ends' types) is read from it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from string import Formatter
from typing import Any, Final, Literal

from msgspec import Struct

from domain.identity.roles import STAFF, Role

Method = Literal["GET", "POST", "PUT", "DELETE"]
WRITES: Final = frozenset({"POST", "PUT", "DELETE"})
JSON_LIMIT_BYTES: Final = 256 * 1024
PHOTO_LIMIT_BYTES: Final = 12 * 1024 * 1024
DRAIN_LIMIT_BYTES: Final = 32 * 1024 * 1024
"""What a refused client may still send, unread, before we hang up: so that it gets to read why."""
JSON_TYPE: Final = "application/json"


class Public(Enum):
    """Declared on purpose: no token is asked for."""

    PUBLIC = "public"


PUBLIC: Final = Public.PUBLIC
Access = frozenset[Role] | Literal[Public.PUBLIC]
SIGNED_IN: Final = frozenset(Role) - {Role.SYSTEM}
ADMINS: Final = STAFF

Endpoint = Callable[[Any, Any], Awaitable[object]]
"""`(services, call) -> answer`; the answer is what `output` says, or a `Reply`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One method on one path.

    `access` None means that nobody thought of it: the table is refused. `body`, `query` and `output` are
    msgspec structs; `consumes` other than JSON hands the bytes to the endpoint as they came. `produces`
    other than JSON means that the endpoint answers with a `Reply` of bytes.
    """

    method: Method
    path: str
    name: str
    summary: str
    tag: str
    access: Access | None = None
    endpoint: Endpoint | None = None
    body: type[Struct] | None = None
    query: type[Struct] | None = None
    output: type[Struct] | None = None
    status: int = 200
    detail: str = ""
    consumes: str = JSON_TYPE
    produces: str = JSON_TYPE
    limit_bytes: int = JSON_LIMIT_BYTES
    may_conflict: bool = False
    takes_device: bool = False

    @property
    def is_write(self) -> bool:
        return self.method in WRITES

    @property
    def takes_raw_body(self) -> bool:
        return self.consumes != JSON_TYPE

    @property
    def takes_body(self) -> bool:
        return self.body is not None or self.takes_raw_body

    @property
    def path_ids(self) -> tuple[str, ...]:
        """Names in braces; each is a UUID."""
        return tuple(name for _, name, _, _ in Formatter().parse(self.path) if name)
