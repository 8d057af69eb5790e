import pytest

from tests.application.photos.darkroom import Darkroom


@pytest.fixture
def darkroom() -> Darkroom:
    return Darkroom()
