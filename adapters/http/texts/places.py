"""Regions, addresses, services, workers, points on the map and moments."""

from typing import Final

from adapters.http.problems.entry import entry

ENTRIES: Final = {
    "address_not_found": entry(
        "没有找到这个地址",
        "We cannot find this address",
        "请在地址列表中选择。",
        "Choose one of your addresses.",
    ),
    "service_not_found": entry(
        "没有找到这项服务",
        "We cannot find this service",
        "请在目录中选择。",
        "Choose one from the catalogue.",
    ),
    "region_not_found": entry(
        "没有找到这个城市",
        "We cannot find this region",
        "请重新选择城市。",
        "Choose a region.",
    ),
    "worker_not_found": entry(
        "没有找到这位师傅",
        "We cannot find this worker",
        "请重新选择。",
        "Choose another one.",
        "worker_id",
    ),
    "city_not_shipped": entry(
        "没有这个城市的地图",
        "There is no map of this city",
        "请选择其他城市。",
        "No street data of `city` is installed.",
        "city",
    ),
    "price_band_is_upside_down": entry(
        "价格区间不对",
        "The price band is upside down",
        "下限不能高于上限。",
        "0 <= low <= high.",
    ),
    "area_is_malformed": entry(
        "区域形状不对",
        "This outline is no area",
        "至少要有三个不同的角点。",
        "It takes three different corners or more, the first not repeated.",
        "corners",
    ),
    "skill_level_off_scale": entry(
        "技能等级不对",
        "The level is off the scale",
        "等级为 1 到 5。",
        "Levels are 1 to 5.",
        "level",
    ),
    "point_off_the_map": entry(
        "位置不在地图上",
        "This place is off the map",
        "请检查经纬度。",
        "Longitude is -180 to 180, latitude -90 to 90.",
    ),
    "window_is_empty": entry(
        "时间段不对",
        "The window is empty",
        "结束时间必须晚于开始时间。",
        "The end must be after the start.",
    ),
    "moment_is_naive": entry(
        "时间缺少时区",
        "The moment has no offset",
        "请带上时区。",
        "Send an offset, such as Z.",
    ),
    "community_not_found": entry(
        "没有找到这个小区",
        "We cannot find this community",
        "请重新选择小区。",
        "Choose a community of the region.",
    ),
}
