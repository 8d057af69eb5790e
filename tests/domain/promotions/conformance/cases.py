"""Reading the shared cases, which are not ours to keep: CALLOUT_SHARED names the folder they lie in."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

Case = dict[str, Any]
"""Rows enter here: id, group, policy, given, then."""


def cases() -> list[Case]:
    folder = os.environ.get("CALLOUT_SHARED")
    path = Path(folder) / "cases" / "loyalty" / "cases.json" if folder else None
    if path is None or not path.is_file():
        return []
    found = json.loads(path.read_text())["cases"]
    assert isinstance(found, list)
    return found


def of_groups(*groups: str) -> pytest.MarkDecorator:
    """Parametrises a test by the cases of these groups, or skips it with the reason."""
    chosen = [pytest.param(case, id=case["id"]) for case in cases() if case["group"] in groups]
    if not chosen:
        reason = "the shared cases are not here: CALLOUT_SHARED names no folder with cases/loyalty/cases.json"
        chosen = [pytest.param({}, id="none", marks=pytest.mark.skip(reason=reason))]
    return pytest.mark.parametrize("case", chosen)
