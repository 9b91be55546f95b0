"""Every kind of answer has every security header: found by following links, and by name."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError
from django.test import Client
from django.urls import Resolver404, resolve
from pytest_django.fixtures import Settings

from articles.models import Article
from groundwork.languages import is_of_the_desk
from legwise.settings import SECURE_CSP_PUBLIC
from tests.articles.comments.writing import approved
from tests.articles.content import write_content
from tests.articles.loaded import load_content
from tests.hostile.observatory import policy_of, score
from tests.triage.proofs import proof_of, published_legs
from tests.triage.walker import Walker
from triage import releases

pytestmark = pytest.mark.django_db

LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)')
SAFE_FRAMES = (["'none'"], ["'self'"])
PUBLIC_SCORE, DESK_SCORE = 130, 125
UNSAFE = ("'unsafe", "'nonce", "http", "*", "data:")
YEARS = "max-age=63072000; includeSubDomains; preload"
MOST_OF_A_KIND = 1
# Small windows, a version shown alone, steps of signing in, the way out itself, and errors.
NO_WAY_OUT = re.compile(
    r"_popup=|/alone/$|^/admin/(?:second-step|logout)/|^/admin/r/|/review/ask/$"
)


@pytest.fixture
def site(tmp_path: Path, settings: Settings) -> None:
    """Over TLS, with one of everything, a static file among it."""
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = True
    settings.CSRF_COOKIE_SECURE = settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SECURE_HSTS_PRELOAD = True
    settings.SECURE_HSTS_SECONDS = 63_072_000
    settings.STATIC_ROOT = str(tmp_path / "static")
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "legwise.css").write_text("p {}")
    load_content(write_content(tmp_path / "content"))
    legs = releases.with_register_wording(published_legs())
    report = proof_of(legs)
    releases.publish(check="legs", questionnaire=legs, report=report, signpost_table={}, note="")
    approved()
    default_storage.save("pictures/bcdfghjkmnpq.webp", ContentFile(b"RIFF"))


def crawled(client: Client, *starts: str) -> Iterator[tuple[str, Any]]:
    """Answers of every kind that links lead to: one for each view, its language and its status."""
    waiting, seen = list(starts), set(starts)
    kinds: dict[object, int] = {}
    while waiting:
        address = waiting.pop(0)
        kind = _kind_of(address)
        if kinds.get(kind, 0) >= MOST_OF_A_KIND and address not in starts:
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        response = client.get(address, secure=True)
        yield address, response
        found = {*_links_in(response)} - seen
        seen |= found
        waiting += sorted(found)


def _kind_of(address: str) -> object:
    try:
        match = resolve(address.partition("?")[0])
    except Resolver404:
        return address[:8]
    return match.view_name, address.startswith("/es/"), "?" in address


def _links_in(response: Any) -> Iterator[str]:
    if "Location" in response and response["Location"].startswith("/"):
        yield response["Location"]
    if response.get("Content-Type", "").startswith("text/html"):
        yield from map(unescape, LINK.findall(response.content.decode()))


def headers_of(response: Any) -> Mapping[str, str]:
    return {name.lower(): value for name, value in response.items()}


def is_typed(kind: str, has_body: bool) -> bool:
    """Whether an answer says what it is; and text, in which characters it is written."""
    is_text = kind.startswith("text/") or kind.partition(";")[0].endswith("xml")
    return not has_body or (
        "/" in kind and (not is_text or "charset=utf-8" in kind.lower().replace('"', ""))
    )


def _has_body(response: Any) -> bool:
    return response.streaming or bool(response.content)


def lacking(response: Any) -> list[str]:
    """What this answer lacks."""
    headers = headers_of(response)
    policy = policy_of(headers.get("content-security-policy", ""))
    sources = {source for listed in policy.values() for source in listed}
    wanted = {
        "default-src 'none'": policy.get("default-src") == ["'none'"],
        "frame-ancestors": policy.get("frame-ancestors") in SAFE_FRAMES,
        "base-uri": policy.get("base-uri") == ["'none'"],
        "form-action": policy.get("form-action") in SAFE_FRAMES,
        "nothing unsafe": not any(
            s.startswith(("'unsafe", "'nonce", "http", "*")) for s in sources
        ),
        "a type": is_typed(headers.get("content-type", ""), _has_body(response)),
        "nosniff": headers.get("x-content-type-options") == "nosniff",
        "referrer": headers.get("referrer-policy") in {"same-origin", "no-referrer"},
        "permissions": "geolocation=()" in headers.get("permissions-policy", ""),
        "opener": headers.get("cross-origin-opener-policy") == "same-origin",
        "resources": headers.get("cross-origin-resource-policy") in {"same-origin", "cross-origin"},
        "transport": headers.get("strict-transport-security") == YEARS,
        "no server": "server" not in headers and "x-powered-by" not in headers,
    }
    return [name for name, holds in wanted.items() if not holds]


STARTS = (
    *("/", "/es/", "/nowhere/", "/es/nada/", "/%00", "/static/legwise.css", "/admin/login/"),
    *("/media/pictures/bcdfghjkmnpq.webp", "/media/none", "/feed/", "/topics/cramps/feed/"),
    *(
        "/api/",
        "/api/v1/",
        "/api/v1/articles/",
        "/api/v1/none/",
        "/healthz",
        "/livez",
        "/robots.txt",
    ),
    *(
        "/articles",
        "/llms.txt",
        "/sitemap.xml",
        "/opensearch.xml",
        "/manifest.webmanifest",
        "/favicon.ico",
    ),
    *("/preview/none/", "/updates/", "/updates/unsubscribe/none/", "/search/?q=cramp"),
    *(f"/self-check/legs/outcomes/{each}/" for each in ("emergency", "urgent", "soon", "routine")),
    *("/articles/night-cramps/comment/", "/articles/night-cramps/feedback/", "/articles/no/"),
    *("/articles/night-cramps/changes/", "/articles/night-cramps/comments/", "/admin/none/"),
    *("/self-check/legs/AAAAAAAAAAAAAAAAAAAAAA/result/", "/self-check/legs/scorecard/"),
)


@pytest.mark.usefixtures("site")
def test_every_kind_of_answer_has_every_header() -> None:
    answers = list(crawled(Client(raise_request_exception=False), *STARTS))

    assert {address: lacking(said) for address, said in answers if lacking(said)} == {}
    statuses = {said.status_code for _, said in answers}
    assert {200, 301, 302, 400, 404} <= statuses
    assert len({_kind_of(address) for address, _ in answers}) > 50


@pytest.mark.usefixtures("site")
def test_readers_pages_let_no_script_in_at_all() -> None:
    for address, said in crawled(Client(raise_request_exception=False), *STARTS):
        is_a_readers = not (is_of_the_desk(address) or address.startswith("/media/"))
        if is_a_readers and said.get("Content-Type", "").startswith("text/html"):
            policy = policy_of(said["Content-Security-Policy"])
            assert policy == SECURE_CSP_PUBLIC, address
            assert policy["script-src"] == ["'none'"]
            assert "<script src" not in said.content.decode()


@pytest.mark.usefixtures("site")
def test_every_page_of_the_desk_has_every_header() -> None:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("chief"))
    pk = Article.objects.get(slug="night-cramps").pk
    desk = f"/admin/articles/article/{pk}"
    pages = ("change/", "history/", "versions/1/", "versions/1/alone/", "publish/", "previews/")

    answers = list(crawled(client, "/admin/", *(f"{desk}/{page}" for page in pages)))

    assert {address: lacking(said) for address, said in answers if lacking(said)} == {}
    assert len(answers) > 60


@pytest.mark.usefixtures("site")
def test_every_page_of_the_desk_is_kept_by_nobody_and_lets_one_log_out() -> None:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("chief"))
    pages = {
        address: said
        for address, said in crawled(client, "/admin/")
        if address.startswith("/admin/") and said.get("Content-Type", "").startswith("text/html")
    }

    assert len(pages) > 60
    stored = [at for at, said in pages.items() if "no-store" not in said.get("Cache-Control", "")]
    assert stored == []
    way_out = 'action="/admin/logout/"'
    shut = [at for at, said in pages.items() if way_out not in said.content.decode()]
    assert [at for at in shut if not NO_WAY_OUT.search(at)] == []


def test_an_answer_without_a_type_or_characters_is_told() -> None:
    assert [is_typed(kind, True) for kind in ("text/html; charset=utf-8", "image/webp")] == [
        True
    ] * 2
    assert [is_typed(kind, True) for kind in ("text/html", "application/rss+xml", "")] == [
        False
    ] * 3


@pytest.mark.usefixtures("site")
def test_a_self_check_has_every_header_from_its_start_to_its_result() -> None:
    class Secure(Client):
        def generic(self, *arguments: Any, **named: Any) -> Any:
            response = super().generic(*arguments, **{**named, "secure": True})
            assert lacking(response) == []
            cookies = [morsel.OutputString() for morsel in response.cookies.values()]
            assert score(headers_of(response), cookies).total >= PUBLIC_SCORE
            assert all("Secure" in each and "HttpOnly" in each for each in cookies)
            return response

    walker = Walker(Secure())
    walker.start().answer("breathless")
    for step in ("answers", "result", "summary"):
        walker.get(f"{walker.run_url}{step}/")
    walker.get(f"{walker.run_url}summary.txt")
    assert walker.status == 200


@pytest.mark.usefixtures("site")
def test_an_error_of_ours_has_every_header(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)
    for error, status in ((RuntimeError("broken"), 500), (OperationalError("gone"), 503)):

        def fail(*_arguments: Any, _error: Exception = error) -> None:
            raise _error

        monkeypatch.setattr("legwise.views.Topic.objects.prefetch_related", fail)

        response = client.get("/", secure=True)

        assert (response.status_code, lacking(response)) == (status, [])


@pytest.mark.usefixtures("site")
def test_a_refusal_has_every_header() -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    answers = [
        client.post("/updates/", secure=True),
        client.post("/admin/login/", secure=True),
        client.put("/", secure=True),
        client.post("/", secure=True),
        client.trace("/", secure=True),
        client.get("/", secure=True, headers={"host": "evil.example"}),
        Client().post("/updates/", {f"f{n}": "x" for n in range(3001)}, secure=True),
    ]

    assert [said.status_code for said in answers] == [403, 403, 405, 403, 405, 400, 400]
    assert [lacking(said) for said in answers] == [[]] * len(answers)


@pytest.mark.usefixtures("site")
def test_a_way_to_tls_has_every_header_but_the_one_that_counts_only_over_tls() -> None:
    response = Client().get("/articles/")
    stranger = Client().get("/articles/", headers={"host": "evil.example"})

    assert (response.status_code, response["Location"]) == (301, "https://testserver/articles/")
    assert lacking(response) == ["transport"]
    assert (stranger.status_code, lacking(stranger)) == (400, ["transport"])
    assert "Strict-Transport-Security" not in response


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("address", ["/", "/now/", "/articles/night-cramps/", "/updates/", "/no/"])
def test_the_observatory_gives_readers_pages_the_full_score(address: str) -> None:
    response = Client().get(address, secure=True)
    cookies = [morsel.OutputString() for morsel in response.cookies.values()]

    assert score(headers_of(response), cookies).total >= PUBLIC_SCORE


@pytest.mark.usefixtures("site")
def test_the_observatory_gives_the_desk_a_high_score() -> None:
    User.objects.create_superuser("chief", password="long enough for anyone")
    client = Client()

    signing_in = client.get("/admin/login/", secure=True)
    words = {"username": "chief", "password": "long enough for anyone"}
    signed_in = client.post("/admin/login/", words, secure=True)

    for response in (signing_in, signed_in):
        cookies = [morsel.OutputString() for morsel in response.cookies.values()]
        assert cookies
        assert score(headers_of(response), cookies).total >= DESK_SCORE


def test_the_reckoning_takes_points_for_what_is_missing_or_weak() -> None:
    sound = {
        "content-security-policy": "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
        "cross-origin-resource-policy": "same-origin",
        "referrer-policy": "same-origin",
        "strict-transport-security": YEARS,
        "x-content-type-options": "nosniff",
    }

    def without(name: str) -> int:
        return score({key: value for key, value in sound.items() if key != name}).total

    assert score(sound).total == 130
    assert score({}).total == 25
    assert [without(name) for name in sound] == [55, 120, 120, 80, 125]
    assert score(sound, ["sessionid=x; Secure; HttpOnly; SameSite=Lax"]).total == 135
    assert score(sound, ["sessionid=x; Secure; SameSite=Lax"]).total == 70
    assert score({**sound, "content-security-policy": "default-src *"}).total == 60
