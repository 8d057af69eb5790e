"""What every store of photos' rows must do."""

from itertools import product
from uuid import UUID

import pytest

from domain.identity.account import Account
from domain.orders.status import Status
from domain.photos.photo import Photo, PhotoKind
from domain.photos.refusals import PhotoNotFound
from domain.photos.rights import may_add
from domain.shared.ids import AccountId, OrderId, PhotoId
from tests.adapters.identity.conftest import NOW, IdentityStore
from tests.adapters.identity.people import IDS, homeowner


def photo_of(account: Account, order_id: OrderId | None = None) -> Photo:
    return Photo(
        id=PhotoId(IDS.new()),
        account_id=account.id,
        order_id=order_id,
        kind=PhotoKind.PROBLEM,
        sha256="ab" * 32,
        width=800,
        height=600,
        size_bytes=12345,
        created_at=NOW,
    )


async def test_a_photo_comes_back_as_it_was_stored(store: IdentityStore) -> None:
    owner = homeowner()
    await store.accounts.add((owner,))
    order_id = store.place_order(owner.id, None, Status.READY)
    photos = photo_of(owner), photo_of(owner, order_id)
    async with store.new_photo_work() as work:
        for photo in photos:
            work.photos.add(photo)
        await work.commit()
    for photo in photos:
        assert await store.shelf.get(photo.id) == photo


async def test_without_a_commit_there_is_no_photo(store: IdentityStore) -> None:
    owner = homeowner()
    await store.accounts.add((owner,))
    photo = photo_of(owner)
    async with store.new_photo_work() as work:
        work.photos.add(photo)
    with pytest.raises(PhotoNotFound):
        await store.shelf.get(photo.id)


async def test_rights_over_an_orders_photos_are_those_of_the_rule(store: IdentityStore) -> None:
    owner_id, worker_id, stranger_id = (AccountId(UUID(int=number)) for number in (1, 2, 3))
    order_ids = {status: store.place_order(owner_id, worker_id, status) for status in Status}
    async with store.new_photo_work() as work:
        for status, kind in product(Status, PhotoKind):
            for account_id in (owner_id, worker_id, stranger_id):
                expected = may_add(
                    kind,
                    status,
                    is_homeowner=account_id == owner_id,
                    is_firm_worker=account_id == worker_id,
                )
                allowed = await work.photos.may_add(account_id, order_ids[status], kind)
                assert allowed is expected, (status, kind, account_id)


async def test_nobody_adds_to_an_order_that_is_not_there(store: IdentityStore) -> None:
    async with store.new_photo_work() as work:
        for kind in PhotoKind:
            assert not await work.photos.may_add(AccountId(UUID(int=1)), OrderId(UUID(int=9)), kind)
