"""How far ahead the demo's shifts reach; asked at each start, so it loads nothing else."""

from datetime import date, timedelta

import psycopg

SHIFTS_AHEAD = timedelta(days=7)


def has_shifts_until(owner_dsn: str, region_code: str, day: date) -> bool | None:
    """Whether the region's shifts reach beyond `day`; None when the region is not there at all."""
    with psycopg.connect(owner_dsn) as connection:
        row = connection.execute(
            "SELECT r.id, (SELECT max(upper(s.during)) FROM shifts s WHERE s.region_id = r.id) "
            "FROM regions r WHERE r.code = %s",
            (region_code,),
        ).fetchone()
    if row is None:
        return None
    return bool(row[1] and row[1].date() >= day)
