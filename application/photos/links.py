"""Links to pictures that work without a token, for a while: `<img>` cannot send a header."""

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime

from application.ports.tokens import Signer
from domain.photos.photo import PhotoSize
from domain.photos.refusals import PhotoLinkExpired, PhotoLinkInvalid
from domain.shared.ids import PhotoId

_SIGNATURE_BYTES = 18


@dataclass(frozen=True, slots=True)
class PhotoLinks:
    """A link is valid for one to two `life_s`: its end lies on a grid, so that a screen that is fetched
    again shows the same address and the picture comes from the client's cache. Real time."""

    signer: Signer
    prefix: str = "/api/v1/photos"
    life_s: int = 3600

    def photo_url(self, photo_id: PhotoId, now: datetime, size: PhotoSize = PhotoSize.FULL) -> str:
        """`{prefix}/{id}?exp=...&sig=...`, with `&size=thumbnail` for the small one."""
        exp = (int(now.timestamp()) // self.life_s + 2) * self.life_s
        suffix = "" if size is PhotoSize.FULL else f"&size={size}"
        return f"{self.prefix}/{photo_id}?exp={exp}&sig={self._signature(photo_id, exp, size)}{suffix}"

    def check(self, photo_id: PhotoId, size: PhotoSize, exp: int, sig: str, now: datetime) -> None:
        """Raises `PhotoLinkInvalid` or `PhotoLinkExpired`; the signature is compared in constant time."""
        wanted = self._signature(photo_id, exp, size)
        if not hmac.compare_digest(wanted.encode(), sig.encode("utf-8", "surrogatepass")):
            raise PhotoLinkInvalid()
        if now.timestamp() >= exp:
            raise PhotoLinkExpired()

    def _signature(self, photo_id: PhotoId, exp: int, size: PhotoSize) -> str:
        mac = self.signer.mac("photo-link", f"{photo_id}:{size}:{exp}".encode())
        return urlsafe_b64encode(mac[:_SIGNATURE_BYTES]).decode()
