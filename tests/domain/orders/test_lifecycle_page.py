"""The page that people read says what the table says."""

from pathlib import Path

from scripts.lifecycle_page import page

PAGE = Path(__file__).parents[3] / "docs" / "order-lifecycle.md"


def test_the_page_is_what_the_table_says() -> None:
    assert PAGE.read_text() == page(), "stale: run `make docs`"
