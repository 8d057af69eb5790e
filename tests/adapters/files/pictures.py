"""Pictures that people send, and bytes that only look like one."""

from io import BytesIO
from typing import Any

from PIL import Image

ORIENTATION_TAG = 0x0112


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def gradient(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """Something with edges, so that it does not compress to nothing."""
    return Image.radial_gradient("L").resize((width, height)).convert(mode)


def jpeg_with_position(picture: Image.Image, orientation: int = 1) -> bytes:
    """As a phone makes it: turned by EXIF, with a GPS position and a comment inside."""
    exif = Image.Exif()
    exif[ORIENTATION_TAG] = orientation
    exif[0x010E] = "secret description"
    exif.get_ifd(0x8825)[2] = (29.0, 54.0, 12.0)
    return encoded(picture, "JPEG", exif=exif, comment=b"secret comment")


def decoded(body: bytes) -> Image.Image:
    picture = Image.open(BytesIO(body))
    picture.load()
    return picture
