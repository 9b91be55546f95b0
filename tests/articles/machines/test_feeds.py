"""Atom feeds (RFC 4287): whole, dated, with ids that stay."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from articles.machines import feeds
from articles.models import Article, Edition, Topic
from tests.articles.loaded import load_content
from tests.articles.standing import give, put_off, take_back

pytestmark = pytest.mark.django_db
Counts = Callable[[int], Any]
ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
FEEDS = ("/feed/", "/topics/cramps/feed/")
HOSTILE = "</title>]]> <script>&amp; \x00\x1b é"


@pytest.fixture
def site(content: Path) -> Client:
    load_content(content)
    return Client()


def _feed(path: str) -> ElementTree.Element:
    response = Client().get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def _one(element: ElementTree.Element, name: str) -> str:
    (found,) = element.findall(f"{ATOM}{name}")
    return found.text or ""


def _links(element: ElementTree.Element) -> dict[str, str]:
    return {link.get("rel", ""): link.get("href", "") for link in element.findall(f"{ATOM}link")}


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_has_all_that_atom_asks_for(site: Client, path: str) -> None:
    feed = _feed(path)

    entries = feed.findall(f"{ATOM}entry")
    assert feed.tag == f"{ATOM}feed"
    assert len(entries) == 2
    assert _links(feed)["self"] == _one(feed, "id") == f"{settings.SITE_URL}{path}"
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    for element in (feed, *entries):
        assert _one(element, "title")
        assert _one(element, "id")
        assert RFC_3339.fullmatch(_one(element, "updated"))
        assert _links(element)["alternate"].startswith(settings.SITE_URL)
    assert _one(feed, "updated") == max(_one(entry, "updated") for entry in entries)
    assert len({_one(entry, "id") for entry in entries}) == 2
    assert "Nobody knows for sure." in _one(entries[0], "content")
    assert "[1]" not in _one(entries[0], "content")


def test_an_entry_keeps_its_id_when_its_article_is_renamed_and_changed(site: Client) -> None:
    long_ago = timezone.now() - timedelta(days=40)
    Edition.objects.update(starts_at=long_ago)
    before = {_one(entry, "id") for entry in _feed("/feed/").findall(f"{ATOM}entry")}
    Article.objects.filter(slug="night-cramps").update(slug="cramps-at-night", title="Why cramps?")
    give("cramps-at-night")

    first, second = _feed("/feed/").findall(f"{ATOM}entry")

    assert {_one(first, "id"), _one(second, "id")} == before
    assert _one(first, "title") == "Why cramps?"
    assert datetime.fromisoformat(_one(first, "published")) == long_ago
    assert datetime.fromisoformat(_one(first, "updated")) > long_ago
    assert datetime.fromisoformat(_one(second, "updated")) == long_ago


def test_a_feed_holds_only_what_is_public(site: Client) -> None:
    take_back("calf-stretch")
    put_off("night-cramps")

    feed = _feed("/feed/")

    assert feed.findall(f"{ATOM}entry") == []
    assert RFC_3339.fullmatch(_one(feed, "updated"))
    assert Client().get("/feed/").content == Client().get("/feed/").content


def test_no_title_breaks_a_feed(site: Client) -> None:
    held = HOSTILE.replace("\x00", "")  # PostgreSQL can hold no NUL at all
    Edition.objects.update(title=held, description=held, short_answer_html=f"<p>{held}</p>")
    Topic.objects.update(title=held)

    for path in FEEDS:
        entry = _feed(path).findall(f"{ATOM}entry")[0]
        assert _one(entry, "title") == "</title>]]> <script>&amp;  é"
        assert "<script>" not in _one(entry, "summary")
        assert "<script>" not in _one(entry, "content")


@pytest.mark.parametrize(("path", "queries"), [("/feed/", 1), ("/topics/cramps/feed/", 2)])
def test_a_feed_costs_the_same_however_many_there_are(
    site: Client,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Counts,
    path: str,
    queries: int,
) -> None:
    monkeypatch.setattr(feeds, "ENTRIES", 1)

    with django_assert_num_queries(queries):
        assert len(_feed(path).findall(f"{ATOM}entry")) == 1


def test_pages_lead_to_their_feeds(site: Client) -> None:
    link = '<link rel="alternate" type="application/atom+xml" href="{}"'

    assert link.format("/feed/") in site.get("/").content.decode()
    assert link.format("/topics/cramps/feed/") in site.get("/topics/cramps/").content.decode()


def test_there_is_no_feed_of_a_topic_that_is_not_there(site: Client) -> None:
    assert site.get("/topics/none/feed/").status_code == 404
    assert site.post("/feed/").status_code == 405
