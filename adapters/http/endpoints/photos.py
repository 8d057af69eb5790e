"""Taking pictures in, and giving them out to whoever holds a signed link."""

from adapters.http.execution.call import Call, Reply
from adapters.http.models import photos as wire
from adapters.http.services import Services
from application.photos.read_photo import ReadPhoto
from application.photos.store_photo import StoredPhoto, StorePhoto
from domain.photos.photo import PhotoKind, PhotoSize
from domain.shared.ids import OrderId, PhotoId


async def upload(services: Services, call: Call[None, wire.PhotoQuery]) -> StoredPhoto:
    order_id = None if call.query.order_id is None else OrderId(call.query.order_id)
    command = StorePhoto(call.account_id, PhotoKind(call.query.kind), order_id, call.raw)
    return await call.keyed(services.photos.store)(command)


async def get(services: Services, call: Call[None, wire.SignedPhotoQuery]) -> Reply:
    query = call.query
    asked = ReadPhoto(PhotoId(call.ids["photo_id"]), PhotoSize(query.size), query.exp, query.sig)
    photo = await services.photos.read(asked)
    headers = {"cache-control": f"private, max-age={photo.fresh_s}, immutable", "etag": f'"{photo.tag}"'}
    return Reply(raw=photo.body, content_type=photo.media_type, headers=headers)
