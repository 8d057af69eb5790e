"""Pages made by the server itself: the reference and the document."""

import gzip
from hashlib import sha256

from adapters.http.site.files import ASK_EACH_TIME, StoredFile
from adapters.http.site.policy import FILE_HEADERS, page_headers

HTML = "text/html; charset=utf-8"


def made_file(body: bytes, content_type: str) -> StoredFile:
    """A body made at start, as if it were a file."""
    tag = f'"{sha256(body).hexdigest()[:24]}"'
    headers = page_headers(body) if content_type == HTML else dict(FILE_HEADERS)
    headers |= {"cache-control": ASK_EACH_TIME, "etag": tag}
    return StoredFile(body, gzip.compress(body, mtime=0), content_type, tag, headers)
