"""What an import linter cannot see: libraries by any name, clocks, chance and sockets in the core."""

import ast
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.architecture.reading import CORE, PRODUCT, ROOT, dotted, imports_in, place, python_files, tree_of

# Modules of the standard library that reach the world outside, or bring in what must be an argument.
_WORLDLY: Final = """
    asyncio concurrent ctypes ftplib getpass glob http importlib io locale logging mmap multiprocessing os
    pathlib pickle platform pkgutil poplib pty random resource runpy sched secrets select selectors shelve
    shutil signal smtplib socket socketserver sqlite3 ssl subprocess sys tempfile threading time tty urllib
    webbrowser
"""
# Single calls to keep out of modules that are otherwise harmless.
_UNREPEATABLE: Final = """
    datetime.now datetime.utcnow datetime.today date.today datetime.datetime.now datetime.datetime.utcnow
    datetime.datetime.today datetime.date.today uuid.uuid1 uuid.uuid4 uuid.getnode uuid1 uuid4
"""
_BACK_DOORS: Final = "__import__ eval exec compile open input print breakpoint"
WORLDLY: Final = frozenset(_WORLDLY.split())
UNREPEATABLE: Final = frozenset(_UNREPEATABLE.split())
BACK_DOORS: Final = frozenset(_BACK_DOORS.split())
# asyncio is a use case's way to wait for several ports at once; it opens nothing by itself.
ALLOWED: Final = {"application": frozenset({"asyncio"}), "domain": frozenset[str]()}
INWARD: Final = {"domain": frozenset({"domain"}), "application": frozenset({"domain", "application"})}


def impurities(package: str, tree: ast.Module) -> list[tuple[ast.AST, str]]:
    """What in this module of the core is not plain, repeatable Python."""
    worldly = WORLDLY - ALLOWED[package]
    found = []
    for node, name in imports_in(tree):
        top = name.split(".")[0]
        if top and top not in INWARD[package] and (top in worldly or top not in sys.stdlib_module_names):
            found.append((node, f"imports {top}"))
    for node in ast.walk(tree):
        name = dotted(node)
        if name in UNREPEATABLE or (isinstance(node, ast.Name) and name in BACK_DOORS):
            found.append((node, f"uses {name}"))
    return found


@pytest.mark.parametrize("package", CORE)
def test_the_core_uses_the_standard_library_alone_and_no_clock_chance_or_socket(package: str) -> None:
    found = [
        f"{place(path, node)} {what}"
        for path in python_files(package)
        for node, what in impurities(package, tree_of(path))
    ]
    assert found == []


@pytest.mark.parametrize(
    "planted",
    [
        "import sqlalchmey",
        "import sqlalchemy.orm as orm",
        "from adapters.http import app",
        "import time",
        "from time import monotonic",
        "import random",
        "import socket",
        "from os import urandom",
        "import importlib",
        "from datetime import datetime\nnow = datetime.now()",
        "import datetime\nnow = datetime.datetime.now(datetime.UTC)",
        "import datetime as dt\nfrom datetime import date\nday = date.today()",
        "from uuid import uuid4\nmake = uuid4",
        "import uuid\nmake = uuid.uuid4",
        "numpy = __import__('numpy')",
        "text = open('file')",
    ],
)
def test_a_planted_impurity_is_found(planted: str) -> None:
    assert impurities("domain", ast.parse(planted))


def test_plain_modules_of_the_core_are_left_in_peace() -> None:
    plain = (
        "from dataclasses import dataclass\nfrom datetime import datetime\nfrom domain.shared import geo\n"
    )
    assert impurities("domain", ast.parse(plain)) == []


BY_NAME: Final = {
    "bootstrap/cli.py",  # its own commands, each loaded only when asked for
    "arena/roster.py",  # rules of one's own, from a file
    "adapters/http/problems/codes.py",  # walks the core, inwards, for the codes of all refusals
}


def test_modules_are_imported_by_name_only_where_there_is_a_reason() -> None:
    """importlib hides an import from the contracts."""
    found = {
        str(place(path, node)).split(":")[0]
        for path in python_files(*PRODUCT)
        for node, name in [*imports_in(tree_of(path)), *_calls_of_import(tree_of(path))]
        if name.split(".")[0] in {"importlib", "__import__", "runpy", "pkgutil"}
    }
    assert found == BY_NAME


def _calls_of_import(tree: ast.Module) -> list[tuple[ast.AST, str]]:
    return [(node, "__import__") for node in ast.walk(tree) if dotted(node) == "__import__"]


AGGREGATE: Final = "domain/orders/order.py"


def status_assignments(tree: ast.Module, is_core: bool = True) -> list[ast.AST]:
    """Every way to give an existing order another status.

    Outside the core no class is an order: a class's own `self.status` is the number of an HTTP answer there.
    """
    others = set() if is_core else {"self"}
    return [node for node in ast.walk(tree) if _assigns_status(node, others | {"response"})]


def _assigns_status(node: ast.AST, others: set[str]) -> bool:
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(_is_status(target, others) for one in targets for target in ast.walk(one))
    if isinstance(node, ast.Call):
        name = dotted(node.func).rsplit(".", 1)[-1]
        if name in {"setattr", "__setattr__"}:
            return any(isinstance(word, ast.Constant) and word.value == "status" for word in node.args)
        if name == "replace" and node.args and "order" in dotted(node.args[0]).lower():
            return any(keyword.arg == "status" for keyword in node.keywords)
    return False


def _is_status(target: ast.AST, others: set[str]) -> bool:
    return (
        isinstance(target, ast.Attribute) and target.attr == "status" and dotted(target.value) not in others
    )


def test_no_file_but_the_aggregates_assigns_an_orders_status() -> None:
    found = [
        place(path, node)
        for path in python_files(*PRODUCT)
        if str(path.relative_to(ROOT)) != AGGREGATE
        for node in status_assignments(tree_of(path), path.relative_to(ROOT).parts[0] in CORE)
    ]
    assert found == []
    assert len(status_assignments(tree_of(ROOT / AGGREGATE))) == 1


@pytest.mark.parametrize(
    "planted",
    [
        "order.status = Status.READY",
        "a, order.status = 1, 2",
        "setattr(order, 'status', 1)",
        "object.__setattr__(self, 'status', 1)",
        "later = replace(order, status=1)",
        "order.status: int = 1",
    ],
)
def test_a_planted_assignment_of_status_is_found(planted: str) -> None:
    assert status_assignments(ast.parse(planted))


def test_every_folder_with_python_in_it_is_a_package() -> None:
    """Without __init__.py a folder escapes the import contracts."""
    folders = {path.parent for path in python_files(*PRODUCT, "tests", "scripts")}
    assert sorted(str(folder) for folder in folders if not (folder / "__init__.py").exists()) == []


def test_planted_folder_check_sees_namespace_packages(tmp_path: Path) -> None:
    (tmp_path / "loose").mkdir()
    (tmp_path / "loose" / "module.py").touch()
    loose = {path.parent for path in tmp_path.rglob("*.py") if not (path.parent / "__init__.py").exists()}
    assert loose == {tmp_path / "loose"}
