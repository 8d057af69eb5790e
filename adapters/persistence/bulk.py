"""Rows written in bulk by a seed or an import: what is there already stays as it is."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, Final

import msgspec
import psycopg
from sqlalchemy import Table

from adapters.persistence.tables.every import metadata

CHUNK: Final = 2_000


def table_named(name: str) -> Table:
    return metadata.tables[name]


def insert_missing(connection: psycopg.Connection[Any], name: str, rows: Iterable[Mapping[str, Any]]) -> int:
    """Insert into the table `name` whatever is not there yet, in chunks; the number of rows added.

    All rows have the same keys, which are columns; values are what JSON can carry, ranges as
    '[from,until)', outlines as 'SRID=4326;POLYGON((...))'.
    """
    added = 0
    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        columns = _known_columns(table_named(name), list(chunk[0]))
        listed = ", ".join(columns)
        cursor = connection.execute(
            f"INSERT INTO {name} ({listed}) SELECT {listed} "
            f"FROM jsonb_populate_recordset(NULL::{name}, %s::jsonb) ON CONFLICT DO NOTHING",
            (msgspec.json.encode(chunk).decode(),),
        )
        added += cursor.rowcount
    return added


def _known_columns(table: Table, columns: Sequence[str]) -> Sequence[str]:
    unknown = [column for column in columns if column not in table.columns]
    if unknown:
        raise KeyError(f"{table.name} has no column {', '.join(unknown)}")
    return columns
