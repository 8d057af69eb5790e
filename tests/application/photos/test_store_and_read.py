"""Taking pictures in, and handing them out to whoever holds a link."""

from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest

from application.photos.read_photo import PhotoFile, ReadPhoto
from application.photos.store_photo import StoredPhoto, StorePhoto
from domain.identity.refusals import RateLimited
from domain.photos.photo import MAX_UPLOAD_BYTES, PhotoKind, PhotoSize
from domain.photos.refusals import (
    PhotoLinkExpired,
    PhotoLinkInvalid,
    PhotoNeedsOrder,
    PhotoNotFound,
    PhotoOrderNotFound,
    PhotoTooLarge,
    PhotoUnreadable,
)
from domain.shared.ids import AccountId, OrderId, PhotoId
from tests.application.photos.darkroom import BUSINESS_NOW, ORDER, OWNER, STRANGER, WORKER, Darkroom

PICTURE = b"picture of a tap"
NO_ORDER = OrderId(UUID(int=77))


async def stored(
    darkroom: Darkroom,
    account_id: AccountId = OWNER,
    kind: PhotoKind = PhotoKind.PROBLEM,
    order_id: OrderId | None = None,
    body: bytes = PICTURE,
) -> StoredPhoto:
    return await darkroom.store_photo(StorePhoto(account_id, kind, order_id, body))


async def fetched(darkroom: Darkroom, url: str) -> PhotoFile:
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    return await darkroom.read_photo(
        ReadPhoto(
            photo_id=PhotoId(UUID(parts.path.rsplit("/", 1)[1])),
            size=PhotoSize(query.get("size", ["full"])[0]),
            exp=int(query["exp"][0]),
            sig=query["sig"][0],
        )
    )


async def test_a_stored_picture_comes_back_by_its_link(darkroom: Darkroom) -> None:
    photo = await stored(darkroom)
    file = await fetched(darkroom, photo.url)
    assert file.body == b"full " + PICTURE
    assert (photo.width, photo.height, photo.kind) == (800, 600, PhotoKind.PROBLEM)
    assert file.media_type == "image/jpeg"
    assert 3600 <= file.fresh_s <= 7200


async def test_a_thumbnail_has_a_link_of_its_own(darkroom: Darkroom) -> None:
    photo = await stored(darkroom)
    url = darkroom.links.photo_url(photo.id, darkroom.clock.now(), PhotoSize.THUMBNAIL)
    assert (await fetched(darkroom, url)).body == b"small " + PICTURE
    with pytest.raises(PhotoLinkInvalid):
        await fetched(darkroom, url.replace("&size=thumbnail", ""))


async def test_the_row_says_whose_it_is_and_when_in_business_time(darkroom: Darkroom) -> None:
    photo = await stored(darkroom)
    row = darkroom.shelf.rows[photo.id]
    assert (row.account_id, row.order_id, row.created_at) == (OWNER, None, BUSINESS_NOW)
    assert row.size_bytes == len(b"full " + PICTURE)


async def test_the_same_picture_twice_is_two_photos_of_one_file(darkroom: Darkroom) -> None:
    one, other = await stored(darkroom), await stored(darkroom)
    assert one.id != other.id
    assert darkroom.shelf.rows[one.id].sha256 == darkroom.shelf.rows[other.id].sha256


async def test_a_worker_adds_photos_of_the_work_to_the_order(darkroom: Darkroom) -> None:
    for kind in (PhotoKind.BEFORE, PhotoKind.AFTER, PhotoKind.AFTER):
        await stored(darkroom, WORKER, kind, ORDER)
    assert {row.order_id for row in darkroom.shelf.rows.values()} == {ORDER}
    assert [row.kind for row in darkroom.shelf.rows.values()] == ["before", "after", "after"]


@pytest.mark.parametrize(
    ("account_id", "kind", "order_id"),
    [
        (STRANGER, PhotoKind.PROBLEM, ORDER),
        (STRANGER, PhotoKind.AFTER, ORDER),
        (OWNER, PhotoKind.AFTER, ORDER),
        (WORKER, PhotoKind.PROBLEM, ORDER),
        (WORKER, PhotoKind.AFTER, NO_ORDER),
    ],
)
async def test_an_order_that_is_not_ones_own_is_not_there_and_nothing_is_decoded(
    darkroom: Darkroom, account_id: AccountId, kind: PhotoKind, order_id: OrderId
) -> None:
    with pytest.raises(PhotoOrderNotFound):
        await stored(darkroom, account_id, kind, order_id)
    assert darkroom.images.asked == 0
    assert not darkroom.shelf.rows


@pytest.mark.parametrize("kind", [PhotoKind.BEFORE, PhotoKind.AFTER])
async def test_photos_of_the_work_need_an_order(darkroom: Darkroom, kind: PhotoKind) -> None:
    with pytest.raises(PhotoNeedsOrder):
        await stored(darkroom, WORKER, kind)


async def test_an_upload_over_twelve_mebibytes_is_refused_undecoded(darkroom: Darkroom) -> None:
    with pytest.raises(PhotoTooLarge) as refusal:
        await stored(darkroom, body=b"picture" + bytes(MAX_UPLOAD_BYTES))
    assert refusal.value.facts == {"limit_bytes": MAX_UPLOAD_BYTES}
    assert darkroom.images.asked == 0


async def test_what_cannot_be_decoded_leaves_nothing_behind(darkroom: Darkroom) -> None:
    with pytest.raises(PhotoUnreadable):
        await stored(darkroom, body=b"GIF89a<script>")
    assert not darkroom.shelf.rows


async def test_one_account_cannot_fill_the_disk(darkroom: Darkroom) -> None:
    for _ in range(5):
        await stored(darkroom)
    with pytest.raises(RateLimited):
        await stored(darkroom)
    await stored(darkroom, WORKER, PhotoKind.AFTER, ORDER)


async def test_a_link_stays_the_same_for_a_while_and_ends_after_two_hours_at_most(
    darkroom: Darkroom,
) -> None:
    photo = await stored(darkroom)
    darkroom.clock.advance(minutes=30)
    assert darkroom.links.photo_url(photo.id, darkroom.clock.now()) == photo.url
    darkroom.clock.advance(minutes=29)
    await fetched(darkroom, photo.url)
    darkroom.clock.advance(minutes=61)
    with pytest.raises(PhotoLinkExpired):
        await fetched(darkroom, photo.url)


async def test_a_link_cannot_be_made_longer_or_moved_to_another_photo(darkroom: Darkroom) -> None:
    mine, other = await stored(darkroom), await stored(darkroom)
    exp = parse_qs(urlsplit(mine.url).query)["exp"][0]
    for forged in (
        mine.url.replace(f"exp={exp}", f"exp={int(exp) + 1}"),
        mine.url.replace(str(mine.id), str(other.id)),
        mine.url.replace("sig=", "sig=A"),
        mine.url.split("sig=")[0] + "sig=%ED%A0%80",
    ):
        with pytest.raises(PhotoLinkInvalid):
            await fetched(darkroom, forged)


async def test_a_signed_link_to_nothing_is_not_found(darkroom: Darkroom) -> None:
    with pytest.raises(PhotoNotFound):
        await fetched(darkroom, darkroom.links.photo_url(PhotoId(UUID(int=5)), darkroom.clock.now()))
