import pytest

from tests.application.identity.front_desk import FrontDesk


@pytest.fixture
def desk() -> FrontDesk:
    return FrontDesk()
