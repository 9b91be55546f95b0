"""The desk in another language is the same desk: guarded alike, and it stores the same."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.utils import translation
from pytest_django.fixtures import Settings

from articles.models import Article, Edition, Source
from groundwork.languages import is_own
from tests.articles.desk.people import hidden, words
from tests.articles.test_admin import article_form
from tests.languages.pages import Reading
from tests.legwise.sign_in.people import PASSWORD
from tests.legwise.sign_in.people import person as colleague

pytestmark = pytest.mark.django_db

# Django looks its functions up here each time.
_TRANS: Any = vars(translation)["_trans"]
NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
# What differs from one time to the next, whoever does it in whatever language.
APART = ("id", "key", "mark", "previous", "who_key", "object_id")


@pytest.fixture
def desk(site: Path) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("boss"))
    return client


@pytest.fixture
def quick(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def loud(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is marked, translated or not yet, is told apart in another language."""
    for name in ("gettext", "ngettext", "pgettext", "npgettext"):
        quiet = getattr(_TRANS, name)
        monkeypatch.setattr(_TRANS, name, partial(_loudly, quiet))


def _loudly(quiet: Callable[..., str], *said: Any) -> str:
    return quiet(*said) if is_own() else f"¡{quiet(*said)}!"


def in_both(act: Callable[[str], Any]) -> tuple[Any, Any]:
    """What `act` leaves when done at each address of the desk; each undone before the next."""
    found = []
    for start in ("/admin/", "/es/admin/"):
        with time_machine.travel(NOW, tick=False), transaction.atomic():
            act(start)
            found.append(stored())
            transaction.set_rollback(True)
    return found[0], found[1]


def stored() -> dict[str, list[dict[str, Any]]]:
    """Every row we keep but keys, marks and counts of tries."""
    models: list[Any] = [LogEntry]
    for room in ("articles", "triage"):
        models += apps.get_app_config(room).get_models()
    models.append(apps.get_model("groundwork", "AuditEntry"))
    models.append(apps.get_model("groundwork", "Message"))
    rows = {model._meta.label: map(_told, model.objects.values()) for model in models}
    # A database gives them back in whatever order.
    return {label: sorted(found, key=repr) for label, found in rows.items()}


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if not name.endswith(("_id", *APART))}


def test_the_same_article_saved_and_published_is_stored_the_same(desk: Client, loud: None) -> None:
    key = Article.objects.get(slug="night-cramps").pk

    def save_and_publish(start: str) -> None:
        body = "## New\n\nStretch at noon.[^a] [@stretch-01]\n\n"
        changed = article_form(
            title="Cramps at night",
            body=f"{body}[^a]: A note.\n",
            **{"questions-0-question": "Is it?"},
        )
        here = f"{start}articles/article/{key}/"
        saved = desk.post(f"{here}change/", changed)
        assert saved["Location"].startswith(start)
        seal = hidden(desk.get(f"{here}publish/"), "seal")
        answer = desk.post(f"{here}publish/", {"seal": seal, "when": "now"})
        assert answer.status_code == HTTPStatus.FOUND, words(answer)
        assert Edition.objects.public().get(article=key).title == "Cramps at night"

    english, spanish = in_both(save_and_publish)

    assert spanish == english
    assert "Common questions" in str(english["articles.Edition"])


def test_what_other_rooms_of_the_desk_store_is_the_same(desk: Client, loud: None) -> None:
    topic = Article.objects.get(slug="night-cramps").topic
    source = Source.objects.get(key="trial-2020")

    def save(start: str) -> None:
        told = {"title": "Cramps", "slug": "cramps", "introduction": "New.", "order": "1"}
        changed = desk.post(f"{start}articles/topic/{topic.pk}/change/", told)
        added = desk.post(
            f"{start}articles/term/add/",
            {"name": "Calf", "slug": "calf", "definition": "The back of it.", "order": "1"},
        )
        gone = desk.post(f"{start}articles/source/{source.pk}/delete/", {"post": "yes"})
        group = desk.post(f"{start}auth/group/add/", {"name": "Helpers", "permissions": []})
        assert {answer.status_code for answer in (changed, group)} == {HTTPStatus.FOUND}
        assert added.status_code in (HTTPStatus.OK, HTTPStatus.FOUND)
        assert gone.status_code in (HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.FORBIDDEN)

    english, spanish = in_both(save)

    assert spanish == english
    assert "changed" in str(english["groundwork.AuditEntry"])


def test_the_trail_tells_an_act_in_its_own_language(desk: Client) -> None:
    group = {"name": "Helpers", "permissions": []}
    desk.post("/es/admin/auth/group/add/", group)

    entry = apps.get_model("groundwork", "AuditEntry").objects.latest("number")
    assert (entry.act, entry.name) == ("added", "Helpers")


def test_one_sign_in_is_for_every_language(quick: None) -> None:
    colleague(role="Moderator", name="anna")
    browser = Client()

    answer = browser.post("/es/admin/login/", {"username": "anna", "password": PASSWORD})

    assert answer["Location"] == "/es/admin/"
    paths = [cookie["path"] for cookie in answer.cookies.values() if cookie.key == "sessionid"]
    assert sorted(paths) == ["/admin/", "/es/admin/"]
    assert {browser.get(path).status_code for path in ("/admin/", "/es/admin/")} == {200}


def test_signing_in_leads_on_in_the_language_it_was_done_in(quick: None) -> None:
    colleague(role="Moderator", name="anna")
    sent = {"username": "anna", "password": PASSWORD, "next": "/admin/articles/heldcomment/"}

    answer = Client().post("/es/admin/login/", sent)

    assert answer["Location"] == "/es/admin/articles/heldcomment/"


def test_readers_pages_get_no_cookie_of_the_desk(desk: Client) -> None:
    assert not desk.get("/es/").cookies
    assert not desk.get("/").cookies


def test_tries_count_for_both_addresses_together(quick: None) -> None:
    colleague(role="Moderator", name="anna")
    for place in range(10):
        start = ("/admin/", "/es/admin/")[place % 2]
        Client().post(f"{start}login/", {"username": "anna", "password": "wrong"})

    late = Client()
    late.post("/es/admin/login/", {"username": "anna", "password": PASSWORD})

    assert "_auth_user_id" not in late.session


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_methods_no_form_has_are_refused(desk: Client, method: str) -> None:
    answer = getattr(desk, method)("/es/admin/articles/article/")

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert "content-language" not in answer.headers


def test_headers_are_those_of_the_desk(desk: Client) -> None:
    ours, theirs = desk.get("/admin/"), desk.get("/es/admin/")

    for name in ("Content-Security-Policy", "Cache-Control", "X-Frame-Options"):
        assert theirs.headers.get(name) == ours.headers.get(name)
    assert "script-src 'self'" in theirs.headers["Content-Security-Policy"]
    assert "Link" not in theirs.headers


def test_whoever_is_signed_out_signs_in_first_in_their_language() -> None:
    answer = Client().get("/es/admin/articles/article/")

    assert answer["Location"] == "/es/admin/login/?next=/es/admin/articles/article/"


def test_a_form_that_waited_for_a_sign_in_is_carried_in_either_language(
    site: Path, quick: None
) -> None:
    answer = Client().post("/es/admin/articles/topic/add/", {"title": "Waits here"})

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "/es/admin/articles/topic/add/" in answer.content.decode()
    assert 'action="/es/admin/login/"' in answer.content.decode()
    assert "Waits here" in answer.content.decode()


def test_a_sitting_that_is_over_is_over_in_every_language(desk: Client) -> None:
    with time_machine.travel(datetime(2100, 1, 1, tzinfo=UTC)):
        answer = desk.get("/es/admin/")

    assert answer.status_code == HTTPStatus.FOUND


def test_what_matters_most_is_asked_for_again_in_every_language(desk: Client) -> None:
    session = desk.session
    session["sitting"] = {**session["sitting"], "confirmed": 0}
    session.save()

    answer = desk.post("/es/admin/auth/group/add/", {"name": "Helpers"})

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert 'action="/es/admin/confirm/"' in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("/admin/articles/article/?q=leg", "/es/admin/articles/article/?q=leg"),
        ("/es/admin/login/", "/admin/login/"),
    ],
)
def test_each_page_leads_to_itself_in_the_other_language(
    desk: Client, path: str, other: str
) -> None:
    client = Client() if "login" in path else desk
    page = Reading(client.get(path).content.decode())

    assert other in [href for href, _lang in page.links]


def test_robots_are_kept_from_every_address_of_the_desk() -> None:
    lines = Client().get("/robots.txt").content.decode().splitlines()

    assert {"Disallow: /admin/", "Disallow: /es/admin/"} <= set(lines)
