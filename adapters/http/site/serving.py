"""The three front ends at /admin/, /worker/ and /."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from sanic import Request
from sanic.response import HTTPResponse

from adapters.http.execution.answer import Answer
from adapters.http.problems.server import RouteUnknown
from adapters.http.site.files import Folder, StoredFile

FOLDERS: Final[Mapping[str, str]] = {"admin/": "admin", "worker/": "worker-h5", "": "homeowner-h5"}
"""Prefix of the path -> folder below the site's root; the first prefix that fits wins."""
INDEX: Final = "index.html"


class Site:
    """Finds the file of a path; a path without a dot in its last part is a view of a single page."""

    def __init__(self, root: Path) -> None:
        self._folders = {prefix: Folder(root / name) for prefix, name in FOLDERS.items()}

    def find(self, path: str) -> StoredFile | None:
        for prefix, folder in self._folders.items():
            if path.startswith(prefix):
                rest = path.removeprefix(prefix)
                is_view = "." not in rest.rsplit("/", 1)[-1]
                return folder.find(INDEX if is_view else rest)
        return None

    async def serve(self, request: Request, path: str = "") -> HTTPResponse:
        """Raises `RouteUnknown`."""
        if f"{path}/" in FOLDERS:
            return Answer(b"", 308, None, {"location": f"/{path}/"})
        found = await asyncio.to_thread(self.find, path)
        if found is None:
            raise RouteUnknown()
        return file_answer(request, found)


def file_answer(request: Request, file: StoredFile) -> HTTPResponse:
    headers = dict(file.headers)
    if request.headers.get("if-none-match") == file.tag:
        return Answer(b"", 304, None, headers)
    if file.packed is None:
        return Answer(file.body, 200, file.content_type, headers)
    headers["vary"] = "accept-encoding"
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Answer(file.body, 200, file.content_type, headers)
    headers["content-encoding"] = "gzip"
    return Answer(file.packed, 200, file.content_type, headers)
