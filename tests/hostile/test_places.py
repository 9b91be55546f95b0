"""Hostile texts in every place readers, programs and the desk get them: nothing in them acts."""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import editing
from articles.models import Article, ArticleVersion, Edition, HeldComment, Subscriber, Topic
from articles.updates import letters
from articles.updates.news import News
from groundwork.models import Message
from tests.articles.markdown import safety
from tests.drill import times
from tests.hostile import rows
from tests.hostile.pages import faults

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site() -> None:
    rows.make()


def faults_at(client: Client, addresses: Iterable[str], **reading: bool) -> dict[str, list[str]]:
    found = {}
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        found[address] = faults(response.content.decode(), **reading)
    return {address: said for address, said in found.items() if said}


def test_pages_that_show_many_of_them_are_harmless() -> None:
    big = [f"/articles/n{number}/" for number in rows.FULL]
    lists = ["/", "/articles/", "/articles/a-to-z/", "/glossary/", "/about/", "/body/", "/now/"]
    others = ["/about/emergency-numbers/aa/", "/updates/", "/es/", "/es/articles/", "/no/"]
    comments = [f"/articles/n0/comments/?page={page}" for page in range(1, len(rows.TEXTS) // 20)]

    assert faults_at(Client(), [*lists, *big, *comments, *others[:-1]]) == {}


def test_the_page_of_each_is_harmless() -> None:
    kinds = ("/articles/n{}/", "/topics/n{}/", "/articles/n{}/changes/", "/about/people/n{}/")
    forms = ("/articles/n{}/comment/", "/articles/n{}/feedback/", "/es/articles/n{}/")
    addresses = [kind.format(number) for number in rows.EACH for kind in (*kinds, *forms)]

    assert faults_at(Client(), addresses) == {}


def test_what_is_searched_and_what_is_found_are_harmless() -> None:
    client = Client()
    asked = {text: client.get("/search/", {"q": text}) for text in rows.TEXTS[:: times(5, 1)]}

    found = {text: faults(answer.content.decode()) for text, answer in asked.items()}
    assert {text: said for text, said in found.items() if said} == {}
    assert faults_at(client, ["/search/?q=alert", "/search/?q=script", "/search/?q=evil"]) == {}


def test_feeds_are_sound_and_what_they_hold_is_harmless() -> None:
    for address in ("/feed/", "/topics/n0/feed/", "/topics/n9/feed/"):
        feed = ElementTree.fromstring(Client().get(address).content)

        held = [part.text or "" for part in feed.iter() if part.get("type") == "html"]
        assert held
        assert [fault for html in held for fault in safety.faults(html)] == []
        links = [part.get("href", "") for part in feed.iter() if part.tag.endswith("link")]
        assert all(link.startswith("http") for link in links)


def test_the_interface_is_sound_json_that_no_browser_takes_for_a_page() -> None:
    for name in ("articles", "claims", "sources", "red-flags", "glossary"):
        for page in range(1, len(rows.TEXTS) // 50 + 1):
            response = Client().get(f"/api/v1/{name}/?page={page}")

            assert (response["Content-Type"], response["X-Content-Type-Options"]) == (
                "application/json",
                "nosniff",
            )
            told = response.json()
            assert [fault for html in _html_in(told) for fault in safety.faults(html)] == []


def _html_in(told: Any) -> Iterator[str]:
    match told:
        case dict():
            yield from (
                value for name, value in told.items() if "html" in name and isinstance(value, str)
            )
            for value in told.values():
                yield from _html_in(value)
        case list():
            for value in told:
                yield from _html_in(value)


def test_one_article_in_the_interface_is_harmless() -> None:
    for number in rows.EACH:
        told = Client().get(f"/api/v1/articles/n{number}/").json()

        assert [fault for html in _html_in(told) for fault in safety.faults(html)] == []


def test_files_for_programs_stay_what_they_are() -> None:
    for address in ("/llms.txt", "/robots.txt"):
        response = Client().get(address)
        assert response["Content-Type"].startswith("text/plain")
        assert response["X-Content-Type-Options"] == "nosniff"
    for address in ("/sitemap.xml", "/sitemap-pages.xml", "/sitemap-articles-1.xml"):
        ElementTree.fromstring(Client().get(address).content)
    json.loads(Client().get("/manifest.webmanifest").content)


def test_a_digest_is_harmless() -> None:
    now = timezone.now()
    news = [
        News(text[:120], text[:160], f"https://legs.example/articles/n{n}/", True, now, (text,))
        for n, text in enumerate(rows.TEXTS)
    ]
    reader = Subscriber.objects.create(
        address="ann@reader.example", language="en-gb", confirmed_at=now, told_until=now
    )
    reader.topics.set(Topic.objects.all()[:400])

    letters.send_digest(reader, news, now)

    (message,) = Message.objects.all()
    assert "\n" not in message.subject
    mail_only = ("attribute style", "element style")
    found = [fault for fault in faults(message.html) if not fault.startswith(mail_only)]
    assert found == []


@pytest.fixture
def chief() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("chief"))
    return client


def test_the_desk_is_harmless_with_them(chief: Client) -> None:
    article = Article.objects.get(slug="n0")
    first = ArticleVersion.objects.get(article=article)
    article.body, article.title = rows.body(1), rows.TEXTS[3][:120] or "x"
    article.save()
    second = editing.save_version(article, by=User.objects.get(username="chief"))
    assert second.number == first.number + 1
    desk = f"/admin/articles/article/{article.pk}/"
    lists = ("article", "topic", "source", "claim", "redflag", "term", "heldcomment", "person")
    pages = ("change/", "history/", "compare/?before=1&after=2", "versions/1/", "previews/")
    addresses = [
        "/admin/",
        *(reverse(f"admin:articles_{name}_changelist") + "?all=" for name in lists),
        *(f"{desk}{page}" for page in (*pages, "versions/1/alone/", "publish/", "review/")),
        f"/admin/articles/heldcomment/{HeldComment.objects.latest('pk').pk}/change/",
        "/admin/groundwork/auditentry/",
        *(f"/admin/articles/topic/{pk}/change/" for pk in _some_keys(Topic)),
    ]

    assert faults_at(chief, addresses, has_scripts=True) == {}


def _some_keys(model: Any) -> list[int]:
    return list(model.objects.order_by("pk").values_list("pk", flat=True))[:: times(40, 9)]


def test_the_live_preview_is_harmless(chief: Client) -> None:
    for number in range(0, len(rows.TEXTS), rows.TOGETHER):
        part = "\n\n".join(rows.TEXTS[number : number + rows.TOGETHER])
        forms: list[dict[str, str]] = [
            {"content": part},
            {
                "title": part[:120],
                "short_answer": part,
                "body": part,
                "questions-TOTAL_FORMS": "1",
                "questions-0-question": part[:200],
                "questions-0-answer": part,
            },
        ]
        for form in forms:
            reply = chief.post("/admin/markdown/preview/", form)
            assert reply["Content-Type"] == "application/json"
            assert faults(f"<!doctype html>{reply.json()['html']}") == []


def test_there_is_a_page_for_each_payload() -> None:
    assert Edition.objects.public().count() == len(rows.TEXTS) >= times(90, 300)
