"""docs/order-lifecycle.md, written from the one table: `python -m scripts.lifecycle_page > docs/...`."""

import sys
from collections.abc import Iterator

from domain.orders.lifecycle import TRANSITIONS, Grant, Transition
from domain.orders.status import TERMINAL, Status

HEAD = """# The order's life

Written from `domain/orders/lifecycle.py` by `make docs`; do not edit. (from, action) is unique and has
one target. A grant is a role and what must relate the caller to the order.
"""


def page() -> str:
    """The whole page: diagram, then table."""
    return "\n".join([HEAD, "```mermaid", *_diagram(), "```", "", *_table(), ""])


def _diagram() -> Iterator[str]:
    yield "stateDiagram-v2"
    for row in TRANSITIONS:
        if row.source is not row.to:
            source = row.source.value if row.source else "[*]"
            yield f"    {source} --> {row.to.value}: {row.action.value}"
    for status in Status:
        if status in TERMINAL:
            yield f"    {status.value} --> [*]"


def _table() -> Iterator[str]:
    yield "| row | from | action | by | to |"
    yield "|---|---|---|---|---|"
    for row in TRANSITIONS:
        yield _line(row)


def _line(row: Transition) -> str:
    source = row.source.value if row.source else "new"
    by = ", ".join(_grant(grant) for grant in row.by)
    return f"| {row.row} | {source} | {row.action.value} | {by} | {row.to.value} |"


def _grant(grant: Grant) -> str:
    when = " and ".join(guard.__name__.replace("_", " ") for guard in grant.when)
    return f"{grant.role.value} ({when})" if when else grant.role.value


if __name__ == "__main__":
    sys.stdout.write(page())
