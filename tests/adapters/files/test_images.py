"""Uploads are decoded whole and encoded anew, or refused."""

import struct
import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from adapters.files.images import PillowImages, render
from domain.photos.photo import Rendition
from domain.photos.refusals import PhotoTooManyPixels, PhotoUnreadable
from tests.adapters.files.pictures import decoded, encoded, gradient, jpeg_with_position

GIF_WITH_SCRIPT = b"GIF89a/*" + b"\x00" * 16 + b"*/=1;<script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def png_claiming(width: int, height: int) -> bytes:
    """A few bytes of PNG that unpack to width x height pixels: a decompression bomb."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000)))


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "RGB"),
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
        ("PNG", "RGB"),
        ("PNG", "RGBA"),
        ("PNG", "LA"),
        ("PNG", "P"),
        ("PNG", "1"),
        ("WEBP", "RGB"),
        ("WEBP", "RGBA"),
    ],
)
def test_every_usual_picture_becomes_a_plain_jpeg_of_its_size(kind: str, mode: str) -> None:
    made = render(encoded(gradient(mode=mode), kind))
    full = decoded(made.full)
    assert (full.format, full.mode, full.size) == ("JPEG", "RGB", (640, 480))
    assert (made.width, made.height) == (640, 480)
    assert decoded(made.thumbnail).size == (320, 240)


def test_sixteen_bit_grey_keeps_its_brightness() -> None:
    picture = Image.new("I;16", (8, 8), 0x8000)
    value = decoded(render(encoded(picture, "PNG")).full).getpixel((4, 4))
    assert value == (128, 128, 128)


def test_transparency_becomes_white() -> None:
    made = render(encoded(Image.new("RGBA", (8, 8), (200, 0, 0, 0)), "PNG"))
    assert decoded(made.full).getpixel((4, 4)) == (255, 255, 255)


def test_a_large_picture_is_brought_to_2048_on_its_longer_side() -> None:
    made = render(encoded(gradient(3000, 4500), "JPEG"))
    assert (made.width, made.height) == (1365, 2048)


def test_a_very_long_picture_keeps_at_least_one_pixel() -> None:
    made = render(encoded(gradient(20_000, 2), "PNG"))
    assert (made.width, made.height) == (2048, 1)
    assert decoded(made.thumbnail).size == (320, 1)


@pytest.mark.parametrize("orientation", [5, 6, 7, 8])
def test_a_picture_that_is_turned_by_its_exif_is_turned_for_good(orientation: int) -> None:
    made = render(jpeg_with_position(gradient(), orientation))
    assert (made.width, made.height) == (480, 640)


def test_top_left_stays_where_the_photographer_saw_it() -> None:
    picture = gradient().copy()
    picture.paste("red", (0, 0, 100, 100))
    seen = decoded(render(jpeg_with_position(picture, orientation=3)).full)
    red, green, _ = _rgb_at(seen, (seen.width - 50, seen.height - 50))
    assert red > 200 > 100 > green


def test_no_metadata_survives() -> None:
    upload = jpeg_with_position(gradient())
    assert b"secret" in upload
    made = render(upload)
    for body in (made.full, made.thumbnail):
        assert b"secret" not in body
        assert b"Exif" not in body
        assert not decoded(body).getexif()
        assert set(decoded(body).info) <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "progressive",
            "progression",
        }


def test_what_hides_behind_the_end_of_a_picture_is_left_out() -> None:
    made = render(encoded(gradient(), "JPEG") + b"<script>alert(1)</script>")
    assert b"script" not in made.full


def test_the_same_upload_gives_the_same_bytes() -> None:
    upload = encoded(gradient(), "JPEG")
    assert render(upload) == render(upload)


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9, 0.99])
@pytest.mark.parametrize(("kind", "side"), [("JPEG", 640), ("JPEG", 5000), ("PNG", 640), ("WEBP", 640)])
def test_a_truncated_picture_is_refused(kind: str, side: int, cut: float) -> None:
    upload = encoded(gradient(side, side), kind)
    with pytest.raises(PhotoUnreadable):
        render(upload[: int(len(upload) * cut)])


@pytest.mark.parametrize(
    "upload",
    [
        b"",
        b"\xff\xd8\xff",
        GIF_WITH_SCRIPT,
        SVG,
        encoded(gradient(), "GIF"),
        encoded(gradient(), "TIFF"),
        encoded(gradient(), "BMP"),
        encoded(gradient(), "ICO"),
        encoded(gradient(), "PDF"),
        b"<html></html>",
        b"PK\x03\x04",
    ],
    ids=["empty", "magic", "gif-script", "svg", "gif", "tiff", "bmp", "ico", "pdf", "html", "zip"],
)
def test_what_is_no_picture_of_a_kind_that_we_take_is_refused(upload: bytes) -> None:
    with pytest.raises(PhotoUnreadable):
        render(upload)


@pytest.mark.parametrize("side", [5_001, 20_000, 100_000])
def test_a_decompression_bomb_is_refused_before_it_unpacks(side: int) -> None:
    with pytest.raises(PhotoTooManyPixels):
        render(png_claiming(side, side))


def test_a_picture_that_claims_more_than_it_holds_is_refused() -> None:
    with pytest.raises(PhotoUnreadable):
        render(png_claiming(2000, 2000))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_picture_is_refused_or_decoded_and_never_anything_else(data: Any) -> None:
    upload = bytearray(encoded(gradient(64, 64), data.draw(st.sampled_from(["JPEG", "PNG", "WEBP"]))))
    for _ in range(data.draw(st.integers(1, 8))):
        upload[data.draw(st.integers(0, len(upload) - 1))] = data.draw(st.integers(0, 255))
    try:
        made = render(bytes(upload))
    except (PhotoUnreadable, PhotoTooManyPixels):
        return
    assert decoded(made.full).format == "JPEG"


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_in_order(upload: bytes) -> None:
    with pytest.raises(PhotoUnreadable):
        render(upload)


async def test_decoding_runs_off_the_event_loop() -> None:
    images = PillowImages()
    made = await images.rendered(encoded(gradient(), "JPEG"))
    images.close()
    assert isinstance(made, Rendition)


def _rgb_at(picture: Image.Image, place: tuple[int, int]) -> tuple[int, int, int]:
    value = picture.getpixel(place)
    assert isinstance(value, tuple)
    red, green, blue = value
    return int(red), int(green), int(blue)
