"""What we ship would pass: nothing stops it, and advice stays short enough to be read."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from articles import register, snapshot
from articles.checks import Report, check
from articles.checks.gathering import facts_about
from articles.models import Edition
from tests.articles.loaded import load_shipped_content

pytestmark = pytest.mark.django_db

# Faults of the register, told once in every article; they are mended there.
OF_THE_REGISTER = {"undated-source", "unchecked-source", "partly-checked"}
MOST_ADVICE = 4


@pytest.fixture(scope="module")
def reports(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, Report]]:
    """What is found in each shipped article, by slug; the folder is rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_shipped_content()
        entries = register.current()
        made = {}
        for edition in Edition.objects.public().select_related("article", "version"):
            text = snapshot.text_of(edition.version.content)
            facts = facts_about(text, entries)
            made[edition.slug] = check(
                text, facts, description=edition.description, slug=edition.slug
            )
        yield made
        transaction.set_rollback(True)


def test_nothing_stops_a_shipped_article(reports: dict[str, Report]) -> None:
    assert len(reports) > 30
    assert {slug: made.blocking for slug, made in reports.items() if made.blocking} == {}


def test_a_shipped_article_gets_little_advice(reports: dict[str, Report]) -> None:
    advice = {
        slug: [one for one in made.advice if one.check not in OF_THE_REGISTER]
        for slug, made in reports.items()
    }

    assert {slug: found for slug, found in advice.items() if len(found) > MOST_ADVICE} == {}


def test_few_shipped_articles_are_asked_for_a_source(reports: dict[str, Report]) -> None:
    checks = Counter(one.check for made in reports.values() for one in made.findings)

    assert checks["unsourced"] == 0
    assert checks["jargon"] == 0
    assert checks["stance"] == 0
