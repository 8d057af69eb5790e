"""A long file is a missing idea, a long function two of them."""

import ast
from statistics import quantiles
from typing import Final

from tests.architecture.reading import PRODUCT, ROOT, place, python_files, tree_of

LONGEST_FILE: Final = 300
MOST_PARAMETERS: Final = 8
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions() -> list[tuple[str, int]]:
    """Each function of the product with its length in lines, docstring apart."""
    found = []
    for path in python_files(*PRODUCT):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, Function):
                first = node.body[0]
                if ast.get_docstring(node) is not None and len(node.body) > 1:
                    first = node.body[1]
                found.append((f"{place(path, node)} {node.name}", (node.end_lineno or 0) - first.lineno + 1))
    return found


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    lengths = {
        path: len(path.read_text().splitlines()) for path in python_files(*PRODUCT, "scripts", "tests")
    }
    too_long = {
        str(path.relative_to(ROOT)): length for path, length in lengths.items() if length > LONGEST_FILE
    }
    assert too_long == {}


def test_nine_files_in_ten_have_at_most_one_hundred_and_fifty_lines() -> None:
    lengths = [len(path.read_text().splitlines()) for path in python_files(*PRODUCT)]
    assert quantiles(lengths, n=10)[8] <= 150


def test_most_functions_are_short_and_hardly_any_is_long() -> None:
    lengths = [length for _, length in functions()]
    assert quantiles(lengths, n=10)[8] <= 15
    assert quantiles(lengths, n=100)[98] <= 40
