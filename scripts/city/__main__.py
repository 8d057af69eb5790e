"""Makes the map data that the product ships. Run from the project's folder:

    python -m scripts.city la_serena path/to/aequilibrae-1.7.2-....whl
    python -m scripts.city yunxi
    python -m scripts.city china path/to/countries-10m.json

The same input gives the same bytes. The sources are needed only here, never at run time.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from adapters.geo.fixture import CITIES
from adapters.geo.streets import write_streets
from scripts.city import china, coquimbo, yunxi
from scripts.city.communities import Drawing, RawCommunity, draw
from scripts.city.naming import community_names
from scripts.city.raw import RawLink, RawZone, compact

DRAWINGS: Final = {"la_serena": Drawing(3_500, seed=7), "yunxi": Drawing(6_000, seed=7)}
CHINA_FILE: Final = CITIES.parent / "shifted_maps.json"


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the map data that the product ships.")
    parser.add_argument("what", choices=["la_serena", "yunxi", "china"])
    parser.add_argument("source", type=Path, nargs="?")
    choice = parser.parse_args()
    if choice.what != "yunxi" and choice.source is None:
        parser.error(f"{choice.what} is made from a file: name it")
    if choice.what == "china":
        CHINA_FILE.write_text(json.dumps(china.outline(choice.source), separators=(",", ":")) + "\n")
    elif choice.what == "yunxi":
        write_city("yunxi", *yunxi.read())
    else:
        write_city("la_serena", *coquimbo.read(choice.source))


def write_city(code: str, links: Sequence[RawLink], zones: Sequence[RawZone]) -> None:
    folder, drawing = CITIES / code, DRAWINGS[code]
    streets = compact(links)
    communities = draw(streets, zones, drawing)
    write_streets(folder / "streets.npz", streets)
    _write_rows(folder / "zones.json", [_zone_row(zone) for zone in zones])
    _write_rows(folder / "communities.json", _community_rows(code, communities, drawing.seed))
    print(f"{code}: {streets.node_count} nodes, {streets.link_count} links, {len(communities)} communities")


def _zone_row(zone: RawZone) -> dict[str, object]:
    outline = zone.polygon.exterior.simplify(0.0001)
    return {"code": zone.code, "population": zone.population, "corners": _corners(outline)}


def _community_rows(code: str, communities: Sequence[RawCommunity], seed: int) -> list[dict[str, object]]:
    names = community_names(code, len(communities), seed)
    return [
        {
            "code": community.code,
            "zh": name.zh,
            "en": name.en,
            "population": community.population,
            "centre": _lon_lat(community.polygon.representative_point()),
            "corners": _corners(community.polygon.exterior),
        }
        for community, name in zip(communities, names, strict=True)
    ]


def _lon_lat(point: shapely.Point) -> tuple[float, float]:
    return round(point.x, 5), round(point.y, 5)


def _corners(ring: BaseGeometry) -> list[tuple[float, float]]:
    return [(round(lon, 5), round(lat, 5)) for lon, lat in ring.coords[:-1]]


def _write_rows(path: Path, rows: Sequence[dict[str, object]]) -> None:
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
