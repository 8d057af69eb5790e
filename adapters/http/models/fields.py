"""Field types with their limits; the limits stand in the document and are enforced on the way in.

Integers stay within what every JSON reader keeps exactly (2^53), moments carry an offset.
"""

from datetime import date, datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from msgspec import Meta, Struct

from domain.identity.roles import Role
from domain.orders.status import Action, Status
from domain.scheduling.travel import TravelMode

MAX_SAFE: Final = 2**53 - 1
MAX_LIMIT: Final = 100
DEFAULT_LIMIT: Final = 50

Id = UUID
Moment = Annotated[datetime, Meta(tz=True, description="RFC 3339 with offset; answers are in UTC")]
Day = Annotated[date, Meta(description="A calendar day in the region's time zone")]
Minor = Annotated[
    int, Meta(ge=-MAX_SAFE, le=MAX_SAFE, description="Minor units of the currency; see currency_exponent")
]
Price = Annotated[int, Meta(ge=0, le=MAX_SAFE, description="Minor units of the currency")]
Seconds = Annotated[int, Meta(ge=0, le=MAX_SAFE, description="Seconds")]
Metres = Annotated[int, Meta(ge=0, le=MAX_SAFE, description="Metres")]
Count = Annotated[int, Meta(ge=0, le=MAX_SAFE)]
Points = Annotated[int, Meta(ge=-MAX_SAFE, le=MAX_SAFE, description="Loyalty points, whole")]
Version = Annotated[
    int, Meta(ge=1, le=2**31 - 1, description="Rises by one with every change of the aggregate")
]
Stars = Annotated[int, Meta(ge=1, le=5)]
Level = Annotated[int, Meta(ge=1, le=5)]
Longitude = Annotated[float, Meta(ge=-180, le=180, description="WGS-84 degrees east")]
Latitude = Annotated[float, Meta(ge=-90, le=90, description="WGS-84 degrees north")]
Code = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[a-z0-9_]+\Z")]
Line = Annotated[str, Meta(min_length=1, max_length=200)]
Words = Annotated[str, Meta(max_length=2000)]
NonEmptyWords = Annotated[str, Meta(min_length=1, max_length=2000)]
Cursor = Annotated[str, Meta(max_length=512, description="Opaque: pass back what `next_cursor` said")]
Limit = Annotated[int, Meta(ge=1, le=MAX_LIMIT, description="Items on a page")]
Locale = Literal["zh-CN", "en"]
OrderStatus = Status
OrderAction = Action
RoleName = Role
Travel = TravelMode


class Input(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of what a client sends: unknown fields are refused."""


class Output(Struct, frozen=True, kw_only=True):
    """Base of what the server answers; later versions may add fields."""


class Nothing(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An empty object."""


class PageQuery(Input, frozen=True, kw_only=True, forbid_unknown_fields=True):
    cursor: Cursor | None = None
    limit: Limit = DEFAULT_LIMIT


class Text(Output, frozen=True, kw_only=True):
    """Words for people in both languages of the product."""

    zh: str
    en: str


class Point(Output, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place on earth, WGS-84."""

    lon: Longitude
    lat: Latitude
