"""The release a run began with is remembered, and a withdrawal is seen at the next step."""

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from groundwork.pages.versions import FileVersions
from triage import releases
from triage.models import Release

pytestmark = pytest.mark.django_db
TABLE = Release._meta.db_table


def test_a_step_asks_the_database_nothing_the_second_time(
    release: Release,
    remembering: FileVersions,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    releases.numbered("legs", release.number)

    with django_assert_num_queries(0):
        known = releases.numbered("legs", release.number)

    assert known is not None
    assert known.content_hash == release.content_hash


def test_a_withdrawal_is_seen_at_once(release: Release, remembering: FileVersions) -> None:
    before = releases.numbered("legs", release.number)

    Release.objects.filter(pk=release.pk).update(withdrawn_at=timezone.now())
    remembering.renew([TABLE])
    after = releases.numbered("legs", release.number)

    assert before is not None
    assert after is not None
    assert (before.is_withdrawn, after.is_withdrawn) == (False, True)


@pytest.mark.django_db(transaction=True)
def test_a_committed_withdrawal_needs_nobody_to_say_so(release: Release) -> None:
    releases.numbered("legs", release.number)

    Release.objects.filter(pk=release.pk).withdraw()
    after = releases.numbered("legs", release.number)

    assert after is not None
    assert after.is_withdrawn


def test_numbers_and_checks_are_apart(release: Release, remembering: FileVersions) -> None:
    releases.numbered("legs", release.number)

    assert releases.numbered("legs", release.number + 1) is None
    assert releases.numbered("massage", release.number) is None
