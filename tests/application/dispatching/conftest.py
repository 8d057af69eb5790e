"""A fresh control room for each test."""

import pytest

from tests.application.dispatching.control_room import ControlRoom


@pytest.fixture
def room() -> ControlRoom:
    return ControlRoom()
