"""Run one API process on an inherited socket, or on an own one."""

import argparse
import socket

from bootstrap.settings import Settings
from bootstrap.supervisor.listening import listen

GRACE_S = 3.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--fd", type=int, help="number of an inherited listening socket (systemd's first is 3)"
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from bootstrap.web import create_app

    listener = listener_of(arguments.fd, settings)
    app = create_app(is_alone=True)
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = GRACE_S
    app.run(sock=listener, single_process=True, access_log=False, motd=False)
    return 0


def listener_of(fd: int | None, settings: Settings) -> socket.socket:
    """The inherited socket or a new one. What this process starts must not hold the port, too."""
    listener = listen(settings.host, settings.port) if fd is None else socket.socket(fileno=fd)
    listener.set_inheritable(False)
    return listener
