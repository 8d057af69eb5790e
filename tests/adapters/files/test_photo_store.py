"""One suite for every store of pictures, and what files alone have to prove."""

import asyncio
import hashlib
import os
from pathlib import Path

import pytest

from adapters.files.photo_store import FilePhotoStore, write_whole
from adapters.memory.photos import MemoryPhotoStore
from application.ports.photos import PhotoStore
from domain.photos.photo import PhotoSize, Rendition
from domain.photos.refusals import PhotoNotFound

PICTURE = Rendition(full=b"full", thumbnail=b"small", width=4, height=3)
NAME = hashlib.sha256(PICTURE.full).hexdigest()


@pytest.fixture(params=["memory", "files"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> PhotoStore:
    return MemoryPhotoStore() if request.param == "memory" else FilePhotoStore(tmp_path / "photos")


async def test_what_was_put_is_read_in_both_sizes(store: PhotoStore) -> None:
    await store.put(NAME, PICTURE)
    assert await store.read(NAME, PhotoSize.FULL) == b"full"
    assert await store.read(NAME, PhotoSize.THUMBNAIL) == b"small"


async def test_putting_the_same_picture_twice_changes_nothing(store: PhotoStore) -> None:
    await store.put(NAME, PICTURE)
    await store.put(NAME, PICTURE)
    assert await store.read(NAME, PhotoSize.FULL) == b"full"


@pytest.mark.parametrize("name", ["0" * 64, "", "../../etc/passwd", "ab/../../x", NAME.upper(), NAME + "\n"])
async def test_what_was_never_put_is_not_found(store: PhotoStore, name: str) -> None:
    await store.put(NAME, PICTURE)
    with pytest.raises(PhotoNotFound):
        await store.read(name, PhotoSize.FULL)


def test_files_lie_under_their_content_and_are_private(tmp_path: Path) -> None:
    asyncio.run(FilePhotoStore(tmp_path).put(NAME, PICTURE))
    files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.jpg"))
    assert files == [f"{NAME[:2]}/{NAME}.jpg", f"{NAME[:2]}/{NAME}.small.jpg"]
    assert all(path.stat().st_mode & 0o077 == 0 for path in tmp_path.rglob("*.jpg"))


def test_a_write_that_fails_leaves_neither_a_file_nor_a_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(descriptor: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="no space"):
        write_whole(tmp_path / "picture.jpg", b"full")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_renamed_into_place_only_once_it_is_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, synced = tmp_path / "picture.jpg", list[bool]()
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(path.exists()))
    write_whole(path, b"full")
    assert synced == [False, True]  # the file before the rename, its folder after
    assert path.read_bytes() == b"full"
