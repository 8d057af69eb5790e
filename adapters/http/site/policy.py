"""Headers of pages: nothing from a foreign host, nothing framed, no guessing of types.

Inline scripts of a page that we serve are allowed one by one, by their hash.
"""

import re
from base64 import b64encode
from hashlib import sha256
from typing import Final

_INLINE: Final = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)


def page_headers(html: bytes) -> dict[str, str]:
    """For an HTML page. MapLibre makes its worker and some images from blobs."""
    hashes = "".join(f" 'sha256-{_digest(script)}'" for script in _INLINE.findall(html) if script)
    policy = (
        "default-src 'self'; "
        f"script-src 'self'{hashes}; "
        "style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; "
        "font-src 'self' data:; "
        "connect-src 'self'; "
        "worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    )
    return {**FILE_HEADERS, "content-security-policy": policy}


FILE_HEADERS: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
}


def _digest(script: bytes) -> str:
    return b64encode(sha256(script).digest()).decode()
