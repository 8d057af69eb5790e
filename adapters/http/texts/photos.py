"""Pictures."""

from typing import Final

from adapters.http.problems.entry import entry

ENTRIES: Final = {
    "photo_too_large": entry(
        "照片太大",
        "The photo is too large",
        "请压缩后重新上传。",
        "At most `limit_bytes` bytes.",
        "limit_bytes",
    ),
    "photo_unreadable": entry(
        "这张照片无法读取",
        "This photo cannot be read",
        "请换一张 JPEG、PNG 或 WebP 照片。",
        "Send a whole JPEG, PNG or WebP picture.",
    ),
    "photo_too_many_pixels": entry(
        "照片尺寸太大",
        "The photo has too many pixels",
        "请缩小后重新上传。",
        "At most `limit_pixels`.",
        "limit_pixels",
    ),
    "photo_not_found": entry(
        "没有找到这张照片",
        "We cannot find this photo",
        "请刷新。",
        "Refetch the order.",
    ),
    "photo_order_not_found": entry(
        "没有找到这个订单",
        "We cannot find this order",
        "这张照片不能加到该订单。",
        "No such order, or not one to which you may add such a photo.",
    ),
    "photo_needs_order": entry(
        "请指明订单",
        "The photo needs its order",
        "施工照片必须属于一个订单。",
        "Send `order_id`: only a problem photo may come before its order.",
    ),
    "photo_link_invalid": entry(
        "照片链接无效",
        "This link to a photo is not valid",
        "请刷新订单。",
        "Use `url` as it came with the order.",
    ),
    "photo_link_expired": entry(
        "照片链接已过期",
        "This link to a photo is over",
        "请刷新订单。",
        "Refetch the order for a fresh one.",
    ),
}
