"""A post office on this machine, and the site's settings pointed at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from groundwork.outbox.courier import SMTP_BACKEND
from tests.groundwork.outbox.post_office import PostOffice, open_post_office


@pytest.fixture
def office(settings: Settings, tmp_path: Path) -> Iterator[PostOffice]:
    """Where the sender of this test hands over its mail."""
    with open_post_office() as opened:
        settings.EMAIL_BACKEND = SMTP_BACKEND
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = opened.port
        settings.VAR_DIR = tmp_path
        yield opened
