"""The layer in front of Django: what it keeps, what it never keeps, and what it cannot be told."""

import gzip
import io
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import brotli
import pytest
import time_machine
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from pytest_django.fixtures import Settings

from groundwork.pages import keeping, layer
from groundwork.pages.layer import PageLayer
from groundwork.pages.versions import FileVersions, State, Unreachable
from tests.groundwork.pages.views import Made

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class Answer:
    """What a browser would see."""

    def __init__(self, status: str, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status = int(status[:3])
        self.headers = {name.lower(): value for name, value in headers}
        self.body = body


class Site:
    """A layer over the test pages."""

    def __init__(self, versions: Any, limit: int = 1_000_000) -> None:
        self.layer = PageLayer(get_wsgi_application(), versions, limit)
        self.versions = versions

    def get(self, address: str, method: str = "GET", **headers: str) -> Answer:
        path, _, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "localhost",
            "wsgi.input": io.BytesIO(b""),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": "http",
            **headers,
        }
        told: list[Any] = []
        body = b"".join(self.layer(environ, lambda *said: told.extend(said)))
        return Answer(told[0], told[1], body)


@pytest.fixture(autouse=True)
def _pages(settings: Settings) -> Iterator[None]:
    settings.ROOT_URLCONF = "tests.groundwork.pages.views"
    settings.ALLOWED_HOSTS = ["localhost", "legs.example"]
    settings.MIDDLEWARE = [
        "groundwork.headers.SecurityHeadersMiddleware",
        "groundwork.compression.CompressionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ]
    Made.times, Made.is_broken = 0, False
    layer._keeping_at.cache_clear()
    layer._is_our_host.cache_clear()
    # The test's own transaction goes on after each request, as with Django's test client.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    layer._keeping_at.cache_clear()
    layer._is_our_host.cache_clear()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(FileVersions(tmp_path / "versions"))


def test_a_page_is_made_once_and_sent_as_it_was_made(site: Site) -> None:
    first, second = site.get("/plain/"), site.get("/plain/")

    assert Made.times == 1
    assert first.body == second.body
    assert second.status == 200
    assert second.headers["x-made"] == "by a view"
    assert "default-src 'none'" in second.headers["content-security-policy"]


def test_every_encoding_holds_the_same_words(site: Site) -> None:
    plain = site.get("/plain/")
    packed = site.get("/plain/", HTTP_ACCEPT_ENCODING="gzip, deflate, br")
    zipped = site.get("/plain/", HTTP_ACCEPT_ENCODING="gzip")

    assert "content-encoding" not in plain.headers
    assert brotli.decompress(packed.body) == plain.body
    assert gzip.decompress(zipped.body) == plain.body
    for each in (plain, packed, zipped):
        assert each.headers["content-length"] == str(len(each.body))
        assert each.headers["vary"] == "Accept-Encoding"
    assert len({each.headers["etag"] for each in (plain, packed, zipped)}) == 3


@pytest.mark.parametrize("form", ["{mark}", "W/{mark}", '"other", {mark}', "*"])
def test_who_has_the_page_is_told_so(site: Site, form: str) -> None:
    mark = site.get("/plain/", HTTP_ACCEPT_ENCODING="br").headers["etag"]

    again = site.get(
        "/plain/", HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=form.format(mark=mark)
    )

    assert again.status == 304
    assert again.body == b""
    assert again.headers["etag"] == mark
    assert "content-length" not in again.headers


def test_a_mark_of_another_encoding_is_not_enough(site: Site) -> None:
    mark = site.get("/plain/", HTTP_ACCEPT_ENCODING="br").headers["etag"]

    assert site.get("/plain/", HTTP_IF_NONE_MATCH=mark).status == 200


def test_head_has_the_headers_without_the_body(site: Site) -> None:
    whole = site.get("/plain/")
    head = site.get("/plain/", method="HEAD")

    assert head.body == b""
    assert head.headers["content-length"] == whole.headers["content-length"]


def test_caches_on_the_way_are_told_for_how_long(site: Site) -> None:
    rules = site.get("/plain/").headers["cache-control"]

    assert "public" in rules
    assert "s-maxage=60" in rules
    assert "stale-while-revalidate=" in rules
    assert "stale-if-error=" in rules


@pytest.mark.parametrize(
    "address", ["/with-cookie/", "/with-form/", "/never/", "/for-each/", "/missing/"]
)
def test_what_is_not_for_everyone_is_made_for_each(site: Site, address: str) -> None:
    first, second = site.get(address), site.get(address)

    assert Made.times == 2
    assert "etag" not in first.headers | second.headers
    assert len(site.layer.pages) == 0


def test_a_view_that_says_nothing_is_never_kept(site: Site) -> None:
    site.get("/private/")
    second = site.get("/private/", HTTP_COOKIE="sessionid=1")

    assert Made.times == 2
    assert "HTTP_COOKIE" in Made.environ
    assert "etag" not in second.headers


def test_a_post_goes_to_the_view(site: Site) -> None:
    site.get("/plain/")
    site.get("/plain/", method="POST")

    assert Made.times == 2


def test_unknown_parameters_neither_split_nor_poison(site: Site) -> None:
    honest = site.get("/groups/")

    for query in ("utm_source=x", "part=", "x=<script>", "%00", "&&&", "a=b&" * 400):
        assert site.get(f"/groups/?{query}").body == honest.body
    assert Made.times == 1


def test_own_parameters_make_a_page_each_in_whatever_order(site: Site) -> None:
    one = site.get("/groups/?part=calf&for=runners")
    other = site.get("/groups/?utm=1&for=runners&part=calf")

    assert one.body == other.body
    assert b"calf runners" in one.body
    assert Made.times == 1
    assert site.get("/groups/?part=shin").body != one.body


def test_nothing_else_of_a_request_reaches_a_kept_page(site: Site) -> None:
    site.get(
        "/plain/?x=1",
        HTTP_COOKIE="sessionid=stolen",
        HTTP_AUTHORIZATION="Basic x",
        HTTP_ACCEPT_LANGUAGE="xx",
        HTTP_X_FORWARDED_HOST="evil.example",
        HTTP_X_ORIGINAL_URL="/admin/",
        HTTP_USER_AGENT="somebody",
        HTTP_REFERER="https://evil.example/",
        CONTENT_LENGTH="5",
    )

    told = {name for name in Made.environ if name.startswith(("HTTP_", "CONTENT_"))}
    assert told == {"HTTP_HOST"}
    assert Made.environ["QUERY_STRING"] == ""


def test_a_host_that_is_not_ours_gets_nothing_kept(site: Site) -> None:
    site.get("/plain/")

    assert "etag" not in site.get("/plain/", HTTP_HOST="evil.example").headers


def test_playing_with_parameters_does_not_push_out_other_pages(tmp_path: Path) -> None:
    site = Site(FileVersions(tmp_path / "versions"), limit=60_000)
    site.get("/plain/")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layer, "_keeping_at", lambda path: keeping.Keeping(("n",)))
        for number in range(30):
            site.get(f"/plain/?n={number}")

    assert site.layer.pages.get("/plain/") is not None
    assert site.layer.pages_with_parameters.size <= 15_000


@pytest.mark.django_db(transaction=True)
def test_a_write_renews_the_pages_that_read_its_table_and_no_others(site: Site) -> None:
    from django.contrib.auth.models import Group

    site.get("/groups/")
    site.get("/plain/")
    Group.objects.create(name="Newcomers")
    site.versions.renew(["auth_group"])

    assert b"Newcomers" in site.get("/groups/").body
    site.get("/plain/")
    assert Made.times == 3


def test_a_page_that_came_out_the_same_keeps_its_mark(site: Site) -> None:
    mark = site.get("/groups/").headers["etag"]
    before = site.layer.pages.get("/groups/")
    site.versions.renew(["auth_group"])

    assert site.get("/groups/").headers["etag"] == mark
    after = site.layer.pages.get("/groups/")
    assert before is not None
    assert after is not None
    assert after is not before
    assert after.variants is before.variants  # nothing was compressed again
    assert Made.times == 2


def test_a_page_is_made_again_when_its_time_is_over(site: Site) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        site.get("/plain/")
        clock.shift(keeping.LONGEST - timedelta(seconds=1))
        site.get("/plain/")
        assert Made.times == 1

        clock.shift(timedelta(seconds=1))
        site.get("/plain/")

    assert Made.times == 2


def test_a_page_does_not_outlive_its_day(site: Site) -> None:
    with time_machine.travel(NOON.replace(hour=23, minute=59), tick=False) as clock:
        site.get("/plain/")
        clock.shift(timedelta(minutes=1))
        site.get("/plain/")

    assert Made.times == 2


def test_a_scheduled_time_renews_pages(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    coming = keeping._KnownTime(lambda: NOON + timedelta(minutes=2), ())
    monkeypatch.setattr(keeping, "_CLOCKS", [coming])

    with time_machine.travel(NOON, tick=False) as clock:
        site.get("/plain/")
        clock.shift(timedelta(minutes=2))
        site.get("/plain/")

    assert Made.times == 2


def test_a_page_that_cannot_be_made_again_is_sent_as_it_was(site: Site) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        good = site.get("/plain/")
        Made.is_broken = True
        clock.shift(timedelta(hours=1))

        assert site.get("/plain/").body == good.body


def test_a_page_that_was_never_made_shows_its_error(site: Site) -> None:
    Made.is_broken = True

    assert site.get("/plain/").status == 500
    assert len(site.layer.pages) == 0


def test_without_versions_every_reader_gets_a_page_of_their_own() -> None:
    class Away:
        def now(self) -> State:
            raise Unreachable

    site = Site(Away())

    assert site.get("/plain/").status == 200
    assert site.get("/plain/").status == 200
    assert Made.times == 2


def test_fifty_readers_at_once_have_it_made_once(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = site.layer.application
    all_there = threading.Barrier(50)
    entered = threading.Event()

    def slow(environ: Any, start_response: Any) -> Any:
        entered.set()
        return application(environ, start_response)

    monkeypatch.setattr(site.layer, "application", slow)

    def read() -> None:
        all_there.wait()
        site.get("/plain/")

    readers = [threading.Thread(target=read) for _ in range(50)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()

    assert entered.is_set()
    assert Made.times == 1
    assert site.layer.flights._locks == {}


def test_memory_is_bounded_by_bytes(tmp_path: Path) -> None:
    site = Site(FileVersions(tmp_path / "versions"), limit=40_000)
    site.get("/plain/")
    page = site.layer.pages.get("/plain/")
    assert page is not None

    for number in range(100):
        site.layer.pages.keep(f"/plain/{number}/", page)

    assert site.layer.pages.size <= 30_000
    assert site.layer.pages.get("/plain/99/") is not None
    assert site.layer.pages.get("/plain/0/") is None
