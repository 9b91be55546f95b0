"""Two topics, and somebody with a browser."""

import pytest

from tests.articles.updates.readers import Browser, topic


@pytest.fixture
def visitor(db: None) -> Browser:
    topic("cramps")
    topic("soreness")
    return Browser()
