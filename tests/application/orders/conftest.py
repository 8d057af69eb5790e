"""A fresh office for each test."""

import pytest

from tests.application.orders.office import Office


@pytest.fixture
def office() -> Office:
    return Office()
