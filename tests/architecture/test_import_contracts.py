"""The import contracts of pyproject.toml hold, and each of them bites when it is broken."""

import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from tests.architecture.reading import PRODUCT, ROOT

# (contract, file to plant in, the line that breaks it)
PLANTED: Final = (
    ("Inward only", "domain/orders", "import application.ports"),
    ("Inward only", "application/ports", "import adapters.http"),
    ("Inward only", "adapters/geo", "import bootstrap.supervisor"),
    ("Inward only", "adapters/memory", "import arena.play"),
    ("Inward only", "arena/rules", "import bootstrap.seeding"),
    ("The arena plays without", "arena/players", "import psycopg"),
    ("The core knows no library", "domain/scheduling", "import numpy"),
    ("The core knows no library", "application/orders", "from sqlalchemy import select"),
    ("The core knows no library", "application/dispatching", "import dispatch_engine"),
    ("The dispatch engine is a library", "dispatch_engine", "import domain.shared"),
    ("Only adapters/dispatch speaks", "adapters/security", "import dispatch_engine"),
    ("Adapters do not know one another", "adapters/notify", "import adapters.files"),
    ("Sanic only in", "adapters/memory", "from sanic import Sanic"),
    ("SQL only in", "adapters/http", "import psycopg"),
    ("dependency_injector only", "adapters/files", "from dependency_injector import providers"),
)


@pytest.fixture(scope="module")
def settings() -> dict[str, Any]:
    loaded = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    assert isinstance(loaded, dict)
    return loaded


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Judge the packages in `folder` by the project's contracts, in a process that sees no other packages."""
    run = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as c; c()"
    return subprocess.run(
        [sys.executable, "-I", "-c", run, "--config", str(ROOT / "pyproject.toml"), "--no-cache"],
        cwd=folder, capture_output=True, text=True, check=False, env={"COLUMNS": "400", "NO_COLOR": "1"},
    )  # fmt: skip


def test_our_code_keeps_every_contract() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def report_on_violations(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter says of empty packages named like ours, with each line above planted in them."""
    folder = tmp_path_factory.mktemp("planted")
    for package in PRODUCT:
        for init in (ROOT / package).rglob("__init__.py"):
            copy = folder / init.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.touch()
    clean = lint(folder)
    assert clean.returncode == 0, clean.stdout + clean.stderr
    for number, (_, where, line) in enumerate(PLANTED):
        (folder / where / f"planted_{number}.py").write_text(f"{line}\n")
    done = lint(folder)
    assert done.returncode == 1
    return done.stdout


@pytest.mark.parametrize(
    "number", range(len(PLANTED)), ids=[f"{where}: {line}" for _, where, line in PLANTED]
)
def test_a_planted_violation_is_reported_by_its_contract(number: int, report_on_violations: str) -> None:
    contract, where, _ = PLANTED[number]
    sections = re.split(r"\n(?=[^\n]+\n-+\n)", report_on_violations.partition("Broken contracts")[2])
    section = next(text for text in sections if text.strip().startswith(contract))
    assert f"{where.replace('/', '.')}.planted_{number}" in section


def test_every_contract_has_a_planted_violation(settings: dict[str, Any]) -> None:
    unproven = [
        contract["name"]
        for contract in settings["contracts"]
        if not any(contract["name"].startswith(start) for start, _, _ in PLANTED)
    ]
    assert unproven == []


def test_no_contract_names_something_that_does_not_exist(settings: dict[str, Any]) -> None:
    named = {
        name.removesuffix(".*")
        for contract in settings["contracts"]
        for key in ("source_modules", "forbidden_modules", "modules", "layers")
        for name in contract.get(key, [])
    }
    assert [name for name in sorted(named) if importlib.util.find_spec(name) is None] == []


def test_each_adapter_package_stands_in_the_contracts_that_list_them(settings: dict[str, Any]) -> None:
    present = {f"adapters.{path.parent.name}" for path in (ROOT / "adapters").glob("*/__init__.py")}
    exempt = {
        "Only adapters/dispatch speaks to the engine": {"adapters.dispatch"},
        "Sanic only in adapters/http and bootstrap": {"adapters.http"},
        "SQL only in adapters/persistence and bootstrap": {"adapters.persistence"},
    }
    for contract in settings["contracts"]:
        if contract["name"] in exempt:
            assert present - exempt[contract["name"]] <= set(contract["source_modules"]), contract["name"]


def test_every_package_of_the_product_is_under_the_contracts(settings: dict[str, Any]) -> None:
    assert set(settings["root_packages"]) == set(PRODUCT)
    top_level = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert top_level - {"tests", "scripts", "benchmarks"} == set(PRODUCT)
