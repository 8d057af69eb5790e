"""What `python -m dispatch_engine` compiles is all there is: nobody waits for a kernel that it forgot."""

import os
from pathlib import Path

import pytest

from dispatch_engine import kernel_caches, warm_up
from dispatch_engine.planning.compiled import PLANNING
from dispatch_engine.warming import entries_of


def test_after_warming_up_machine_code_of_every_kernel_lies_in_the_cache() -> None:
    warm_up()
    assert [cache.is_warm for cache in kernel_caches()] == [True, True, True]


def test_code_that_is_older_than_its_text_is_not_taken_for_warm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """numba would not take it either."""
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    (cache, *_) = kernel_caches()
    cache.folder.mkdir(parents=True)
    for name in entries_of(PLANNING):
        file = cache.folder / f"module.{name}-1.py311.1.nbc"
        file.write_bytes(b"machine code")
    assert kernel_caches()[0].is_warm
    os.utime(file, (0, 0))
    assert not kernel_caches()[0].is_warm
