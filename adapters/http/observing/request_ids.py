"""The name of one request: the client's own where it is harmless, else a new one."""

import itertools
import re
import secrets
from typing import Final

HEADER: Final = "x-request-id"
_HARMLESS: Final = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)


class RequestIds:
    """A random name of the process and a count: unique, and cheap."""

    def __init__(self, prefix: str | None = None) -> None:
        self._prefix = prefix or secrets.token_hex(6)
        self._count = itertools.count(1)

    def of(self, given: str | None) -> str:
        if given is not None and _HARMLESS.fullmatch(given):
            return given
        return f"{self._prefix}-{next(self._count):x}"
