"""Uploads decoded whole and encoded anew, off the event loop.

A check of magic bytes lets a GIF with script and a truncated JPEG pass; decoding every pixel does not, and
encoding afresh leaves nothing of the upload but what can be seen: no position, no comment, no tail.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

from domain.photos.photo import (
    MAX_PIXELS,
    MAX_PIXELS_UNSCALED,
    MAX_SIDE_PX,
    THUMBNAIL_SIDE_PX,
    Rendition,
)
from domain.photos.refusals import PhotoTooManyPixels, PhotoUnreadable

_FORMATS: Final = ("JPEG", "PNG", "WEBP")
_QUALITY: Final = 85
_THUMBNAIL_QUALITY: Final = 80
_DEEP_MODES: Final = frozenset({"I", "I;16", "I;16B", "I;16L", "F"})


class PillowImages:
    """`threads` bounds the memory: the largest picture needs some 200 MB while it is decoded."""

    def __init__(self, threads: int = 1) -> None:
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="images")

    async def rendered(self, upload: bytes) -> Rendition:
        return await asyncio.get_running_loop().run_in_executor(self._executor, render, upload)

    def close(self) -> None:
        """End the threads; what is being decoded is finished."""
        self._executor.shutdown(wait=True, cancel_futures=True)


def render(upload: bytes) -> Rendition:
    """Blocking. Raises `PhotoUnreadable` or `PhotoTooManyPixels`."""
    try:
        picture = _upright(upload)
        picture.thumbnail((MAX_SIDE_PX, MAX_SIDE_PX), Image.Resampling.LANCZOS)
        small = picture.copy()
        small.thumbnail((THUMBNAIL_SIDE_PX, THUMBNAIL_SIDE_PX), Image.Resampling.LANCZOS)
        return Rendition(
            full=_jpeg(picture, _QUALITY),
            thumbnail=_jpeg(small, _THUMBNAIL_QUALITY),
            width=picture.width,
            height=picture.height,
        )
    except PhotoTooManyPixels:
        raise
    except Image.DecompressionBombError:
        raise PhotoTooManyPixels(limit_pixels=MAX_PIXELS) from None
    except Exception as broken:  # decoders of hostile bytes raise anything at all
        raise PhotoUnreadable() from broken


def _upright(upload: bytes) -> Image.Image:
    """The first frame, all pixels decoded, turned as its EXIF says, in RGB."""
    with Image.open(BytesIO(upload), formats=_FORMATS) as opened:
        limit = MAX_PIXELS if opened.format == "JPEG" else MAX_PIXELS_UNSCALED
        if opened.width * opened.height > limit:
            raise PhotoTooManyPixels(limit_pixels=limit)
        # JPEG alone can be decoded at 1/2, 1/4 or 1/8: far less memory, and still every byte is read.
        opened.draft("RGB", (MAX_SIDE_PX, MAX_SIDE_PX))
        opened.load()
        return _rgb(ImageOps.exif_transpose(opened))


def _rgb(picture: Image.Image) -> Image.Image:
    """Transparency becomes white; sixteen bits a channel become eight."""
    if picture.mode in _DEEP_MODES:
        picture = picture.point(lambda value: value / 256).convert("L")
    if picture.has_transparency_data:
        layer = picture.convert("RGBA")
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    return picture.convert("RGB")


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    """Of the pixels only: a new picture carries no metadata of the old one."""
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    out = BytesIO()
    bare.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue()
