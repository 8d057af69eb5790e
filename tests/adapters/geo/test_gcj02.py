"""Published points: tests and READMEs of eviltransform, coordtransform, gcoord, geotool and asesgeo; those
marked as measured are answers of the map vendors' own converters, quoted in asesgeo's tests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.geo.gcj02 import (
    bd09_to_gcj02,
    from_bd09,
    from_gcj02,
    gcj02_to_bd09,
    is_shifted,
    to_bd09,
    to_gcj02,
)

LonLat = tuple[float, float]

PUBLISHED_GCJ02 = [
    ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),  # eviltransform, Shanghai
    ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),  # eviltransform, Shenzhen
    ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),  # eviltransform, Beijing
    ((116.404, 39.915), (116.41024449916938, 39.91640428150164)),  # coordtransform
]
MEASURED_GCJ02 = [
    ((116.39089, 39.90734), (116.39713623, 39.90874539)),
    ((116.42079, 39.90105), (116.42702745, 39.90245063)),
]
INSIDE = [
    (116.40, 39.90), (87.62, 43.82), (91.11, 29.65), (109.51, 18.25), (114.055, 22.541), (113.549, 22.222),
    (118.09, 24.48), (124.385, 40.13), (127.50, 50.245), (97.85, 24.01), (122.1, 30.0), (104.642, 30.413),
]  # fmt: skip
OUTSIDE = [
    (-71.25, -29.90), (114.16, 22.28), (114.128, 22.501), (113.915, 22.308), (113.543, 22.193), (121.5, 25.0),
    (118.32, 24.43), (124.40, 40.09), (127.54, 50.28), (105.85, 21.03), (77.2, 28.6), (127.0, 37.5),
]  # fmt: skip

chinese_places = st.tuples(
    st.floats(min_value=98, max_value=119), st.floats(min_value=27, max_value=41)
).filter(lambda place: is_shifted(*place))


def off(one: LonLat, other: LonLat) -> float:
    """The larger of the two differences, degrees."""
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))


@pytest.mark.parametrize(("wgs", "gcj"), PUBLISHED_GCJ02)
def test_gcj02_agrees_with_published_points(wgs: LonLat, gcj: LonLat) -> None:
    assert off(to_gcj02(*wgs), gcj) < 1e-9
    assert off(from_gcj02(*gcj), wgs) < 1e-8


@pytest.mark.parametrize(("wgs", "gcj"), MEASURED_GCJ02)
def test_gcj02_is_within_a_metre_of_what_map_vendors_answer(wgs: LonLat, gcj: LonLat) -> None:
    assert off(to_gcj02(*wgs), gcj) < 1e-5


def test_bd09_agrees_with_published_points() -> None:
    assert (
        off(gcj02_to_bd09(116.404, 39.915), (116.41036949371029, 39.92133699351021)) < 1e-9
    )  # coordtransform
    assert off(gcj02_to_bd09(123, 45), (123.00636499, 45.00636899)) < 1e-8  # gcoord
    assert off(to_bd09(121.0917077, 30.6107779), (121.10271732371203, 30.61484572185035)) < 1e-6  # geotool
    assert off(from_bd09(123, 45), (122.98762210, 44.99171540)) < 1e-5  # gcoord


@pytest.mark.parametrize("place", INSIDE)
def test_mainland_towns_are_shifted(place: LonLat) -> None:
    assert 1e-4 < off(to_gcj02(*place), place) < 1e-2
    assert off(to_bd09(*place), to_gcj02(*place)) > 5e-3


@pytest.mark.parametrize("place", OUTSIDE)
def test_hong_kong_macau_taiwan_and_neighbours_are_not_shifted(place: LonLat) -> None:
    assert to_gcj02(*place) == place
    assert to_bd09(*place) == place
    assert from_gcj02(*place) == place
    assert from_bd09(*place) == place


@given(chinese_places)
def test_the_way_back_leads_to_the_same_place(place: LonLat) -> None:
    assert off(from_gcj02(*to_gcj02(*place)), place) < 1e-8
    assert off(from_bd09(*to_bd09(*place)), place) < 1e-8
    assert off(gcj02_to_bd09(*bd09_to_gcj02(*place)), place) < 1e-8
