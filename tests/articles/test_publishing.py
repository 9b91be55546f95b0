"""What is public is decided when read: publish, schedule, archive, and never two at once."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from articles import editing, publishing
from articles.editing import Refused
from articles.intake import load_folder
from articles.models import Article, ArticleVersion, Edition
from articles.publishing import NotSafe
from tests.articles.loaded import load_content
from tests.articles.standing import edition_of, public_slugs

pytestmark = pytest.mark.django_db

ADDRESS = "/articles/night-cramps/"


@pytest.fixture
def article(content: Path) -> Article:
    load_content(content)
    return Article.objects.get(slug="night-cramps")


@pytest.fixture
def publisher() -> User:
    return User.objects.create_user("publisher")


def version(article: Article, by: User, **changes: object) -> ArticleVersion:
    for name, value in changes.items():
        setattr(article, name, value)
    article.save()
    return editing.save_version(article, by=by)


def state(article: Article) -> str:
    return str(getattr(Article.objects.with_state().get(pk=article.pk), "state", ""))


def after(**time: int) -> datetime:
    return timezone.now() + timedelta(**time)


def title_at(moment: datetime) -> str:
    with time_machine.travel(moment, tick=False):
        titles = Edition.objects.public().filter(article__slug="night-cramps")
        return ", ".join(titles.values_list("title", flat=True))


def test_a_draft_stands_beside_the_public_text(article: Article, publisher: User) -> None:
    version(article, publisher, title="A new title")

    assert edition_of("night-cramps").title == "Why do my legs cramp at night?"
    assert state(article) == "draft"


def test_publishing_gives_readers_exactly_that_version(article: Article, publisher: User) -> None:
    given = version(article, publisher, title="A new title")
    version(article, publisher, title="An even newer title")

    publishing.publish(given, by=publisher, note="A better title")

    assert edition_of("night-cramps").title == "A new title"
    assert "A new title" in Client().get(ADDRESS).content.decode()


def test_a_scheduled_version_is_public_from_its_time_on(article: Article, publisher: User) -> None:
    coming = version(article, publisher, title="Tomorrow's title")
    at = after(days=1)

    publishing.publish(coming, by=publisher, at=at)

    assert state(article) == "scheduled"
    assert title_at(at - timedelta(seconds=1)) == "Why do my legs cramp at night?"
    assert title_at(at) == "Tomorrow's title"
    with time_machine.travel(at, tick=False):
        assert state(article) == "published"
        assert "Tomorrow&#x27;s title" in Client().get(ADDRESS).content.decode()


def test_a_new_schedule_takes_the_place_of_the_old_one(article: Article, publisher: User) -> None:
    publishing.publish(version(article, publisher, title="One"), by=publisher, at=after(days=1))
    publishing.publish(version(article, publisher, title="Two"), by=publisher, at=after(days=3))

    assert title_at(after(days=2)) == "Why do my legs cramp at night?"
    assert title_at(after(days=4)) == "Two"


def test_what_was_scheduled_can_be_taken_back(article: Article, publisher: User) -> None:
    publishing.publish(version(article, publisher, title="One"), by=publisher, at=after(days=1))

    assert publishing.unschedule(article, by=None) == 1

    assert title_at(after(days=2)) == "Why do my legs cramp at night?"
    assert state(article) == "draft"


def test_a_correction_now_leaves_the_schedule_alone(article: Article, publisher: User) -> None:
    publishing.publish(version(article, publisher, title="Later"), by=publisher, at=after(days=2))
    publishing.publish(version(article, publisher, title="Now"), by=publisher)

    assert title_at(after(days=1)) == "Now"
    assert title_at(after(days=3)) == "Later"


def test_an_article_is_archived_on_its_date(article: Article, publisher: User) -> None:
    publishing.publish(
        version(article, publisher, title="For a time"), by=publisher, until=after(days=1)
    )

    assert title_at(after(hours=23)) == "For a time"
    assert title_at(after(days=2)) == ""
    with time_machine.travel(after(days=2), tick=False):
        assert state(article) == "archived"
        assert Client().get(ADDRESS).status_code == 410


def test_archiving_now_takes_it_from_every_page(article: Article, publisher: User) -> None:
    publishing.archive(article, by=publisher)

    assert public_slugs() == ["calf-stretch"]
    for url in ("/", "/articles/", "/topics/cramps/", "/articles/calf-stretch/"):
        assert "Why do my legs cramp at night?" not in Client().get(url).content.decode()


def test_an_article_is_archived_in_the_microsecond_it_began(
    article: Article, publisher: User
) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        assert article.head is not None
        began = publishing.publish(article.head, by=publisher)
        ended = publishing.archive(article, by=publisher)

        assert ended.pk == began.pk
        assert ended.ends_at == began.starts_at + timedelta(microseconds=1)


def test_what_is_archived_can_be_published_again(article: Article, publisher: User) -> None:
    publishing.archive(article, by=publisher)
    assert article.head is not None

    publishing.publish(article.head, by=publisher)

    assert state(article) == "published"


def test_there_is_nothing_to_archive_twice(article: Article, publisher: User) -> None:
    publishing.archive(article, by=publisher)

    with pytest.raises(Refused, match="nothing to archive"):
        publishing.archive(article, by=publisher)


def test_an_end_before_the_start_is_refused(article: Article, publisher: User) -> None:
    with pytest.raises(Refused, match="end must be after the start"):
        publishing.publish(
            version(article, publisher), by=publisher, at=after(days=2), until=after(days=1)
        )


def test_a_time_that_is_past_means_now(article: Article, publisher: User) -> None:
    edition = publishing.publish(
        version(article, publisher, title="Now"), by=publisher, at=after(days=-9)
    )

    assert edition.starts_at <= timezone.now()
    assert edition_of("night-cramps").title == "Now"


@pytest.mark.parametrize(
    "changes",
    [
        {"body": "## A\n\nIt helps. [@no-such-claim]\n"},
        {"short_answer": "It helps a great deal. [@no-such-claim]"},
        {"body": "## A\n\n:::urgent leg-clog\n:::\n"},
        {"body": "## A\n\n:::emergency leg-clot\n:::\n"},
    ],
)
def test_what_would_harm_a_reader_is_not_published(
    article: Article, publisher: User, changes: dict[str, str]
) -> None:
    given = version(article, publisher, **changes)

    with pytest.raises(NotSafe) as refusal:
        publishing.publish(given, by=publisher)

    assert refusal.value.findings
    assert edition_of("night-cramps").version.number == 1


def test_an_article_that_does_not_say_when_to_get_help_is_not_published(
    article: Article, publisher: User
) -> None:
    article.get_help.clear()

    with pytest.raises(NotSafe):
        publishing.publish(version(article, publisher), by=publisher)


def test_two_open_editions_cannot_be(article: Article) -> None:
    edition = edition_of("night-cramps")
    edition.pk = None
    edition._state.adding = True
    edition.starts_at = after(days=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        edition.save()


def test_when_what_is_public_changes_next_is_known(article: Article, publisher: User) -> None:
    assert Edition.objects.next_change() is None
    at = after(days=1)

    publishing.publish(version(article, publisher, title="New"), by=publisher, at=at)

    assert Edition.objects.next_change() == at


def test_files_do_not_bring_back_what_somebody_archived(
    article: Article, publisher: User, content: Path
) -> None:
    publishing.archive(article, by=publisher)
    path = content / "articles" / "night-cramps.md"
    path.write_text(path.read_text().replace("order: 10", "order: 11"))

    load_folder(content)

    assert public_slugs() == ["calf-stretch"]
    assert Article.objects.get(slug="night-cramps").order == 11
