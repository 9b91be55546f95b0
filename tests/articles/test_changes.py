"""The public page of changes: what readers had, since when, and who signed it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles import editing
from articles.changes import EDITIONS_SHOWN
from articles.models import Article, Edition, Person, Review
from tests.articles.desk.people import words
from tests.articles.loaded import load_content
from tests.articles.standing import edition_of, put_off, take_back

pytestmark = pytest.mark.django_db
PAGE = "/articles/night-cramps/changes/"


@pytest.fixture
def article(content: Path) -> Article:
    load_content(content)
    return Article.objects.get(slug="night-cramps")


def earlier(article: Article, days: int, **changes: Any) -> Edition:
    """An edition readers had for a day, so many days ago."""
    now = edition_of("night-cramps")
    starts = timezone.now() - timedelta(days=days)
    copied = {name: getattr(now, name) for name in ("title", "description", "problem", "topic")}
    ends = starts + timedelta(days=1)
    row = {"starts_at": starts, "ends_at": ends, "version": now.version, **copied, **changes}
    return Edition.objects.create(article=article, **row)


def test_an_article_leads_to_its_changes(article: Article) -> None:
    assert (
        'href="/articles/night-cramps/changes/"'
        in Client().get("/articles/night-cramps/").content.decode()
    )
    assert Client().get(PAGE).status_code == 200


def test_the_first_edition_was_the_first(article: Article) -> None:
    said = words(Client().get(PAGE))

    assert "First published." in said
    assert "Not reviewed by a clinician." in said


def test_editions_are_told_newest_first_with_what_changed(article: Article) -> None:
    earlier(article, 9)
    earlier(article, 5, note="A new trial added.")

    said = words(Client().get(PAGE))

    newest, second, first = map(
        said.index, ("Nobody wrote down what", "A new trial added.", "First published.")
    )
    assert newest < second < first


def test_who_signed_an_edition_is_told_and_nobody_else(article: Article) -> None:
    reviewer, writer = User.objects.create_user("reviewer"), User.objects.create_user("writer")
    record = Person.objects.create(slug="r", name="A Name", role="A role")
    review = Review.objects.create(
        article=article,
        version=edition_of("night-cramps").version,
        asked_by=writer,
        decision="approved",
        decided_by=reviewer,
        decided_at=timezone.now(),
        review_due=timezone.localdate() + timedelta(days=9),
        person=record,
    )
    earlier(article, 5, review=review)

    said = words(Client().get(PAGE))

    assert said.count("Reviewed by A Name , A role") == 1
    assert "reviewer" not in said
    assert "writer" not in said


def test_what_is_to_come_is_not_told(article: Article) -> None:
    Edition.objects.filter(article=article).update(ends_at=timezone.now() + timedelta(days=1))
    earlier(article, -1, note="A secret.")

    assert "A secret." not in words(Client().get(PAGE))


def test_an_article_readers_do_not_have_has_no_changes(article: Article) -> None:
    put_off("night-cramps")
    assert Client().get(PAGE).status_code == 404

    take_back("night-cramps")
    assert Client().get(PAGE).status_code == 404
    assert Client().get("/articles/nobody/changes/").status_code == 404


def test_many_editions_come_page_by_page_with_as_few_queries(
    article: Article, django_assert_max_num_queries: Any
) -> None:
    for days in range(2, EDITIONS_SHOWN + 5):
        earlier(article, days, note=f"Change {days}.")

    with django_assert_max_num_queries(4):
        first = words(Client().get(PAGE))
    last = words(Client().get(f"{PAGE}?page=2"))

    assert "Change 2." in first
    assert f"Change {EDITIONS_SHOWN + 4}." not in first
    assert f"Change {EDITIONS_SHOWN + 4}." in last
    assert Client().get(f"{PAGE}?page=x").status_code == 200
    assert Client().get(f"{PAGE}?page=99").status_code == 200


def test_hostile_notes_stay_words(article: Article) -> None:
    earlier(article, 2, note="<script>alert(1)</script>")

    assert "<script>alert" not in Client().get(PAGE).content.decode()


def test_who_writes_at_the_desk_is_nobodys_business(article: Article) -> None:
    writer = User.objects.create_user("secretwriter")
    editing.save_version(article, by=writer)
    Edition.objects.filter(article=article).update(published_by=writer)

    assert "secretwriter" not in words(Client().get(PAGE))


def test_only_reading_is_possible(article: Article) -> None:
    assert Client().post(PAGE).status_code == 405
