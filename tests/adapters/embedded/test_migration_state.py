"""Where a database stands among the migrations, without loading Alembic."""

from pathlib import Path

import pytest

from adapters.persistence.migrations.run import head
from adapters.persistence.migrations.state import is_current, newest
from tests.support.database import Database


def test_it_names_the_same_newest_revision_as_alembic() -> None:
    assert newest() == head()


def test_a_migrated_database_is_current_and_an_empty_one_is_not(
    database: Database, empty_database: Database
) -> None:
    assert is_current(database.app)
    assert not is_current(empty_database.owner)


def test_two_newest_revisions_are_refused(tmp_path: Path) -> None:
    (tmp_path / "v1.py").write_text("revision = '1'\ndown_revision = None\n")
    (tmp_path / "v2.py").write_text('revision: str = "2"\ndown_revision: str | None = "1"\n')
    assert newest(tmp_path) == "2"
    (tmp_path / "v3.py").write_text('revision = "3"\ndown_revision = "1"\n')
    newest.cache_clear()
    with pytest.raises(LookupError, match="2 newest"):
        newest(tmp_path)
