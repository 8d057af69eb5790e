"""Links that open the phone's map apps with the way to a place.

| app | expects | source |
|---|---|---|
| Amap | GCJ-02, (lon, lat) on the web, `dev=0` in the apps | lbs.amap.com/api/uri-api, amap-mobile |
| Baidu | BD-09, `coord_type=bd09ll` | lbsyun.baidu.com/index.php?title=uri |
| Tencent | GCJ-02 | lbs.qq.com/webApi/uriV1/uriGuide |
| Apple, Google | GCJ-02, as their street maps inside China are drawn in it | docs/adr/0033 |
| geo: | WGS-84 by RFC 5870 | rfc-editor.org/rfc/rfc5870 |

Outside the shifted maps all three are the same numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from adapters.geo.gcj02 import LonLat, to_bd09, to_gcj02
from application.ports.maps import Directions, MapApp, MapLink, MapPoint, Platform
from domain.shared.geo import Point

LONGEST_LABEL: Final = 60


@dataclass(frozen=True, slots=True)
class PhoneMapLinks:
    """The `MapLinks` port. `source` names this product to the map apps."""

    source: str = "callout"

    def directions(self, target: Point, label: str) -> Directions:
        name = " ".join(label.split())[:LONGEST_LABEL]
        gcj02 = to_gcj02(target.lon, target.lat)
        bd09 = to_bd09(target.lon, target.lat)
        destination = _lat_lon(gcj02)
        links = (
            *self._amap(gcj02, name),
            *self._baidu(bd09, name),
            *self._tencent(gcj02, name),
            _link(MapApp.APPLE, "https://maps.apple.com/", {"daddr": destination, "dirflg": "d"}),
            _link(
                MapApp.GOOGLE, "https://www.google.com/maps/dir/", {"api": "1", "destination": destination}
            ),
            _geo((target.lon, target.lat), name),
        )
        return Directions(point=target, map_point=MapPoint(*gcj02), links=links)

    def _amap(self, at: LonLat, name: str) -> tuple[MapLink, ...]:
        lon, lat = _figures(at)
        way = {"to": f"{lon},{lat},{name.replace(',', ' ')}", "mode": "car", "coordinate": "gaode"}
        web = {**way, "src": self.source, "callnative": "1"}
        app = {"sourceApplication": self.source, "poiname": name, "lat": lat, "lon": lon, "dev": "0"}
        return (
            _link(MapApp.AMAP, "https://uri.amap.com/navigation", web),
            _link(MapApp.AMAP, "androidamap://navi", app, Platform.ANDROID),
            _link(MapApp.AMAP, "iosamap://navi", app, Platform.IOS),
        )

    def _baidu(self, at: LonLat, name: str) -> tuple[MapLink, ...]:
        place = _lat_lon(at)
        shown = {"location": place, "title": name, "content": name, "output": "html"}
        web = {**shown, "coord_type": "bd09ll", "src": f"webapp.{self.source}"}
        way = {"destination": f"latlng:{place}|name:{name.replace('|', ' ')}", "coord_type": "bd09ll"}
        app = {**way, "mode": "driving", "src": self.source}
        return (
            _link(MapApp.BAIDU, "https://api.map.baidu.com/marker", web),
            _link(MapApp.BAIDU, "baidumap://map/direction", app, Platform.ANDROID),
            _link(MapApp.BAIDU, "baidumap://map/direction", app, Platform.IOS),
        )

    def _tencent(self, at: LonLat, name: str) -> tuple[MapLink, ...]:
        way = {"type": "drive", "to": name, "tocoord": _lat_lon(at), "referer": self.source}
        return (
            _link(MapApp.TENCENT, "https://apis.map.qq.com/uri/v1/routeplan", way),
            _link(MapApp.TENCENT, "qqmap://map/routeplan", way, Platform.ANDROID),
            _link(MapApp.TENCENT, "qqmap://map/routeplan", way, Platform.IOS),
        )


def _geo(at: LonLat, name: str) -> MapLink:
    """The `q` is Android's addition: it puts a labelled pin there; a reader of RFC 5870 ignores it."""
    place = _lat_lon(at)
    return MapLink(MapApp.GEO, Platform.ANY, f"geo:{place}?q={place}({quote(name, safe='')})")


def _link(app: MapApp, base: str, query: Mapping[str, str], platform: Platform = Platform.ANY) -> MapLink:
    return MapLink(app, platform, f"{base}?{urlencode(query, quote_via=quote, safe=',:')}")


def _lat_lon(at: LonLat) -> str:
    lon, lat = _figures(at)
    return f"{lat},{lon}"


def _figures(at: LonLat) -> tuple[str, str]:
    """Six decimals, a tenth of a metre."""
    return f"{at[0]:.6f}", f"{at[1]:.6f}"
