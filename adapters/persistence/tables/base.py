"""The one MetaData, and column kinds that many tables share."""

from typing import Any, Final

from geoalchemy2 import Geography, Geometry
from sqlalchemy import Column, Computed, Double, Integer, MetaData, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP, UUID

metadata: Final = MetaData(
    naming_convention={
        "ix": "%(table_name)s_%(column_0_N_name)s_idx",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "ck": "%(table_name)s_%(constraint_name)s",
        "fk": "%(table_name)s_%(column_0_name)s_fkey",
        "pk": "%(table_name)s_pkey",
    }
)

POINT_SQL: Final = "(st_setsrid(st_makepoint(lon, lat), 4326))::geography"


def identity(name: str = "id", *args: Any, **options: Any) -> Column[Any]:
    return Column(name, UUID(as_uuid=True), *args, **options)


def moment(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, TIMESTAMP(timezone=True), nullable=nullable)


def words(name: str, *, nullable: bool = False) -> Column[Any]:
    """A text in both languages: {"zh": ..., "en": ...}."""
    return Column(name, JSONB, nullable=nullable)


def place() -> tuple[Column[Any], Column[Any], Column[Any]]:
    """lon, lat in WGS-84 degrees and the geography made of them."""
    return (
        Column("lon", Double, nullable=False),
        Column("lat", Double, nullable=False),
        Column(
            "location",
            Geography("POINT", srid=4326, spatial_index=False),
            Computed(POINT_SQL, persisted=True),
        ),
    )


def outline(name: str) -> Column[Any]:
    return Column(name, Geometry("POLYGON", srid=4326, spatial_index=False), nullable=False)


def version() -> Column[Any]:
    return Column("version", Integer, nullable=False, server_default=text("1"))
