"""Files of a built front end, read and compressed once each."""

import gzip
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from adapters.http.site.policy import FILE_HEADERS, page_headers

FOREVER: Final = "public, max-age=31536000, immutable"
ASK_EACH_TIME: Final = "no-cache"
_HASHED: Final = re.compile(r"[.-][A-Za-z0-9_-]{8,}\.[a-z0-9]+$")
_COMPRESSIBLE: Final = ("text/", "application/json", "application/javascript", "image/svg+xml")
_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """`packed` is the gzip form, None where that saves nothing."""

    body: bytes
    packed: bytes | None
    content_type: str
    tag: str
    headers: dict[str, str]


def stored_file(path: Path) -> StoredFile:
    """Raises `OSError`."""
    body = path.read_bytes()
    content_type = _TYPES.get(path.suffix.lower(), "application/octet-stream")
    headers = page_headers(body) if path.suffix == ".html" else dict(FILE_HEADERS)
    is_hashed = "assets" in path.parts and _HASHED.search(path.name) is not None
    headers["cache-control"] = FOREVER if is_hashed else ASK_EACH_TIME
    tag = f'"{sha256(body).hexdigest()[:24]}"'
    return StoredFile(body, _packed(body, content_type), content_type, tag, headers | {"etag": tag})


def _packed(body: bytes, content_type: str) -> bytes | None:
    if len(body) < 512 or not content_type.startswith(_COMPRESSIBLE):
        return None
    packed = gzip.compress(body, compresslevel=6, mtime=0)
    return packed if len(packed) < len(body) else None


class Folder:
    """The files below a folder, by their path with forward slashes. The names are listed once, at start:
    what is not in the list is not served, whatever the path looks like."""

    def __init__(self, root: Path) -> None:
        self._paths = {
            path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*")) if path.is_file()
        }
        self._read: dict[str, StoredFile] = {}

    def find(self, name: str) -> StoredFile | None:
        """Reads the disk the first time a file is asked for."""
        known = self._read.get(name)
        if known is None and name in self._paths:
            known = self._read[name] = stored_file(self._paths[name])
        return known
