"""The one listening socket, and who has it when we cannot."""

import contextlib
import errno
import os
import socket
from pathlib import Path
from typing import Final

from bootstrap.supervisor.errors import SupervisorError

BACKLOG: Final = 1024
LISTEN_STATE: Final = "0A"


def listen(host: str, port: int) -> socket.socket:
    """A bound, listening TCP socket that children may inherit.

    Raises:
        SupervisorError: the address is taken or not ours; the message names the other process if it can.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError as failure:
        listener.close()
        raise SupervisorError(_in_words(failure, host, port)) from failure
    listener.set_inheritable(True)
    return listener


def who_listens_on(port: int) -> str | None:
    """`name (process id)` of the process that listens on the port, when this account may know."""
    inodes = _listening_inodes(port)
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and inodes & _socket_inodes(entry):
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
            return f"{command[:80]} (process {entry.name})"
    return None


def _in_words(failure: OSError, host: str, port: int) -> str:
    if failure.errno == errno.EADDRINUSE:
        holder = who_listens_on(port)
        return (
            f"Port {port} on {host} is busy: {holder or 'another program'} listens there. "
            "End it, or choose another port: CALLOUT_PORT=8010 make run"
        )
    return f"Cannot listen on {host}:{port}: {failure.strerror}"


def _listening_inodes(port: int) -> set[str]:
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            rows = Path(table).read_text().splitlines()[1:]
        except OSError:
            continue
        for fields in map(str.split, rows):
            if fields[3] == LISTEN_STATE and int(fields[1].rsplit(":", 1)[1], 16) == port:
                found.add(f"socket:[{fields[9]}]")
    return found


def _socket_inodes(process: Path) -> set[str]:
    found = set()
    with contextlib.suppress(OSError):  # another account's, or gone meanwhile
        for entry in os.listdir(process / "fd"):
            with contextlib.suppress(OSError):
                found.add(os.readlink(process / "fd" / entry))
    return found
