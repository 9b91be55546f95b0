"""Attacks over the wire: each gets a plain refusal or a harmless page, and the server goes on."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drill import IS_DRILL
from tests.hostile.odd import (
    BODIES,
    BROKEN,
    FORM,
    HALF,
    HEAD,
    HOSTS,
    ODD,
    OWN,
    PAGES_WITH_FORMS,
    POISONS,
    RUN,
    TOKEN,
)
from tests.hostile.wire import HOST, Reply, Server, request

# The server has a file of its own for a database.
pytestmark = pytest.mark.alike
EVIL = b"evil.example"
AT_THE_DESK = (b"Legwise desk", b"We cannot read this request.", b"Sign in again")


@pytest.fixture(autouse=True)
def _goes_on(server: Server) -> Iterator[None]:
    """Whatever was sent, the next reader is answered, and from the same page."""
    before = server.ask("/articles/").body
    yield
    after = server.ask("/articles/")
    assert (after.status, after.body) == (200, before)


def refused(reply: Reply, *statuses: int) -> None:
    """Turned away with one of these, in our words if the application was asked at all."""
    assert reply.status in statuses, reply.whole[:300]
    if reply.status >= 400 and reply.is_ours and "html" in reply.headers["content-type"]:
        assert b"tel:" in reply.body or any(words in reply.body for words in AT_THE_DESK)
        assert "default-src 'none'" in reply.headers["content-security-policy"]


@pytest.mark.parametrize("path", ODD, ids=lambda path: repr(path)[:40])
def test_an_odd_address_is_turned_away(server: Server, path: str) -> None:
    reply = server.ask(path)

    refused(reply, 400, 404, 405, 414)
    assert "location" not in reply.headers


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "PROPFIND", "X"])
@pytest.mark.parametrize("path", ["/", "/admin/", "/updates/", "/media/pictures/bcdfghjkmnpq.webp"])
def test_a_method_no_form_has_is_refused(server: Server, method: str, path: str) -> None:
    reply = server.ask(path, method, b"X-Secret: own")

    refused(reply, 405)
    assert reply.headers["allow"] == "GET, HEAD, POST"
    assert b"X-Secret" not in reply.body


@pytest.mark.parametrize("path", ["/", "/articles/night-cramps/", "/search/?q=a", "/api/v1/"])
def test_a_page_that_is_only_read_takes_no_form(server: Server, path: str) -> None:
    body = f"csrfmiddlewaretoken={TOKEN}".encode()

    refused(server.ask(path, "POST", *OWN, body=body), 405)


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: repr(host)[:30])
@pytest.mark.parametrize("path", ["/", "/search/?q=a", "/admin/login/", "/articles"])
def test_another_host_is_not_answered_for(server: Server, host: bytes, path: str) -> None:
    if host == b"legs.example\t":
        assert server.ask(path, host=host).status in (200, 301, 400)
        return

    refused(server.ask(path, host=host), 400)


def test_a_second_host_does_not_count(server: Server) -> None:
    for path in ("/", "/search/?q=a"):
        refused(server.ask(path, "GET", b"Host: evil.example"), 400)
        refused(server.ask(path, "GET", f"Host: {HOST}".encode(), host=EVIL), 400)
    whole = server.ask("http://evil.example/articles")
    assert EVIL not in whole.whole


KEPT = "/articles/night-cramps/"


@pytest.mark.parametrize("poison", POISONS, ids=lambda poison: repr(poison)[2:30])
def test_what_one_reader_sends_never_gets_into_the_page_of_another(
    server: Server, poison: bytes
) -> None:
    clean = server.ask(KEPT)

    for path in (
        KEPT,
        f"{KEPT}?evil.example=1&utm_source=evil.example",
        "/search/?q=cramp",
        "/es/",
    ):
        reply = server.ask(path, "GET", poison)
        assert reply.status == 200
        assert EVIL not in reply.whole

    after = server.ask(KEPT)
    assert (after.body, after.headers["etag"]) == (clean.body, clean.headers["etag"])


def test_a_page_asked_for_in_a_strange_way_is_not_kept_for_others(server: Server) -> None:
    clean = server.ask("/topics/cramps/")

    for path in (
        "/topics/cramps/?",
        "/topics/%63ramps/",
        "/topics/cramps/?%00=1",
        "/topics/cramps/;x",
    ):
        server.ask(path)
        server.ask(path, "HEAD")
        server.ask(path, "get")

    assert server.ask("/topics/cramps/").body == clean.body


def test_of_two_parameters_alike_only_one_counts(server: Server) -> None:
    alone = server.ask("/articles/?topic=cramps")

    double = server.ask("/articles/?topic=%3Cscript%3E&topic=cramps")
    other = server.ask("/articles/?topic=cramps&topic[]=x&topic%00x=1")

    assert double.body == alone.body
    assert other.status in (200, 400)
    assert b"<script>" not in double.body + other.body


def test_nobody_is_led_off_the_site(server: Server) -> None:
    for target in (
        "//evil.example",
        "https:evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
    ):
        page = server.ask(f"/admin/login/?next={target}")
        token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page.body)
        assert token
        words = b"username=plain&password=long+enough+for+anyone&csrfmiddlewaretoken=" + token[1]
        cookie = page.cookies[0].partition(";")[0].encode()
        lines = (FORM, b"Cookie: " + cookie, b"Referer: https://legs.example/admin/login/")
        body = words + b"&next=" + target.encode()
        for reply in (page, server.ask("/admin/login/", "POST", *lines, body=body)):
            assert reply.status in (200, 302, 429)
            assert not reply.headers.get("location", "/").startswith(("//", "http", "java", "/\\"))
    for path in ("//evil.example/articles", "/articles//evil.example", "/%5cevil.example/.."):
        assert "evil" not in server.ask(path).headers.get("location", "")


@pytest.mark.parametrize("body", BODIES)
def test_a_form_that_is_none_is_turned_away(server: Server, body: str) -> None:
    kind, sent = BODIES[body]
    own = (kind, *OWN[1:], b"X-CSRFToken: " + TOKEN.encode())

    for path in PAGES_WITH_FORMS:
        reply = server.ask(path, "POST", *own, body=sent)
        refused(reply, 200, 302, 400, 403, 404, 413, 422, 429)
        if reply.status in (200, 302):
            assert path.startswith((RUN, "/updates/", "/admin/login/")), (path, body)
    assert not list((server.folder / "scratch").rglob("*"))
    assert not list((server.folder / "media").rglob("*.*"))


@pytest.mark.parametrize("path", PAGES_WITH_FORMS[:-1])
def test_a_form_without_proof_of_its_origin_is_refused(server: Server, path: str) -> None:
    foreign = (*OWN[:2], b"Origin: https://evil.example", b"Referer: https://evil.example/")
    body = f"csrfmiddlewaretoken={TOKEN}".encode()

    refused(server.ask(path, "POST", FORM, body=b"a=1"), 403)
    refused(server.ask(path, "POST", *foreign, body=body), 403)
    refused(server.ask(path, "POST", FORM, *OWN[2:], body=body), 403)


@pytest.mark.parametrize("rest", BROKEN)
def test_a_request_that_can_be_read_in_two_ways_is_refused(server: Server, rest: str) -> None:
    reply = server.send(HEAD + BROKEN[rest])

    assert reply.status in (0, 400, 431, 501), reply.whole[:300]
    assert reply.whole.count(b"HTTP/1.1 ") <= 1


@pytest.mark.parametrize("rest", HALF)
def test_a_request_that_ends_in_the_middle_holds_nobody_up(server: Server, rest: str) -> None:
    reply = server.send(HEAD + b"Connection: close\r\n" + HALF[rest], is_half=True)

    assert reply.status in (0, 400, 403, 408, 413)
    assert not list((server.folder / "scratch").rglob("*"))


def test_a_wizard_cookie_of_any_length_is_only_a_lost_run(server: Server) -> None:
    for value in (b"a" * 100, b"a" * 8000, b"..", b"\xff\xfe", b'"\\000"', b"a:b:c", b""):
        cookie = b"Cookie: __Secure-legwise-run=" + value
        for step in ("", "answers/", "result/", "summary/", "summary.txt", "x/"):
            reply = server.ask(f"{RUN}/{step}", "GET", cookie)
            assert reply.status in (200, 302, 400, 404), (value, step)
            assert "no-store" in reply.headers["cache-control"]


def test_anonymous_probes_of_the_desk_all_end_at_the_door(server: Server) -> None:
    desk = ("", "articles/article/", "articles/article/1/change/", "auth/user/", "jsi18n/", "x/")
    more = (
        "autocomplete/",
        "r/1/1/",
        "components/",
        "self-check/legs/check/",
        "groundwork/message/",
    )
    for path in (*desk, *more, "password_change/", "articles/article/1/history/"):
        reply = server.ask(f"/admin/{path}")
        assert reply.status in (302, 404), path
        assert reply.headers.get("location", "/admin/login/").startswith("/admin/login/"), path
    for path in ("preview/", "upload/", "pictures/", "pictures/look/"):
        refused(server.ask(f"/admin/markdown/{path}"), 405)


def test_a_long_search_costs_no_more_than_a_short_one(server: Server) -> None:
    for query in ("%22" * 2000, "a+" * 2000, "(" * 2000, "%F0%9F%98%80" * 600, "NEAR(a,b)*" * 300):
        assert server.ask(f"/search/?q={query}").status == 200


@pytest.mark.skipif(not IS_DRILL, reason="one of each kind is enough in every run")
@pytest.mark.parametrize("seed", range(40))
def test_bytes_by_chance_hold_nobody_up(server: Server, seed: int) -> None:
    import random

    chance = random.Random(seed)
    raw = bytearray(request("/updates/", "POST", *OWN, body=b"address=a%40b.example"))
    for _ in range(chance.randrange(1, 12)):
        raw[chance.randrange(len(raw))] = chance.randrange(256)

    reply = server.send(bytes(raw), is_half=True)

    assert reply.status < 500 or reply.status in (501, 505)


def test_the_manifest_is_still_sound(server: Server) -> None:
    assert json.loads(server.ask("/manifest.webmanifest").body)["start_url"]


def test_nothing_was_left_in_the_servers_folder(server: Server) -> None:
    left = {path.name for path in Path(server.folder).iterdir()}

    assert left <= {
        *("content", "static", "scratch", "said.txt", "legwise.sqlite3", "legwise.sqlite3-wal"),
        *("legwise.sqlite3-shm", "secret-key", "audit-head", "media", "versions", "metrics"),
        *("pages-versions", "pages-versions.lock", "audit-head.lock"),
    }
