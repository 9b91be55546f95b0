"""Preview links: shown once, kept by nobody, private, and dead when they should be."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import previews
from articles.models import Article, ArticleVersion, PreviewLink
from tests.articles.desk.people import hidden, url, words

pytestmark = pytest.mark.django_db
GONE = "This link leads nowhere"


def make(client: Client, **data: Any) -> Any:
    key = hidden(client.get(url("previews/")), "key")
    return client.post(url("previews/"), {"key": key, "number": "2", "days": "7", **data})


def address_in(response: Any) -> str:
    match = re.search(r"/preview/[\w-]+/", response.content.decode())
    return match.group() if match else ""


@pytest.fixture
def address(desk: Client, second: ArticleVersion) -> str:
    return address_in(make(desk))


def test_a_colleague_reads_the_version_as_readers_would(
    address: str, second: ArticleVersion
) -> None:
    response = Client().get(address)

    page = response.content.decode()
    assert response.status_code == 200
    assert "Stretch at noon." in page
    assert "You see version 2 of this text by a link, until" in page
    assert "/admin/" not in page
    assert "Not yet reviewed by a clinician" in page


def test_it_is_neither_kept_nor_indexed_nor_told_to_others(address: str) -> None:
    response = Client().get(address)

    page = response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"
    assert 'content="noindex, nofollow"' in page
    assert address not in page
    assert not response.cookies


def test_the_address_is_shown_once_and_its_token_kept_by_nobody(address: str, desk: Client) -> None:
    token = address.split("/")[2]

    assert address not in desk.get(url("previews/")).content.decode()
    assert token not in str(PreviewLink.objects.values().get())
    assert PreviewLink.objects.get().token_hash != token


def test_the_same_form_sent_twice_makes_one_link(desk: Client, second: ArticleVersion) -> None:
    key = hidden(desk.get(url("previews/")), "key")

    addresses = {address_in(make(desk, key=key)) for _ in range(2)}

    assert len(addresses) == 1
    assert PreviewLink.objects.count() == 1


def test_two_forms_make_two_links(desk: Client, second: ArticleVersion) -> None:
    assert len({address_in(make(desk)) for _ in range(2)}) == 2


@pytest.mark.parametrize("days", previews.DAYS)
def test_a_link_works_as_long_as_was_chosen(
    desk: Client, second: ArticleVersion, days: int
) -> None:
    make(desk, days=str(days))

    link = PreviewLink.objects.get()
    assert link.expires_at - link.made_at < timedelta(days=days, minutes=1)
    assert link.expires_at - link.made_at > timedelta(days=days, minutes=-1)


@pytest.mark.parametrize(
    "data",
    [
        {"days": "365"},
        {"days": "x"},
        {"number": "9"},
        {"number": ""},
        {"key": "short"},
        {"key": ""},
    ],
)
def test_a_link_that_cannot_be_is_not_made(
    desk: Client, second: ArticleVersion, data: dict[str, str]
) -> None:
    response = make(desk, **data)

    assert response.status_code == 422
    assert not PreviewLink.objects.exists()


def test_an_expired_link_leads_nowhere(address: str) -> None:
    past = timezone.now() - timedelta(days=9)
    PreviewLink.objects.update(made_at=past, expires_at=past + timedelta(days=1))

    response = Client().get(address)

    assert response.status_code == 404
    assert GONE in words(response)


def test_a_revoked_link_leads_nowhere(address: str, desk: Client) -> None:
    link = PreviewLink.objects.get()

    said = words(desk.post(url(f"previews/{link.pk}/revoke/"), follow=True))
    again = words(desk.post(url(f"previews/{link.pk}/revoke/"), follow=True))

    assert "The link leads nowhere now." in said
    assert "Revoked" in said
    assert "It was revoked already." in again
    assert Client().get(address).status_code == 404


def test_a_revoked_link_is_not_brought_back_by_its_form(
    desk: Client, second: ArticleVersion
) -> None:
    key = hidden(desk.get(url("previews/")), "key")
    make(desk, key=key)
    PreviewLink.objects.update(revoked_at=timezone.now())

    response = make(desk, key=key)

    assert "This link leads nowhere any more." in words(response)
    assert address_in(response) == ""


def test_unknown_expired_and_revoked_get_the_same_answer(address: str) -> None:
    PreviewLink.objects.update(revoked_at=timezone.now())

    revoked, unknown = Client().get(address), Client().get("/preview/nobody-made-this/")

    assert revoked.status_code == unknown.status_code == 404
    assert revoked.content == unknown.content
    assert _what_it_tells(revoked) == _what_it_tells(unknown)
    assert "no-store" in unknown["Cache-Control"]


def _what_it_tells(response: Any) -> dict[str, str]:
    """Headers without the two that differ between any two answers: a number and a second."""
    its_own = {"X-Request-ID", "Expires"}
    return {name: value for name, value in response.headers.items() if name not in its_own}


@pytest.mark.parametrize("token", ["²", "a" * 5_000, "%0a", "'--", "..."])
def test_a_nonsensical_token_leads_nowhere(article: Article, token: str) -> None:
    assert Client().get(f"/preview/{token}/").status_code == 404


def test_when_it_was_used_is_noted_now_and_then(address: str) -> None:
    Client().get(address)
    first = PreviewLink.objects.get().last_used_at

    Client().get(address)

    assert first is not None
    assert PreviewLink.objects.get().last_used_at == first
    PreviewLink.objects.update(last_used_at=first - timedelta(hours=1))
    Client().get(address)
    assert PreviewLink.objects.get().last_used_at != first - timedelta(hours=1)


def test_a_link_is_no_act(address: str) -> None:
    assert Client().post(address).status_code == 405


def test_a_link_of_another_article_is_not_revoked_here(address: str, desk: Client) -> None:
    link = PreviewLink.objects.get()

    response = desk.post(url(f"previews/{link.pk}/revoke/", "calf-stretch"))

    assert response.status_code == 404
    assert PreviewLink.objects.open().exists()


def test_many_links_cost_no_more_queries_than_one(
    desk: Client, second: ArticleVersion, editor: User
) -> None:
    make(desk)
    few = _queries(desk)
    ends = timezone.now() + timedelta(days=1)
    PreviewLink.objects.bulk_create(
        PreviewLink(version=second, token_hash=f"{n:064d}", made_by=editor, expires_at=ends)
        for n in range(99)
    )

    assert _queries(desk) == few


def _queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(url("previews/"))
    return len(queries)
