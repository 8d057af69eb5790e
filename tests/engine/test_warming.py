"""What `python -m dispatch_engine` compiles is all there is: nobody waits for a kernel that it forgot."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dispatch_engine import kernel_caches, warm_up
from dispatch_engine.planning.compiled import PLANNING
from dispatch_engine.warming import entries_of


def test_after_warming_up_machine_code_of_every_kernel_lies_in_the_cache() -> None:
    warm_up()
    assert [cache.is_warm for cache in kernel_caches()] == [True, True, True]


def test_code_lies_warm_for_its_own_checkout_only_however_old_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """numba reads the text, not the clock: a new clone at the same place takes what was compiled there."""
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    folder = kernel_caches()[0].folder
    elsewhere = folder.with_name("kernels_of_another_checkout")
    for where in (elsewhere, folder):
        assert not kernel_caches()[0].is_warm
        where.mkdir(parents=True)
        for name in entries_of(PLANNING):
            file = where / f"module.{name}-1.py311.1.nbc"
            file.write_bytes(b"machine code")
            os.utime(file, (0, 0))
    assert kernel_caches()[0].is_warm
    file.unlink()
    assert not kernel_caches()[0].is_warm


def test_numba_takes_compiled_code_though_its_text_was_written_again(tmp_path: Path) -> None:
    """The premise of the above: a release of numba that looks at the clock would be told of here."""
    text = tmp_path / "twice.py"
    text.write_text("import numba\n@numba.njit(cache=True)\ndef twice(a):\n    return 2 * a\n")
    program = "import twice; twice.twice(3); print(sum(twice.twice.stats.cache_hits.values()))"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "NUMBA_CACHE_DIR": str(tmp_path / "cache")}

    def hits() -> int:
        asked = [sys.executable, "-c", program]
        return int(subprocess.run(asked, env=environment, capture_output=True, check=True).stdout)

    assert hits() == 0
    os.utime(text, (2_000_000_000, 2_000_000_000))
    assert hits() == 1
