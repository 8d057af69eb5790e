from urllib.parse import parse_qs, urlsplit

from adapters.geo.gcj02 import to_bd09, to_gcj02
from adapters.geo.map_links import PhoneMapLinks
from application.ports.maps import Directions, MapApp, Platform
from domain.shared.geo import Point

BEIJING = Point(116.404, 39.915)
LA_SERENA = Point(-71.2519, -29.9027)


def directions(target: Point, label: str = "翠湖花园 3栋502") -> Directions:
    return PhoneMapLinks().directions(target, label)


def query_of(found: Directions, app: MapApp, platform: Platform = Platform.ANY) -> dict[str, str]:
    (url,) = [link.url for link in found.links if link.app is app and link.platform is platform]
    return {key: values[0] for key, values in parse_qs(urlsplit(url).query).items()}


def test_every_app_gets_a_link_that_works_anywhere() -> None:
    found = directions(BEIJING)
    assert {link.app for link in found.links if link.platform is Platform.ANY} == set(MapApp)
    assert all(link.url.isascii() and " " not in link.url for link in found.links)


def test_amap_and_tencent_get_gcj02_inside_china() -> None:
    lon, lat = to_gcj02(BEIJING.lon, BEIJING.lat)
    found = directions(BEIJING)
    assert query_of(found, MapApp.AMAP)["to"].startswith(f"{lon:.6f},{lat:.6f},")
    assert query_of(found, MapApp.AMAP, Platform.ANDROID)["lat"] == f"{lat:.6f}"
    assert query_of(found, MapApp.AMAP, Platform.IOS)["dev"] == "0"
    assert query_of(found, MapApp.TENCENT)["tocoord"] == f"{lat:.6f},{lon:.6f}"
    assert query_of(found, MapApp.APPLE)["daddr"] == f"{lat:.6f},{lon:.6f}"
    assert query_of(found, MapApp.GOOGLE)["destination"] == f"{lat:.6f},{lon:.6f}"


def test_baidu_gets_bd09_and_is_told_so() -> None:
    lon, lat = to_bd09(BEIJING.lon, BEIJING.lat)
    found = directions(BEIJING)
    web, app = query_of(found, MapApp.BAIDU), query_of(found, MapApp.BAIDU, Platform.ANDROID)
    assert (web["location"], web["coord_type"]) == (f"{lat:.6f},{lon:.6f}", "bd09ll")
    assert app["destination"].startswith(f"latlng:{lat:.6f},{lon:.6f}|name:")


def test_a_geo_link_stays_wgs84_everywhere() -> None:
    (link,) = [link for link in directions(BEIJING).links if link.app is MapApp.GEO]
    assert link.url.startswith("geo:39.915000,116.404000?")


def test_outside_china_all_apps_get_the_same_numbers() -> None:
    found = directions(LA_SERENA)
    assert (found.map_point.lon, found.map_point.lat) == (LA_SERENA.lon, LA_SERENA.lat)
    for app in set(MapApp) - {MapApp.GEO, MapApp.AMAP}:
        assert "-29.902700,-71.251900" in str(query_of(found, app))
    assert query_of(found, MapApp.AMAP)["to"].startswith("-71.251900,-29.902700,")


def test_a_label_cannot_add_parts_to_a_link() -> None:
    found = directions(BEIJING, "a&lat=0#x,1,2|name:evil\n(b)")
    assert query_of(found, MapApp.AMAP, Platform.ANDROID)["lat"] != "0"
    assert query_of(found, MapApp.AMAP)["to"].count(",") == 2
    assert query_of(found, MapApp.BAIDU, Platform.IOS)["destination"].count("|") == 1
    assert all("\n" not in link.url and "#" not in link.url for link in found.links)


def test_the_point_for_a_mini_program_is_gcj02() -> None:
    found = directions(BEIJING)
    assert found.point == BEIJING
    assert (found.map_point.lon, found.map_point.lat) == to_gcj02(BEIJING.lon, BEIJING.lat)
