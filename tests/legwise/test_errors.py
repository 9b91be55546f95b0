"""Error pages say where urgent help is, even without a database, and leak nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError
from django.http import HttpRequest
from django.test import Client, RequestFactory

from articles.models import RedFlag
from articles.models.red_flag import MOST_TELLING
from legwise import errors, urgent_help
from tests.articles.loaded import load_content

HELP = ("tel:112", "Emergency: call", "Other countries")


@pytest.fixture(autouse=True)
def _fresh_memory() -> Iterator[None]:
    urgent_help.forget()
    yield
    urgent_help.forget()


def assert_helps(page: str) -> None:
    missing = [words for words in HELP if words not in page]
    assert missing == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/nothing/here/", 404),
        ("/articles/none/", 404),
        ("/topics/none/", 404),
        ("/about/none/", 404),
        ("/about/about/", 404),
        ("/about/emergency-numbers/zz/", 404),
        ("/media/none.webp", 404),
        ("/media/../secret-key", 404),
        ("/%00", 400),
        ("/articles/?topic=%00", 400),
    ],
)
def test_a_wrong_address_gets_a_page_with_help_on_it(url: str, status: int) -> None:
    response = Client().get(url)

    assert response.status_code == status
    assert_helps(response.content.decode())


@pytest.mark.django_db
def test_the_signs_come_from_the_register() -> None:
    flag = RedFlag(key=MOST_TELLING[0], name="x", urgency="emergency", what_to_do="Call.")
    flag.wording = "A sign only this register knows"
    flag.save()

    assert "A sign only this register knows" in Client().get("/none/").content.decode()


def test_without_a_database_the_shipped_register_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_args: Any) -> list[RedFlag]:
        raise DatabaseError("the database is away")

    monkeypatch.setattr(type(RedFlag.objects.all()), "most_telling", gone)
    monkeypatch.setattr(RedFlag.objects, "most_telling", gone)

    response = errors.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert_helps(response.content.decode())
    assert "the database is away" not in response.content.decode()


@pytest.mark.django_db
def test_a_broken_error_page_falls_back_to_a_plain_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise ValueError("no manifest entry")

    monkeypatch.setattr(errors, "render", broken)

    response = errors.server_error(RequestFactory().get("/"))

    page = response.content.decode()
    assert response.status_code == 500
    assert "legwise.css" not in page
    assert_helps(page)


@pytest.mark.django_db
def test_a_crash_in_a_view_is_a_500_with_help_and_no_details(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def crash(_request: HttpRequest) -> None:
        raise RuntimeError("a secret detail")

    monkeypatch.setattr("articles.views.filters.chosen", lambda _query: crash(HttpRequest()))
    client = Client(raise_request_exception=False)

    response = client.get("/articles/")

    assert response.status_code == 500
    assert_helps(response.content.decode())
    assert "a secret detail" not in response.content.decode()
    assert "a secret detail" in caplog.text


@pytest.mark.django_db
def test_error_pages_set_no_cookie_and_are_not_listed() -> None:
    response = Client().get("/none/")

    assert not response.cookies
    assert 'content="noindex' in response.content.decode()


@pytest.mark.django_db
def test_the_register_is_asked_again_only_after_a_while(
    tmp_path: Path, django_assert_num_queries: Any
) -> None:
    from tests.articles.content import RED_FLAGS, write_content

    folder = write_content(tmp_path / "content")
    (folder / "red_flags.yaml").write_text(
        RED_FLAGS + RED_FLAGS.removeprefix("red_flags:\n").replace("leg-clot", MOST_TELLING[0])
    )
    load_content(folder)
    Client().get("/none/")

    with django_assert_num_queries(0):
        Client().get("/none/")
