"""Addresses and photos."""

from typing import Final

from adapters.http.contract.route import PHOTO_LIMIT_BYTES, PUBLIC, Route
from adapters.http.endpoints import photos as photo_endpoints
from adapters.http.endpoints import places, profile
from adapters.http.models import me, photos
from adapters.http.models.fields import PageQuery
from domain.identity.roles import Role

TAG: Final = "homeowner"

ROUTES: Final = (
    Route(
        method="GET",
        path="/me/addresses",
        name="list_addresses",
        endpoint=places.list_addresses,
        summary="My addresses",
        tag=TAG,
        access=frozenset({Role.HOMEOWNER}),
        query=PageQuery,
        output=me.AddressPage,
    ),
    Route(
        method="POST",
        path="/me/addresses",
        name="add_address",
        endpoint=profile.add_address,
        summary="Add an address in a community",
        tag=TAG,
        access=frozenset({Role.HOMEOWNER}),
        body=me.AddAddress,
        output=me.Address,
        status=201,
    ),
    Route(
        method="POST",
        path="/photos",
        name="upload_photo",
        endpoint=photo_endpoints.upload,
        summary="Upload a photo",
        tag="photos",
        access=frozenset({Role.HOMEOWNER, Role.WORKER}),
        query=photos.PhotoQuery,
        output=photos.Photo,
        status=201,
        consumes="image/*",
        limit_bytes=PHOTO_LIMIT_BYTES,
        detail="The body is the picture itself (JPEG, PNG or WebP, up to 12 MiB). It is decoded, stripped of "
        "metadata and encoded anew.",
    ),
    Route(
        method="GET",
        path="/photos/{photo_id}",
        name="get_photo",
        endpoint=photo_endpoints.get,
        summary="A picture, by its signed address",
        tag="photos",
        access=PUBLIC,
        query=photos.SignedPhotoQuery,
        produces="image/jpeg",
        detail="Use the `url` of a photo as it came: the signature in it is the permission.",
    ),
)
