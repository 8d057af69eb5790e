"""Messages on a private pipe between a planner and the process it started: a length, then a pickle.

Both ends are this program; nothing that comes from outside is ever read this way.
"""

import pickle
import struct
from asyncio import StreamReader
from typing import Any, BinaryIO, Final

_LENGTH: Final = struct.Struct(">Q")


def packed(message: object) -> bytes:
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


def write_frame(stream: BinaryIO, message: object) -> None:
    stream.write(packed(message))
    stream.flush()


def read_frame(stream: BinaryIO) -> Any:
    """The next message; None when the other end closed the pipe before one began."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    return pickle.loads(stream.read(_LENGTH.unpack(head)[0]))


async def receive_frame(stream: StreamReader) -> Any:
    """The next message. Raises `asyncio.IncompleteReadError` when the other end is gone."""
    head = await stream.readexactly(_LENGTH.size)
    return pickle.loads(await stream.readexactly(_LENGTH.unpack(head)[0]))
