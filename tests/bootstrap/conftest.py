"""Supervisors that end with the tests that asked for them."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from bootstrap.settings import ROOT
from tests.bootstrap.watching import Running, free_port, wait_until


@pytest.fixture(scope="module")
def start() -> Iterator[Callable[..., Running]]:
    """Starts supervisors on data folders of their own; ends what a failed test left."""
    made: list[Running] = []

    def begin(data: Path | None = None, **environment: str) -> Running:
        folder = data or Path(tempfile.mkdtemp(prefix="callout-test-"))
        folder.chmod(0o755)
        port = free_port()
        output = folder / f"output-{len(made)}.txt"
        wanted = {
            "CALLOUT_DATA": str(folder),
            "CALLOUT_PORT": str(port),
            "CALLOUT_API_PROCESSES": "2",
            **environment,
        }
        with output.open("wb") as target:
            process = launch(wanted, target)
        made.append(Running(process, folder, int(wanted["CALLOUT_PORT"]), output))
        return made[-1]

    def launch(environment: dict[str, str], target: BinaryIO) -> subprocess.Popen[bytes]:
        inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        return subprocess.Popen(
            [sys.executable, "-m", "tests.bootstrap.stand_in", "supervise"],
            cwd=ROOT, env={**inherited, **environment}, stdout=target, stderr=subprocess.STDOUT,
        )  # fmt: skip

    yield begin
    for one in made:
        if one.process.poll() is None:
            one.stop()
        shutil.rmtree(one.postgres, ignore_errors=True)
        shutil.rmtree(one.data, ignore_errors=True)


@pytest.fixture(scope="module")
def running(start: Callable[..., Running]) -> Running:
    one = start()
    wait_until(one.is_up)
    return one
