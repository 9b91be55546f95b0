"""Publishing and archiving at the desk: exactly what was seen, when it was said, by who may."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.models import Article, ArticleVersion, Edition
from tests.articles.desk.conftest import typed
from tests.articles.desk.people import hidden, signed_in, url, words

pytestmark = pytest.mark.django_db
PAGE = "/articles/night-cramps/"


@pytest.fixture
def press(article: Article, publisher: User) -> Client:
    return signed_in(publisher)


def publish(client: Client, **data: Any) -> Any:
    seal = data.pop("seal", "") or hidden(client.get(url("publish/")), "seal")
    return client.post(url("publish/"), {"seal": seal, "when": "now", **data}, follow=True)


def archive(client: Client, **data: Any) -> Any:
    seal = data.pop("seal", "") or hidden(client.get(url("archive/")), "seal")
    return client.post(url("archive/"), {"seal": seal, "when": "now", **data}, follow=True)


def moment(**ahead: int) -> datetime:
    """To the minute, as a browser's picker gives it."""
    return (timezone.now() + timedelta(**ahead)).replace(second=0, microsecond=0)


def as_picked(at: datetime) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


def public_version(article: Article) -> int:
    number: int = Edition.objects.public().get(article=article).version.number
    return number


def test_the_page_shows_what_changes_for_readers(press: Client, second: ArticleVersion) -> None:
    said = words(press.get(url("publish/")))

    assert "Nothing stands in the way." in said
    assert "Nobody has signed off this text. Readers will see “Not yet reviewed" in said
    assert "at noon" in said
    assert "Times are UTC." in said


def test_what_was_seen_is_published_at_once(
    press: Client, second: ArticleVersion, publisher: User
) -> None:
    response = publish(press, note="Stretching moved to noon")

    edition = Edition.objects.public().get(article=second.article)
    assert "Published. Readers have version 2 from now on." in words(response)
    assert (edition.version, edition.note) == (second, "Stretching moved to noon")
    assert edition.published_by == publisher
    assert "Stretch at noon." in words(Client().get(PAGE))


def test_it_is_published_at_a_time_and_until_a_time(
    press: Client, article: Article, second: ArticleVersion
) -> None:
    starts, ends = moment(days=2), moment(days=9)

    response = publish(press, when="later", at=as_picked(starts), until=as_picked(ends))

    edition = Edition.objects.to_come().get(article=article)
    assert "Scheduled. Readers get version 2 from" in words(response)
    assert "Scheduled, version 2, beside the public text" in words(response)
    assert (edition.starts_at, edition.ends_at) == (starts, ends)
    assert public_version(article) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"when": "later"}, "Choose the day and the time."),
        ({"when": "later", "at": "soon"}, "Write the day and the time"),
        ({"when": "later", "at": "2001-01-01T10:00"}, "Choose a time to come"),
        ({"when": "later", "at": "9999-12-31T23:59"}, "within the next 5 years"),
        ({"when": ""}, "Choose when."),
        ({"when": "x"}, "x is not one of the available choices."),
        ({"until": "2001-01-01T10:00"}, "Choose a time to come"),
        ({"note": "x" * 301}, "Write at most 300 characters."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_published(
    press: Client, article: Article, second: ArticleVersion, data: dict[str, str], said: str
) -> None:
    response = publish(press, **data)

    assert response.status_code == 422
    assert said in words(response)
    assert public_version(article) == 1


def test_the_end_is_after_the_beginning(
    press: Client, article: Article, second: ArticleVersion
) -> None:
    starts, ends = as_picked(moment(days=9)), as_picked(moment(days=2))

    response = publish(press, when="later", at=starts, until=ends)

    assert "Choose an end after the beginning." in words(response)
    assert f'value="{starts}"' in response.content.decode()
    assert not Edition.objects.to_come().exists()


def test_a_version_saved_since_the_page_was_seen_is_not_published(
    press: Client, article: Article, editor: User, second: ArticleVersion
) -> None:
    seal = hidden(press.get(url("publish/")), "seal")
    typed(article, editor, "## Third\n\nText.\n")

    response = publish(press, seal=seal)

    assert response.status_code == 422
    assert "It was changed since you looked." in words(response)
    assert public_version(article) == 1


def test_a_text_that_readers_lost_meanwhile_is_looked_at_again(
    press: Client, article: Article, second: ArticleVersion
) -> None:
    seal = hidden(press.get(url("publish/")), "seal")
    archive(press)

    response = publish(press, seal=seal)

    assert "It was changed since you looked." in words(response)
    assert not Edition.objects.public().filter(article=article).exists()


def test_publishing_twice_makes_one_edition(
    press: Client, article: Article, second: ArticleVersion
) -> None:
    seal = hidden(press.get(url("publish/")), "seal")
    publish(press, seal=seal)

    again = publish(press, seal=seal)

    assert again.status_code == 422
    assert Edition.objects.filter(article=article, version=second).count() == 1


def test_a_seal_of_ones_own_making_opens_nothing(
    press: Client, article: Article, second: ArticleVersion
) -> None:
    for seal in ("x", "2", "2.0", "²"):
        assert publish(press, seal=seal).status_code == 422
    assert public_version(article) == 1


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("## One\n\nIt helps. [@no-such-claim]\n", "Body, line 3"),
        ("## One\n\n:::urgent leg-clot\nText.\n", "Body, line 3"),
    ],
)
def test_what_would_harm_readers_is_not_published_and_leads_to_its_place(
    press: Client, article: Article, editor: User, body: str, place: str
) -> None:
    version = typed(article, editor, body)

    page = press.get(url("publish/"))
    forced = publish(
        press, seal=f"{version.number}.{Edition.objects.public().get(article=article).pk}"
    )

    assert "Cannot be published yet" in words(page)
    assert place in words(page)
    assert "/change/#id_body" in page.content.decode()
    assert "Publish version 2</button>" not in page.content.decode()
    assert forced.status_code == 422
    assert public_version(article) == 1


def test_an_article_without_help_is_not_published(
    press: Client, article: Article, editor: User
) -> None:
    article.get_help.clear()
    typed(article, editor)

    said = words(press.get(url("publish/")))

    assert "Nothing says when to get help." in said


def test_exactly_the_same_again_says_so(press: Client, article: Article) -> None:
    said = words(press.get(url("publish/")))

    assert "Nothing: readers have exactly this text already." in said


def test_what_is_to_come_is_taken_off_the_schedule(
    press: Client, article: Article, second: ArticleVersion
) -> None:
    publish(press, when="later", at=as_picked(moment(days=2)))
    seal = hidden(press.get(url("publish/")), "seal")

    response = press.post(url("publish/unschedule/"), {"seal": seal}, follow=True)

    assert "Nothing is scheduled any more. Readers keep what they have." in words(response)
    assert not Edition.objects.to_come().exists()
    assert Edition.objects.public().get(article=article).ends_at is None


def test_a_schedule_made_meanwhile_is_not_taken_off_unseen(
    press: Client, article: Article, second: ArticleVersion
) -> None:
    seal = hidden(press.get(url("publish/")), "seal")
    publish(press, when="later", at=as_picked(moment(days=2)))

    response = press.post(url("publish/unschedule/"), {"seal": seal}, follow=True)

    assert "It was changed since you looked." in words(response)
    assert Edition.objects.to_come().exists()


def test_an_article_is_archived_at_once(press: Client, article: Article) -> None:
    response = archive(press)

    assert "Archived. Readers don't have this article any more" in words(response)
    assert "Archived, version 1. Readers don't have this article." in words(response)
    assert Client().get(PAGE).status_code in {404, 410}


def test_or_at_a_time(press: Client, article: Article) -> None:
    ends = moment(days=3)

    response = archive(press, when="later", at=as_picked(ends))

    assert "Readers have it until" in words(response)
    assert Edition.objects.public().get(article=article).ends_at == ends


def test_what_readers_do_not_have_is_not_archived(press: Client, article: Article) -> None:
    archive(press)

    page = press.get(url("archive/"))
    forced = archive(press, seal="1")

    assert "so there is nothing to archive" in words(page)
    assert forced.status_code == 422
    assert "there is nothing to archive" in words(forced)


def test_archiving_twice_archives_once(press: Client, article: Article) -> None:
    seal = hidden(press.get(url("archive/")), "seal")
    archive(press, seal=seal)
    ended = Edition.objects.get(article=article).ends_at

    again = archive(press, seal=seal)

    assert again.status_code == 422
    assert Edition.objects.get(article=article).ends_at == ended
