"""The queries that readers wait for find their rows by an index, on both databases."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import QuerySet

from articles.models import ArticleVersion, Comment, Edition, FormerAddress, SearchWord
from groundwork.models import Attempt, AuditEntry, Message
from triage.models import Release

pytestmark = pytest.mark.django_db

Query = Callable[[], QuerySet]  # type: ignore[type-arg]  # of any model
# What is looked for -> the query, and the table that must not be read from end to end.
LOOKED_FOR: dict[str, tuple[Query, str]] = {
    "an article by its address": (
        lambda: Edition.objects.public().filter(article__slug="night-cramps"),
        "articles_edition",
    ),
    "what was published last": (
        lambda: Edition.objects.order_by("-starts_at")[:20],
        "articles_edition",
    ),
    "a former address": (
        lambda: FormerAddress.objects.filter(slug="old"),
        "articles_formeraddress",
    ),
    "an article's comments": (
        lambda: Comment.objects.filter(article_id=1),
        "articles_comment",
    ),
    "an article's versions": (
        lambda: ArticleVersion.objects.filter(article_id=1).order_by("-pk"),
        "articles_articleversion",
    ),
    "a searched word": (
        lambda: SearchWord.objects.filter(stem__in=["cramp", "night"]),
        "articles_searchword",
    ),
    "a release": (
        lambda: Release.objects.filter(check_slug="legs", number=3),
        "triage_release",
    ),
    "tries from one place": (
        lambda: Attempt.objects.filter(mark="somebody"),
        "groundwork_attempt",
    ),
    "the audit trail's end": (
        lambda: AuditEntry.objects.order_by("-pk")[:1],
        "groundwork_auditentry",
    ),
}


@pytest.mark.parametrize("name", LOOKED_FOR)
def test_what_readers_wait_for_is_found_by_an_index(name: str) -> None:
    query, table = LOOKED_FOR[name]

    plan = _plan(query())

    assert not _reads_all_of(table, plan), plan


def test_a_query_without_an_index_is_seen_to_read_everything() -> None:
    plan = _plan(Message.objects.filter(text="x"))

    assert _reads_all_of("groundwork_message", plan), plan


def _plan(query: QuerySet) -> str:  # type: ignore[type-arg]  # of any model
    """PostgreSQL reads a small table whole whatever indexes there are, unless forbidden."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    return query.explain()


def _reads_all_of(table: str, plan: str) -> bool:
    return any(
        (f"Seq Scan on {table}" in line) or (f"SCAN {table}" in line and "USING" not in line)
        for line in plan.splitlines()
    )
