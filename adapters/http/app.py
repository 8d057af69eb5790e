"""The Sanic app: every route of the table, the stream, the pages, and what starts and stops with them."""

import itertools
from collections.abc import Iterable
from typing import Any, Final

from sanic import Request, Sanic, Websocket
from sanic.response import HTTPResponse

from adapters.http.contract.openapi import document, document_bytes
from adapters.http.contract.route import DRAIN_LIMIT_BYTES, JSON_TYPE, Route
from adapters.http.contract.table import API_PREFIX, ROUTES, verified
from adapters.http.docs_page.page import problems_page, reference_page
from adapters.http.execution.credentials import Door
from adapters.http.execution.executor import Executor
from adapters.http.execution.failures import Failures
from adapters.http.execution.surroundings import Surroundings
from adapters.http.observing.access_log import BufferedLog, Silence
from adapters.http.observing.metrics import Metrics
from adapters.http.operations import Operations
from adapters.http.problems.server import RouteUnknown
from adapters.http.services import Frame, HttpSettings, Services
from adapters.http.site.files import StoredFile
from adapters.http.site.pages import HTML, made_file
from adapters.http.site.serving import Site, file_answer
from adapters.http.stream.hub import Hub
from adapters.http.stream.socket import Stream

READS: Final = ("GET", "HEAD")
EVERY_METHOD: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_names: Final = itertools.count(1)


def create(services: Services, settings: HttpSettings, routes: Iterable[Route] = ROUTES) -> Sanic[Any, Any]:
    """An app that is ready to be served. Raises `ContractBroken` for a table that may not be served."""
    routes = verified(routes)
    around = _surroundings(services.frame, settings)
    app: Sanic[Any, Any] = Sanic(
        f"callout-{next(_names)}", configure_logging=False, env_prefix=None, error_handler=Failures(around)
    )
    _configure(app, settings)
    for route in routes:
        _add(app, route, Executor(route, services, around))
    operations = Operations(services.frame.readiness, around.metrics)
    _add_operations(app, operations)
    _add_pages(app, routes)
    _add_site(app, settings)
    hub = _add_stream(app, services.frame)
    _describe(around, hub, services.frame)
    _add_stop(app, around, operations, hub, settings.drain_within_s)
    return app


def _surroundings(frame: Frame, settings: HttpSettings) -> Surroundings:
    write_log = settings.write_log
    return Surroundings(
        door=Door(frame.authenticate, frame.check_csrf),
        new_keyed_unit=frame.new_keyed_unit,
        is_secure=settings.is_secure,
        admit=frame.admit,
        log=BufferedLog(write_log) if write_log is not None else Silence(),
        metrics=Metrics(settings.process),
    )


def _configure(app: Sanic[Any, Any], settings: HttpSettings) -> None:
    app.config.update(
        {
            "ACCESS_LOG": False,
            "AUTO_EXTEND": False,
            "MOTD": False,
            "INSPECTOR": False,
            "NOISY_EXCEPTIONS": False,
            "TOUCHUP": settings.is_alone,
            "REQUEST_MAX_SIZE": DRAIN_LIMIT_BYTES,
            "REQUEST_TIMEOUT": settings.request_timeout_s,
            "RESPONSE_TIMEOUT": settings.response_timeout_s,
            "PROXIES_COUNT": settings.proxies or None,
            "WEBSOCKET_MAX_SIZE": 16 * 1024,
        }
    )


def _add(app: Sanic[Any, Any], route: Route, executor: Executor) -> None:
    path = API_PREFIX + route.path.replace("{", "<").replace("}", ":str>")
    methods = READS if route.method == "GET" else (route.method,)
    app.add_route(executor.handle, path, methods=methods, name=route.name, error_format="json")


def _add_page(app: Sanic[Any, Any], path: str, handler: Any) -> None:
    """A page for GET and HEAD; whatever body comes with them is thrown away unread."""
    name = "page:" + path.translate(str.maketrans("/<>", "___"))
    app.add_route(handler, path, methods=READS, name=name, error_format="json", ignore_body=True)


def _add_operations(app: Sanic[Any, Any], operations: Operations) -> None:
    _add_page(app, "/healthz", operations.healthz)
    _add_page(app, "/readyz", operations.readyz)
    _add_page(app, "/metrics", operations.metrics)


def _add_pages(app: Sanic[Any, Any], routes: tuple[Route, ...]) -> None:
    pages = {
        f"{API_PREFIX}/openapi.json": made_file(document_bytes(routes), JSON_TYPE),
        "/docs": made_file(reference_page(document(routes)), HTML),
        "/docs/problems": made_file(problems_page(), HTML),
    }
    for path, page in pages.items():
        _add_page(app, path, _page_handler(page))


def _page_handler(page: StoredFile) -> Any:
    async def handle(request: Request) -> HTTPResponse:
        return file_answer(request, page)

    return handle


async def _unknown(request: Request, path: str = "") -> HTTPResponse:
    raise RouteUnknown()


def _add_site(app: Sanic[Any, Any], settings: HttpSettings) -> None:
    """What is under /api and not in the table is unknown with every method; all else may be a page."""
    app.add_route(_unknown, "/api/<path:path>", methods=EVERY_METHOD, name="unknown_api", ignore_body=True)
    if settings.site is None:
        return
    site = Site(settings.site)
    _add_page(app, "/", site.serve)
    _add_page(app, "/<path:path>", site.serve)


def _add_stream(app: Sanic[Any, Any], frame: Frame) -> Hub:
    hub = Hub(frame.changes)
    stream = Stream(hub, frame.changes, frame.authenticate, frame.real_now)

    async def serve(request: Request, ws: Websocket) -> None:
        await stream.serve(request, ws)

    app.add_websocket_route(serve, f"{API_PREFIX}/stream", name="stream")

    @app.before_server_start
    async def start(_: object) -> None:
        hub.start()

    return hub


def _describe(around: Surroundings, hub: Hub, frame: Frame) -> None:
    metrics = around.metrics
    metrics.gauge(
        "callout_http_writes_running", "Writes that have begun and not ended.", around.writes.__len__
    )
    metrics.gauge("callout_stream_sockets", "WebSockets that are open.", hub.__len__)
    metrics.gauges("callout_pool", "State of the database pool.", frame.pool_stats)


def _add_stop(
    app: Sanic[Any, Any], around: Surroundings, operations: Operations, hub: Hub, drain_within_s: float
) -> None:
    @app.before_server_stop
    async def stop(_: object) -> None:
        operations.is_stopping = True
        await hub.stop()
        await around.writes.drained(drain_within_s)
        around.log.flush()

    @app.after_server_stop
    async def forget(_: object) -> None:
        Sanic.unregister_app(app)
