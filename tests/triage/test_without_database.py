"""A self-check goes on when the database goes away, from the release this process knows."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import OperationalError, connection

from tests.triage.walker import Walker
from triage import releases, results
from triage.models import Release

pytestmark = pytest.mark.django_db


@contextmanager
def database_away() -> Iterator[None]:
    def away(*_: Any) -> None:
        raise OperationalError("connection refused")

    with connection.execute_wrapper(away):
        yield


@pytest.fixture(autouse=True)
def _nothing_known() -> None:
    releases._KNOWN.forget()
    results._KNOWN.forget()


def test_a_reader_who_has_begun_comes_to_the_same_result(
    release: Release, harmless: dict[str, str]
) -> None:
    before = Walker().start("soreness").answer_all({}, harmless)
    before.get(f"{before.run_url}result/")
    begun = Walker().start("soreness")

    with database_away():
        begun.answer_all({}, harmless)
        begun.get(f"{begun.run_url}result/")

    assert begun.status == 200
    assert begun.title == before.title


def test_a_check_can_be_begun_that_this_process_has_shown(release: Release) -> None:
    Walker().start()

    with database_away():
        walker = Walker().start()

    assert walker.status == 200
    assert "?" in walker.words


def test_a_release_nobody_asked_for_yet_cannot_be_made_up(release: Release) -> None:
    with database_away(), pytest.raises(OperationalError):
        Walker().start()


def test_what_was_withdrawn_is_not_remembered_once_the_database_is_back(release: Release) -> None:
    Walker().start()
    with database_away():
        Walker().start()

    Release.objects.update(withdrawn_at="2026-01-01T00:00:00Z")

    assert releases.current("legs") is None
    assert Walker().start().status == 404
