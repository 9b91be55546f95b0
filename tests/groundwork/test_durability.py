"""SQLite's promise is read back, and a full or read-only disk loses nothing that was confirmed."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection
from django.test import Client

from articles.models import HeldComment, RejectionReason
from groundwork.durability import refuse_forgetful
from tests.articles.comments import writing
from tests.articles.comments.conftest import site as site

IS_SQLITE = connection.vendor == "sqlite"


def opened(path: Path, journal: str, synchronous: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA journal_mode={journal}")
    connection.execute(f"PRAGMA synchronous={synchronous}")
    return connection


def test_a_log_written_ahead_and_flushed_at_every_commit_is_accepted(tmp_path: Path) -> None:
    refuse_forgetful(opened(tmp_path / "site.sqlite3", "WAL", "FULL"))


@pytest.mark.parametrize(
    ("journal", "synchronous"), [("WAL", "NORMAL"), ("WAL", "OFF"), ("DELETE", "FULL")]
)
def test_anything_less_is_refused(tmp_path: Path, journal: str, synchronous: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        refuse_forgetful(opened(tmp_path / "site.sqlite3", journal, synchronous))


@pytest.fixture
def _full_disk(site: Client) -> Iterator[None]:
    """Not a page more than there is."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count={pages}")
        # What is free within the pages there are is used up first.
        with contextlib.suppress(OperationalError):
            for number in range(10_000):
                RejectionReason.objects.create(label=f"{number} {'x' * 70}"[:80])
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count=1073741823")


@pytest.fixture
def _read_only_disk(site: Client) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only=ON")
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only=OFF")


@pytest.mark.skipif(not IS_SQLITE, reason="its own ways to have no room")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("disk", ["_full_disk", "_read_only_disk"])
def test_no_room_gives_a_clear_page_and_loses_nothing(
    request: pytest.FixtureRequest, site: Client, disk: str
) -> None:
    before = writing.held("Kept from before.")
    request.getfixturevalue(disk)
    client = Client(raise_request_exception=False)

    refused = client.post(writing.FORM, writing.filled(text="Long. " * 800))
    read = client.get(writing.ARTICLE)

    page = refused.content.decode()
    assert refused.status_code == 503
    assert "Nothing was saved" in page
    assert "Long. Long." in page
    assert read.status_code == 200
    assert list(HeldComment.objects.values_list("pk", flat=True)) == [before.pk]
