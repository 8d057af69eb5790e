"""Reading our own sources: which files there are, what they import, what they call."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PRODUCT: Final = ("domain", "application", "adapters", "dispatch_engine", "arena", "bootstrap")
CORE: Final = ("domain", "application")
# Written by a generator from the tables, one statement after the other.
GENERATED: Final = "adapters/persistence/migrations/versions/"


def python_files(*packages: str) -> list[Path]:
    """All Python sources below the packages named, generated ones left out."""
    found = (path for package in packages for path in (ROOT / package).rglob("*.py"))
    return sorted(
        path for path in found if GENERATED not in path.as_posix() and "__pycache__" not in path.parts
    )


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def imports_in(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Every imported name with its module in front: `from a import b` gives `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{'.' * node.level}{node.module or ''}.{alias.name}") for alias in node.names)


def dotted(node: ast.AST) -> str:
    """`datetime.now` for that expression; empty for what is not a plain chain of names."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        inner = dotted(node.value)
        return f"{inner}.{node.attr}" if inner else ""
    return ""


@cache
def tracked_files() -> tuple[Path, ...]:
    """What git has, and what it would take: work not yet committed is judged too."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    paths = (ROOT / name for name in listed.split("\0") if name)
    return tuple(path for path in paths if path.is_file())
