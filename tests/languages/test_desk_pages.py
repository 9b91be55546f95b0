"""Every page of the desk in Spanish: it opens, stays in its language, and leaves no English."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.utils.text import capfirst

from articles.models import Article
from legwise.languages import catalogue
from legwise.languages.gathering import gathered
from legwise.roles import ROLES
from tests.articles.comments.writing import held
from tests.languages.pages import Reading

pytestmark = pytest.mark.django_db

ROOMS = ("articles", "groundwork", "auth")
OF_AN_ARTICLE = (
    "history/",
    "compare/",
    "publish/",
    "archive/",
    "review/",
    "previews/",
    "rename/",
    "versions/1/",
)
ALONE = ("", "password_change/", "second-step/", "second-step/set-up/", "confirm/")
# Words of ours that stand among the editors' own names.
NAMES = "articles/names.py"
# Stored: names of groups, a title and an address of the content, the trail's own words. And a
# picture's name that Django itself left unmarked.
STORED = {*ROLES, "About Legwise", "about", "Search"}
TRAIL = "/es/admin/groundwork/auditentry/"


@pytest.fixture
def desk(site: Path) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("boss"))
    return client


@pytest.fixture(scope="module")
def english() -> set[str]:
    """What we say in English and otherwise in Spanish, as a label may write it."""
    known = catalogue.read(catalogue.folder_of("es") / "django.po")
    ours = {
        text.one
        for text in gathered().values()
        if NAMES not in text.places and known[text.key].one != text.one
    }
    return ours | {capfirst(text) for text in ours} | {f"{capfirst(text)}:" for text in ours}


def addresses() -> Iterator[str]:
    """Lists, forms and histories of everything the desk keeps, and its own pages."""
    yield from (f"/es/admin/{page}" for page in ALONE)
    article = Article.objects.get(slug="night-cramps")
    yield from (f"/es/admin/articles/article/{article.pk}/{page}" for page in OF_AN_ARTICLE)
    for model in admin.site._registry:
        if model._meta.app_label not in ROOMS:
            continue
        start = f"/es/admin/{model._meta.app_label}/{model._meta.model_name}/"
        yield start
        yield f"{start}add/"
        row = model._default_manager.first()
        if row is not None:
            yield from (f"{start}{row.pk}/{page}" for page in ("change/", "delete/", "history/"))


def opened(desk: Client) -> Iterator[tuple[str, Reading]]:
    held()
    for address in addresses():
        answer = desk.get(address)
        # Some things are never added or deleted by hand.
        assert answer.status_code in (200, 403), f"{address} answers {answer.status_code}"
        if answer.status_code == 200:
            yield address, Reading(answer.content.decode())


def test_no_page_is_left_in_english(desk: Client, english: set[str]) -> None:
    faults = [
        f"{address}: {words}"
        for address, page in opened(desk)
        for words in page.left_in(english - STORED)
        if not address.startswith(TRAIL)
    ]

    assert not faults, "\n".join(faults)


def test_every_link_and_form_stays_in_its_language(desk: Client) -> None:
    faults = []
    for address, page in opened(desk):
        english = urlsplit(address).path.removeprefix("/es")
        for target in [*(href for href, _lang in page.links), *page.forms]:
            parts = urlsplit(target)
            path = "" if parts.netloc else parts.path
            is_ours = path.startswith("/") and not path.startswith(("/media/", "/static/"))
            if is_ours and not path.startswith("/es/") and path != english:
                faults.append(f"{address} leads to {target}")

    assert not faults, "\n".join(faults)


def test_pages_say_which_language_they_speak(desk: Client) -> None:
    page = desk.get("/es/admin/").content.decode()

    assert '<html lang="es"' in page
    assert f'lang="{settings.LANGUAGE_CODE}"' in page


def test_findings_are_said_in_the_editors_language(desk: Client) -> None:
    sent = {"title": "Cramps", "body": "## One\n\nCite [@no-such]. ![](/media/x.webp)\n"}
    theirs = desk.post("/es/admin/markdown/preview/", sent).json()["findings"]
    ours = desk.post("/admin/markdown/preview/", sent).json()["findings"]

    places = [(found["check"], found["line"], found["start"], found["end"]) for found in theirs]
    assert places == [(each["check"], each["line"], each["start"], each["end"]) for each in ours]
    said = [found["problem"] for found in theirs]
    assert "Ninguna fuente ni afirmación tiene la clave «no-such»." in said
    assert not {found["problem"] for found in ours} & set(said)


def test_links_are_checked_alike_in_every_language(desk: Client) -> None:
    sent = {"title": "Why?", "body": "## One\n\n[One](/articles/calf-stretch/) [two](/now/).\n"}
    found = [
        [each["check"] for each in desk.post(f"{start}/markdown/preview/", sent).json()["findings"]]
        for start in ("/admin", "/es/admin")
    ]

    assert found[0] == found[1]
    assert "dead-link" not in found[0]
