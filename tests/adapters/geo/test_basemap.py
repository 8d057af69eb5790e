import gzip
import json
from typing import Any

import pytest

from adapters.geo.basemap import FixtureBasemaps, draw_basemap
from domain.shared.ids import RegionId
from tests.adapters.geo.cities import CODES, REGION, city, square


def features(packed: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(gzip.decompress(packed))["features"]
    return found


def test_one_feature_a_street_with_the_main_ones_on_top() -> None:
    drawn = features(draw_basemap(square()).geojson_gzip)
    assert [(street["properties"]["class"], street["properties"]["name"]) for street in drawn] == [
        ("residential", None),
        ("residential", "Calle Uno"),
        ("motorway", "Ruta 5"),
    ]
    assert drawn[1]["geometry"]["coordinates"] == [[[0.01, 0.0], [0.01, 0.01], [0.0, 0.01]]]


def test_the_credit_of_the_map_data_travels_with_it() -> None:
    body = json.loads(gzip.decompress(draw_basemap(city("yunxi")).geojson_gzip))
    assert body["attribution"] == {"zh": "虚构地图，由脚本生成", "en": "Fictional map, made by a script"}


@pytest.mark.parametrize("code", CODES)
def test_a_basemap_is_small_and_drawn_once(code: str) -> None:
    basemaps = FixtureBasemaps({REGION: city(code)})
    drawn = basemaps.of(REGION)
    assert drawn is not None
    assert len(drawn.geojson_gzip) < 1_500_000
    assert basemaps.of(REGION) is drawn
    assert drawn.etag.startswith('"')


def test_the_same_map_has_the_same_tag_and_another_has_another() -> None:
    assert draw_basemap(city("yunxi")).etag == draw_basemap(city("yunxi")).etag
    assert draw_basemap(city("yunxi")).etag != draw_basemap(square()).etag


def test_a_tight_limit_leaves_out_the_smallest_streets() -> None:
    whole = draw_basemap(square()).geojson_gzip
    tight = draw_basemap(square(), most_bytes=len(whole) - 40).geojson_gzip
    assert {street["properties"]["class"] for street in features(tight)} == {"motorway"}
    with pytest.raises(ValueError, match="no basemap"):
        draw_basemap(square(), most_bytes=50)


def test_a_region_without_streets_has_no_basemap() -> None:
    assert FixtureBasemaps({}).of(RegionId(REGION)) is None
