"""A server killed amid saves, publishes, comments and mail: what it confirmed is there."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from articles.models import Article
from tests.articles.comments.writing import FORM
from tests.articles.comments.writing import filled as comment
from tests.articles.content import write_content
from tests.articles.loaded import load_content
from tests.drill import times
from tests.groundwork.outbox.post_office import PostOffice, open_post_office
from tests.kills.house import House, Killed
from tests.legwise.rights.fields import fields_of
from tests.triage.desk.small import small_draft
from triage.engine.storage import content_hash
from triage.models import DraftRule

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = times(5, 100)
# Between the first write of the first act and the last of the seventh or so.
LATEST_WRITE = 100
NEVER = 0
MOST_ACTS = 60


@dataclass
class Confirmed:
    """What the server said it had done."""

    saved: list[str] = field(default_factory=list)
    published: int = 0
    released: int = 0
    comments: list[str] = field(default_factory=list)
    readers: list[str] = field(default_factory=list)


class Desk:
    """Somebody at the desk and some readers, who go on until the server is gone."""

    def __init__(self, house: House, session: str) -> None:
        self.house, self.session = house, session
        self.done = Confirmed()
        self.number = count(1)
        self.article = f"/admin/articles/article/{Article.objects.get(slug='night-cramps').pk}/"
        self.rule = f"/admin/triage/draftrule/{DraftRule.objects.get(key='r-other').pk}/change/"

    @property
    def acts(self) -> tuple[Callable[[], None], ...]:
        return (self.save, self.publish, self.comment, self.sign_up, self.release)

    def work(self, first: int) -> None:
        """Each act in turn, from another one each time. Raises `Killed`."""
        for number in range(first, first + MOST_ACTS):
            self.acts[number % len(self.acts)]()
        raise AssertionError("The server was never killed.")

    def save(self) -> None:
        mark = f"Mark {next(self.number)}."
        body = f"## What may help\n\n{mark} Stretch at noon. [@stretch-01]\n"
        self._send(f"{self.article}change/", body=body)
        self.done.saved.append(mark)

    def publish(self) -> None:
        """Something new: what readers have already is not published again."""
        self.save()
        self._send(f"{self.article}publish/", when="now")
        self.done.published += 1

    def comment(self) -> None:
        text = f"Walking helped me on day {next(self.number)}."
        status, _, page = self.house.ask("POST", FORM, comment(text=text, email=""))
        assert status == 302, page[-2000:]
        self.done.comments.append(text)

    def sign_up(self) -> None:
        address = f"reader{next(self.number)}@reader.example"
        told = {"address": address, "topics": ["cramps"]}
        status, _, page = self.house.ask("POST", "/updates/", told)
        assert status in {200, 302}, page[-2000:]
        self.done.readers.append(address)

    def release(self) -> None:
        """Something new, as for an article."""
        self._send(self.rule, reason=f"It is other, {next(self.number)}.")
        self._send("/admin/self-check/small/publish/", note="Words")
        self.done.released += 1

    def _send(self, address: str, **changes: Any) -> None:
        """Open the page of a form, and send it filled in."""
        status, _, page = self.house.ask("GET", address, session=self.session)
        assert status == 200, f"{address}: {status} {page[-500:]}"
        fields = {**fields_of(page), **changes}
        status, _, page = self.house.ask("POST", address, fields, self.session)
        assert status == 302, f"{address}: {status} {page[:3000]}"


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    with open_post_office() as opened:
        yield opened


@pytest.fixture
def house(post_office: PostOffice, tmp_path: Path) -> Iterator[tuple[House, Desk]]:
    load_content(write_content(tmp_path / "content"))
    small_draft()
    client = Client()
    client.force_login(User.objects.create_superuser("boss"))
    session = client.cookies["sessionid"].value
    made = House(tmp_path, post_office.port)
    try:
        yield made, Desk(made, session)
    finally:
        made.kill()


def test_what_was_confirmed_is_there_however_often_the_server_is_killed(
    house: tuple[House, Desk], post_office: PostOffice
) -> None:
    site, desk = house
    moments = random.Random(2026)

    for number in range(KILLS):
        site.start(moments.randint(1, LATEST_WRITE))
        with pytest.raises(Killed):
            desk.work(first=number + 1)
        site.kill()
        assert_whole(site, desk.done)
    site.start(NEVER)
    for act in desk.acts:
        act()
    site.kill()
    assert_whole(site, desk.done)
    site.run("send_mail")

    site.run("audit", "verify")
    assert_mail_once(site, desk.done, post_office)


def assert_whole(site: House, done: Confirmed) -> None:
    """Every confirmed write is there; nothing is there by half."""
    if connection.vendor == "sqlite":
        assert site.rows("PRAGMA integrity_check") == [("ok",)]
        assert site.rows("PRAGMA foreign_key_check") == []
    versions = [
        json.loads(row) if isinstance(row, str) else row
        for (row,) in site.rows("SELECT content FROM articles_articleversion")
    ]
    bodies = " ".join(version["body"] for version in versions)
    assert [mark for mark in done.saved if mark not in bodies] == []
    texts = {text for (text,) in site.rows("SELECT text FROM articles_heldcomment")}
    assert set(done.comments) <= texts
    readers = {address for (address,) in site.rows("SELECT address FROM articles_subscriber")}
    assert set(done.readers) <= readers
    assert_editions_whole(site, done)
    assert_releases_whole(site, done)


def assert_editions_whole(site: House, done: Confirmed) -> None:
    """Each has its pages, what it leans on, and its entry in the trail."""
    editions = site.rows(
        "SELECT e.id, e.body_html, v.content FROM articles_edition e "
        "JOIN articles_articleversion v ON v.id = e.version_id "
        "JOIN articles_article a ON a.id = e.article_id WHERE a.slug = 'night-cramps'"
    )
    claims = dict(
        site.rows("SELECT edition_id, count(*) FROM articles_edition_cites_claims GROUP BY 1")
    )
    for key, html, content in editions:
        known = json.loads(content) if isinstance(content, str) else content
        mark = known["body"].partition(". ")[0].rpartition("\n")[2]
        assert mark in html
        assert claims[key] == 1
    assert len(editions) >= 1 + done.published
    told = site.rows(
        "SELECT count(*) FROM groundwork_auditentry WHERE act = 'published' "
        "AND kind = 'articles.article'"
    )
    assert told[0][0] == len(editions) - 1
    found = site.rows("SELECT count(*) FROM articles_searchdocument WHERE edition_id IS NOT NULL")
    assert found[0][0] == 2


def assert_releases_whole(site: House, done: Confirmed) -> None:
    releases = site.rows(
        "SELECT number, content, content_hash, proof FROM triage_release "
        "WHERE check_slug = 'small' ORDER BY number"
    )
    assert [row[0] for row in releases] == list(range(1, len(releases) + 1))
    assert len(releases) >= done.released
    for _, content, mark, proof in releases:
        whole = json.loads(content) if isinstance(content, str) else content
        proved = json.loads(proof) if isinstance(proof, str) else proof
        assert content_hash(whole) == mark
        assert proved["is_proved"]


def assert_mail_once(site: House, done: Confirmed, post_office: PostOffice) -> None:
    """Never twice; and once, or the outbox says that nobody can know."""
    arrived = [str(mail["To"]) for mail in post_office.mails]
    assert len(arrived) == len(set(arrived))
    unsure = site.rows("SELECT count(*) FROM groundwork_message WHERE state = 'unsure'")[0][0]
    assert len(set(done.readers) - set(arrived)) <= unsure
    assert site.rows("SELECT count(*) FROM groundwork_message WHERE state = 'waiting'") == [(0,)]
