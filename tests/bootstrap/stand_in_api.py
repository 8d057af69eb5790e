"""The stand-in's API: who answers, and rows that are acknowledged only once committed."""

import os
import socket

import psycopg
from sanic import Request, Sanic
from sanic.response import HTTPResponse, text


def run(descriptor: int) -> None:
    app = Sanic("stand_in")
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = 1.0
    app.add_route(readyz, "/readyz")
    app.add_route(process, "/process")
    app.add_route(note, "/note", methods=["POST"])
    app.run(sock=socket.socket(fileno=descriptor), single_process=True, access_log=False, motd=False)


async def readyz(_request: Request) -> HTTPResponse:
    return text("ready")


async def process(_request: Request) -> HTTPResponse:
    return text(str(os.getpid()))


async def note(_request: Request) -> HTTPResponse:
    """The transaction ends before the answer begins."""
    try:
        async with await psycopg.AsyncConnection.connect(os.environ["DATABASE_URL"]) as connection:
            row = await (await connection.execute("INSERT INTO note DEFAULT VALUES RETURNING id")).fetchone()
    except psycopg.OperationalError as failure:
        return text(str(failure), status=503)
    return text(str(row[0]) if row else "", status=201)
