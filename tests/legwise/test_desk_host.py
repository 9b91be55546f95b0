"""With `ADMIN_HOST` the desk answers at one host, and at no other is there anything to attack."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.test import Client
from pytest_django.fixtures import Settings

from groundwork.pages import layer
from groundwork.pages.layer import PageLayer
from groundwork.pages.versions import FileVersions
from legwise.desk_host import refuse_unknown
from legwise.sign_in import telling
from tests.legwise.sign_in.people import PASSWORD

pytestmark = pytest.mark.django_db

DESK, PUBLIC = "desk.legs.example", "legs.example"
ADDRESSES = [
    "/admin",
    "/admin/",
    "/admin/login/",
    "/admin/login/code/",
    "/admin/auth/user/",
    "/admin/markdown/upload/",
    "/admin/self-check/legs/publish/",
    "/admin/no-such-page/",
    "/es/admin",
    "/es/admin/",
    "/es/admin/login/",
    "/es/admin/articles/article/",
]


@pytest.fixture(autouse=True)
def _apart(settings: Settings) -> Iterator[None]:
    settings.ALLOWED_HOSTS = [DESK, PUBLIC]
    settings.ADMIN_HOST = DESK
    layer._is_our_host.cache_clear()
    yield
    layer._is_our_host.cache_clear()


def at(host: str) -> Client:
    return Client(headers={"host": host})


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "post", "head", "options"])
def test_readers_host_has_no_desk(address: str, method: str) -> None:
    answer = getattr(at(PUBLIC), method)(address)

    # OPTIONS is refused wherever it is asked.
    assert answer.status_code == (405 if method == "options" else 404)
    assert "Set-Cookie" not in str(answer.headers)
    assert not answer.cookies


def test_a_right_password_opens_nothing_at_readers_host() -> None:
    User.objects.create_user("anna", password=PASSWORD, is_staff=True)
    sent = {"username": "anna", "password": PASSWORD}

    elsewhere = at(PUBLIC).post("/admin/login/", sent)
    signed_in = at(DESK)
    there = signed_in.post("/admin/login/", sent)

    assert (elsewhere.status_code, there.status_code) == (404, 302)
    assert signed_in.get("/admin/").status_code == 200


def test_a_session_of_the_desk_opens_nothing_at_readers_host() -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("boss"))

    assert client.get("/admin/", headers={"host": DESK}).status_code == 200
    assert client.get("/admin/", headers={"host": PUBLIC}).status_code == 404


@pytest.mark.parametrize("host", [f"{DESK}:8443", DESK.upper()])
def test_ports_and_capitals_make_no_other_host(host: str) -> None:
    assert at(host).get("/admin/login/").status_code == 200


def test_what_a_sender_claims_beside_the_host_is_not_believed() -> None:
    claiming = Client(headers={"host": PUBLIC, "x-forwarded-host": DESK})

    assert claiming.get("/admin/login/").status_code == 404


def test_readers_pages_answer_at_both() -> None:
    assert {at(host).get("/robots.txt").status_code for host in (DESK, PUBLIC)} == {200}


def test_the_page_layer_lets_nothing_by_and_keeps_neither_answer(tmp_path: Path) -> None:
    application = PageLayer(get_wsgi_application(), FileVersions(tmp_path / "pages"), 1_000_000)

    statuses = [asked(application, host, "/admin/login/") for host in (DESK, PUBLIC, DESK, PUBLIC)]

    assert statuses == ["200 OK", "404 Not Found", "200 OK", "404 Not Found"]


def asked(application: Any, host: str, path: str) -> str:
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": host,
        "wsgi.input": io.BytesIO(b""),
        "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": "http",
    }
    told: list[str] = []
    list(application(environ, lambda status, *_: told.append(status)))
    return told[0]


def test_without_the_setting_every_host_has_the_desk(settings: Settings) -> None:
    settings.ADMIN_HOST = ""

    assert {at(host).get("/admin/login/").status_code for host in (DESK, PUBLIC)} == {200}


def test_a_host_nobody_may_name_stops_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"ADMIN_HOST.*ALLOWED_HOSTS"):
        refuse_unknown("desk.elsewhere.example", [PUBLIC])

    refuse_unknown("", [PUBLIC])
    refuse_unknown("desk.legs.example:8443", [".legs.example"])


def test_letters_lead_to_the_desk(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DESK_URL = f"https://{DESK}"
    sent: list[str] = []
    monkeypatch.setattr("legwise.letters.send", lambda _to, _subject, body: sent.append(body))

    telling.signed_in(User.objects.create_user("anna"), how="password", is_known=False)

    assert f"https://{DESK}/admin/password_change/" in sent[0]
