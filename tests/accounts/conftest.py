import pytest

from tests.entrances import settle


@pytest.fixture
def place(app):
    return settle(app)
