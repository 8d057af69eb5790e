"""Pictures as files named by their content, each written whole or not at all."""

import asyncio
import os
import re
import secrets
from pathlib import Path
from typing import Final

from domain.photos.photo import PhotoSize, Rendition
from domain.photos.refusals import PhotoNotFound

_SHA256: Final = re.compile(r"[0-9a-f]{64}\Z")
_SUFFIX: Final = {PhotoSize.FULL: ".jpg", PhotoSize.THUMBNAIL: ".small.jpg"}


class FilePhotoStore:
    """`root/ab/abcd....jpg`, two levels, so that no folder grows past a few thousand files."""

    def __init__(self, root: Path) -> None:
        self._root = root

    async def put(self, sha256: str, rendition: Rendition) -> None:
        await asyncio.to_thread(self._put, sha256, rendition)

    async def read(self, sha256: str, size: PhotoSize) -> bytes:
        try:
            return await asyncio.to_thread(self._path(sha256, size).read_bytes)
        except FileNotFoundError:
            raise PhotoNotFound() from None

    def _put(self, sha256: str, rendition: Rendition) -> None:
        """The thumbnail first: where the full picture is, its thumbnail is too."""
        for size, body in ((PhotoSize.THUMBNAIL, rendition.thumbnail), (PhotoSize.FULL, rendition.full)):
            path = self._path(sha256, size)
            if not path.exists():
                write_whole(path, body)

    def _path(self, sha256: str, size: PhotoSize) -> Path:
        if not _SHA256.match(sha256):
            raise PhotoNotFound()
        return self._root / sha256[:2] / (sha256 + _SUFFIX[size])


def write_whole(path: Path, body: bytes) -> None:
    """Temporary file, fsync, rename, fsync of the folder: after a crash it is there whole or not at all."""
    if not path.parent.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _settle(path.parent.parent)
    aside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    _settle(path.parent)


def _settle(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
