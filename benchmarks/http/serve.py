"""Run one of the three servers on an inherited socket: `python -m benchmarks.http.serve NAME FD DSN`."""

import socket
import sys
from typing import Final

SERVERS: Final = ("ours", "by_hand", "orm")


def serve_ours(listener: socket.socket) -> None:
    """What `callout serve` does; its settings come from the environment."""
    from bootstrap.cli import main

    sys.exit(main(["serve", "--fd", str(listener.detach())]))


def serve_by_hand(listener: socket.socket, dsn: str) -> None:
    from benchmarks.http.peers.by_hand import make_app

    make_app(dsn).run(sock=listener, single_process=True, access_log=False, motd=False)


def serve_orm(listener: socket.socket, dsn: str) -> None:
    import uvicorn

    from benchmarks.http.peers.orm import make_app

    config = uvicorn.Config(
        make_app(dsn), access_log=False, log_level="warning", loop="uvloop", http="httptools"
    )
    uvicorn.Server(config).run(sockets=[listener])


def main() -> None:
    name, fd, dsn = sys.argv[1:]
    listener = socket.socket(fileno=int(fd))
    if name == "ours":
        serve_ours(listener)
    elif name == "by_hand":
        serve_by_hand(listener, dsn)
    else:
        serve_orm(listener, dsn)


if __name__ == "__main__":
    main()
