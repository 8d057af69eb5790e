"""Workers and when, where and with which skills they can be booked. A worker's id is their account's."""

from sqlalchemy import Boolean, Column, Double, ForeignKey, Index, SmallInteger, Table, Text
from sqlalchemy.dialects.postgresql import TSTZRANGE, ExcludeConstraint

from adapters.persistence.tables.base import identity, metadata, moment, outline, place, version

workers = Table(
    "workers",
    metadata,
    identity("id", ForeignKey("accounts.id"), primary_key=True),
    identity("region_id", ForeignKey("regions.id"), nullable=False),
    Column("name", Text, nullable=False),
    *place(),
    Column("travel_mode", Text, nullable=False),
    Column("is_on_duty", Boolean, nullable=False),
    moment("position_at", nullable=True),
    Column("position_lon", Double, nullable=True),
    Column("position_lat", Double, nullable=True),
    version(),
    Index("workers_region_id_idx", "region_id", "id"),
    Index("workers_location_gist", "location", postgresql_using="gist"),
)

worker_skills = Table(
    "worker_skills",
    metadata,
    identity("worker_id", ForeignKey("workers.id"), primary_key=True),
    Column("skill", Text, ForeignKey("skill_kinds.code"), primary_key=True),
    identity("region_id", ForeignKey("regions.id"), nullable=False),
    Column("level", SmallInteger, nullable=False),
    moment("expires_at", nullable=True),
    *place(),
    Index("worker_skills_skill_location_gist", "skill", "location", postgresql_using="gist"),
)

shifts = Table(
    "shifts",
    metadata,
    identity(primary_key=True),
    identity("worker_id", ForeignKey("workers.id"), nullable=False),
    identity("region_id", ForeignKey("regions.id"), nullable=False),
    Column("during", TSTZRANGE, nullable=False),
    ExcludeConstraint(("worker_id", "="), ("during", "&&"), name="shifts_do_not_overlap", using="gist"),
    Index("shifts_region_during_gist", "region_id", "during", postgresql_using="gist"),
)

leaves = Table(
    "leaves",
    metadata,
    identity(primary_key=True),
    identity("worker_id", ForeignKey("workers.id"), nullable=False),
    identity("region_id", ForeignKey("regions.id"), nullable=False),
    Column("during", TSTZRANGE, nullable=False),
    Column("reason", Text, nullable=False),
    Index("leaves_region_during_gist", "region_id", "during", postgresql_using="gist"),
)

service_areas = Table(
    "service_areas",
    metadata,
    identity(primary_key=True),
    identity("worker_id", ForeignKey("workers.id"), nullable=False),
    identity("region_id", ForeignKey("regions.id"), nullable=False),
    outline("area"),
    Index("service_areas_worker_id_idx", "worker_id"),
    Index("service_areas_region_id_idx", "region_id"),
)
