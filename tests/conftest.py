"""Fixtures that every test may ask for. Nothing is started for a test that asks for none."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from typing import TYPE_CHECKING

import pytest

from tests.support.database import EMPTY, Database, TestServer, reset, running_server

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController

_SERVER = pytest.StashKey[str]()
_CLEAN_UP = pytest.StashKey[ExitStack]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_CLEAN_UP] = ExitStack()
    worker_input = getattr(config, "workerinput", None)
    if worker_input is not None:
        config.stash[_SERVER] = worker_input["callout_server"]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: "WorkerController") -> None:
    """xdist, in the controller, before each test process: the cluster is started for all of them here."""
    node.workerinput["callout_server"] = _address(node.config)


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[_CLEAN_UP].close()


def _address(config: pytest.Config) -> str:
    if _SERVER not in config.stash:
        server = config.stash[_CLEAN_UP].enter_context(running_server())
        config.stash[_SERVER] = server.address
    return config.stash[_SERVER]


@pytest.fixture(scope="session")
def test_server(request: pytest.FixtureRequest) -> TestServer:
    """The session's throwaway PostgreSQL + PostGIS."""
    return TestServer(_address(request.config))


@pytest.fixture(scope="session")
def process_name(request: pytest.FixtureRequest) -> str:
    """`gw0`, `gw1` ... under xdist, `main` otherwise."""
    worker_input = getattr(request.config, "workerinput", {"workerid": "main"})
    return str(worker_input["workerid"])


@pytest.fixture(scope="session")
def process_database(test_server: TestServer, process_name: str) -> Database:
    """This process's own migrated database, shared by its tests; ask for `database` to get it clean."""
    return test_server.clone(f"callout_{process_name}")


@pytest.fixture
def database(process_database: Database) -> Database:
    """A migrated database without any row but the reference data."""
    reset(process_database)
    return process_database


@pytest.fixture
def owner_dsn(database: Database) -> str:
    return database.owner


@pytest.fixture
def app_dsn(database: Database) -> str:
    return database.app


@pytest.fixture(scope="session")
def new_database(test_server: TestServer, process_name: str) -> Iterator[Callable[[], Database]]:
    """Makes private migrated databases, for tests of several processes or of long-lived state."""
    numbers, made = count(1), list[Database]()

    def make() -> Database:
        made.append(test_server.clone(f"callout_{process_name}_{next(numbers)}"))
        return made[-1]

    yield make
    for one in made:
        test_server.drop(one.name)


@pytest.fixture
def empty_database(test_server: TestServer, process_name: str) -> Iterator[Database]:
    """Roles and extensions, no table: for tests of migrations."""
    made = test_server.clone(f"callout_{process_name}_empty", EMPTY)
    yield made
    test_server.drop(made.name)
