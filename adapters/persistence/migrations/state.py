"""Where a database stands among the migrations, told without loading the library that runs them.

Every start of every process asks; loading Alembic for the answer would take longer than the rest of it.
"""

import re
from functools import cache
from pathlib import Path
from typing import Final

import psycopg

VERSIONS: Final = Path(__file__).with_name("versions")
_REVISION: Final = re.compile(
    r"""^(revision|down_revision)\b[^=]*=\s*(?:["']([^"']+)["']|None)""", re.MULTILINE
)


@cache
def newest(versions: Path = VERSIONS) -> str:
    """The revision that no other one follows.

    Raises:
        LookupError: there is none, or more than one.
    """
    told = [dict(_REVISION.findall(file.read_text())) for file in sorted(versions.glob("*.py"))]
    known = {one["revision"] for one in told if one.get("revision")}
    heads = known - {one.get("down_revision") for one in told}
    if len(heads) != 1:
        raise LookupError(f"{versions} has {len(heads)} newest revisions: {sorted(heads)}")
    return heads.pop()


def is_current(dsn: str) -> bool:
    """Whether the database has the newest schema; False when it has none at all."""
    with psycopg.connect(dsn) as connection:
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except psycopg.errors.UndefinedTable:
            return False
    return row == (newest(),)
