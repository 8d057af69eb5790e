"""The plots: repeatable, without anything foreign in them."""

import re
from dataclasses import replace
from math import nan
from xml.etree import ElementTree

import pytest

from arena.report.plots import plots
from arena.results import Results
from tests.arena.scoring import made_results

SMALL = made_results(("nearest", "move@0", "move@300"), ("ample", "storm"), 5)
NAMESPACES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


@pytest.fixture(scope="module")
def drawn() -> dict[str, bytes]:
    return plots(SMALL)


def test_there_are_three_plots_and_each_is_an_image(drawn: dict[str, bytes]) -> None:
    assert sorted(drawn) == ["distributions.svg", "fairness.svg", "stability.svg"]
    for body in drawn.values():
        root = ElementTree.fromstring(body)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert len(list(root.iter())) > 100


def test_the_same_results_draw_the_same_bytes(drawn: dict[str, bytes]) -> None:
    assert plots(SMALL) == drawn


def test_a_plot_names_no_address_but_the_namespaces_of_svg_and_no_date(drawn: dict[str, bytes]) -> None:
    for body in drawn.values():
        text = body.decode()
        assert set(re.findall(r"[a-z]+://[^\"'\s<]*", text)) <= NAMESPACES
        assert set(re.findall(r'href="([^"]*)"', text)) == {
            found for found in re.findall(r'href="([^"]*)"', text) if found.startswith("#")
        }
        assert re.search(r"\b20\d\d-\d\d-\d\d", text) is None


def test_rules_without_a_single_value_are_left_out_of_a_plot() -> None:
    silent = tuple(
        replace(day, measures=replace(day.measures, late_min=nan, promises_per_100=nan))
        if day.rule == "nearest"
        else day
        for day in SMALL.days[:10]
    )
    assert len(plots(replace(SMALL, days=silent))) == 3


def test_nothing_to_plot_is_refused() -> None:
    with pytest.raises(ValueError):
        plots(Results("la_serena", (), (), (), ()))
