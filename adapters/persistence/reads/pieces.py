"""Pieces of rows that many views share. What repeats from row to row is decoded once and remembered."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

import msgspec

from application.ports.accounts import SkillLevel
from application.views.orders import Visit
from application.views.photos import Photo
from domain.orders.parts import Place, Terms
from domain.orders.status import Action, Status
from domain.shared.ids import PhotoId
from domain.shared.texts import Text

Row = tuple[Any, ...]
PhotoUrl = Callable[[PhotoId], str]

STATUSES: Final = {status.value: status for status in Status}
ACTIONS: Final[dict[str | None, Action | None]] = {None: None} | {action.value: action for action in Action}

PHOTOS: Final = (
    "(SELECT jsonb_agg(jsonb_build_array(p.id, p.kind, p.width, p.height) ORDER BY p.id) "
    "FROM photos p WHERE p.order_id = o.id)"
)
SKILLS: Final = (
    "(SELECT jsonb_agg(jsonb_build_array(k.skill, k.level) ORDER BY k.skill) "
    "FROM worker_skills k WHERE k.worker_id = w.id)"
)
# Where a worker comes from: where they were seen lately, else from home.
ORIGIN: Final = (
    "CASE WHEN w.position_at > %(fresh_since)s THEN w.position_lon ELSE w.lon END AS lon, "
    "CASE WHEN w.position_at > %(fresh_since)s THEN w.position_lat ELSE w.lat END AS lat"
)
VISIT_COLUMNS: Final = (
    "v.id, v.starts_at, v.ends_at, v.departed_at, v.arrived_at, v.started_at, v.completed_at"
)
VISIT_WIDTH: Final = 7
LAST_VISIT: Final = (
    "JOIN LATERAL (SELECT * FROM visits WHERE order_id = o.id ORDER BY seq DESC LIMIT 1) v ON true"
)

_photos: Final = msgspec.json.Decoder(list[tuple[UUID, str, int, int]])
_skills: Final = msgspec.json.Decoder(list[tuple[str, int]])
_place: Final = msgspec.json.Decoder(Place)


@lru_cache(maxsize=8192)
def text_from(json: bytes) -> Text:
    return msgspec.json.decode(json, type=Text)


def text_or_none(json: bytes | None) -> Text | None:
    return None if json is None else text_from(json)


@lru_cache(maxsize=4096)
def terms_from(json: bytes) -> Terms:
    """Orders of one service at one price and policy share their terms to the byte."""
    return msgspec.json.decode(json, type=Terms)


def place_from(json: bytes) -> Place:
    return _place.decode(json)


@lru_cache(maxsize=4096)
def skills_from(json: bytes | None) -> tuple[SkillLevel, ...]:
    return () if json is None else tuple(SkillLevel(skill, level) for skill, level in _skills.decode(json))


def photos_from(json: bytes | None, photo_url: PhotoUrl) -> tuple[Photo, ...]:
    if json is None:
        return ()
    return tuple(
        Photo(id=photo_id, kind=kind, url=photo_url(PhotoId(photo_id)), width=width, height=height)
        for photo_id, kind, width, height in _photos.decode(json)
    )


def visit_from(row: Row, duration_s: int) -> Visit:
    """`row` holds VISIT_COLUMNS."""
    visit_id, planned_start, planned_end, departed_at, arrived_at, started_at, completed_at = row
    return Visit(
        id=visit_id,
        planned_start=planned_start,
        planned_end=planned_end,
        duration_s=duration_s,
        departed_at=departed_at,
        arrived_at=arrived_at,
        started_at=started_at,
        completed_at=completed_at,
    )
