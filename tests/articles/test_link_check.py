"""Links to other sites: asked in turn, within bounds, never inside our own network."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from articles.link_check import Outcome, run
from articles.link_check.asking import ask, is_public
from articles.models import Article, ExternalLink, Page
from tests.articles.content import edit
from tests.articles.loaded import load_content
from tests.articles.standing import give, take_back

GUIDE = "https://health.example/cramps"
DOI = "https://doi.org/10.1000/1"


class Site(BaseHTTPRequestHandler):
    """Answers with the status in the path; /to/x redirects; /head refuses HEAD."""

    asked: ClassVar[list[str]] = []

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        Site.asked.append(f"{self.command} {self.path}")
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to"))
        elif self.path == "/loop":
            self.send_response(301)
            self.send_header("Location", "/loop")
        elif self.path == "/inside":
            self.send_response(301)
            self.send_header("Location", "http://10.0.0.1/")
        elif self.path == "/head":
            self.send_response(405 if self.command == "HEAD" else 200)
        else:
            self.send_response(int(self.path.strip("/") or 200))
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def anywhere(_address: str) -> bool:
    return True


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/", ""),
        ("/head", ""),
        ("/to/200", ""),
        ("/to/to/to/200", ""),
        ("/401", ""),
        ("/403", ""),
        ("/429", ""),
        ("/404", "It answers 404 (Not Found)."),
        ("/410", "It answers 410 (Gone)."),
        ("/to/404", "It answers 404 (Not Found)."),
        ("/500", "It answers 500 (Internal Server Error)."),
        ("/799", "It answers 799 (no meaning known)."),
        ("/loop", "It redirects more than 5 times."),
    ],
)
def test_the_reason_is_what_the_site_answered(site: str, path: str, reason: str) -> None:
    assert ask(f"{site}{path}", anywhere) == reason


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1:1/", "It is not on the open internet."),
        ("http://[::1]/", "It is not on the open internet."),
        ("http://10.0.0.1/", "It is not on the open internet."),
        ("http://169.254.169.254/latest/", "It is not on the open internet."),
        ("file:///etc/passwd", "It is no address of the web."),
        ("http://", "It is no address of the web."),
        ("http://x.example:99999/", "It could not be reached (ValueError)."),
    ],
)
def test_nothing_inside_our_network_is_asked(url: str, reason: str) -> None:
    assert ask(url) == reason


def test_a_redirect_into_our_network_is_not_followed(site: str) -> None:
    def only_the_site(address: str) -> bool:
        return address == "127.0.0.1"

    assert ask(f"{site}/inside", only_the_site) == "It is not on the open internet."


@pytest.mark.parametrize(
    ("address", "is_open"),
    [("93.184.216.34", True), ("2606:2800:220:1::1", True), ("fe80::1%eth0", False)]
    + [(inside, False) for inside in ("127.0.0.1", "192.168.1.1", "0.0.0.0", "224.0.0.1", "::")],
)
def test_which_addresses_are_public(address: str, is_open: bool) -> None:
    assert is_public(address) == is_open


# --- a run ------------------------------------------------------------------------------------


@pytest.fixture
def loaded(db: None, content: Path) -> Path:
    load_content(content)
    return content


class Asked:
    """Opens everything, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.urls: list[str] = []

    def __call__(self, url: str) -> str:
        self.urls.append(url)
        return ""


def failing(*gone: str) -> list[str]:
    run(asking=lambda url: "Gone." if url in gone else "")
    return list(ExternalLink.objects.failing().values_list("url", flat=True))


def test_sources_and_texts_of_what_readers_have_are_asked(loaded: Path) -> None:
    Page.objects.update(body_html='<a href="https://page.example/?a=1&amp;b=2">x</a>')
    asked = Asked()

    outcome = run(asking=asked)

    assert sorted(asked.urls) == [DOI, GUIDE, "https://page.example/?a=1&b=2"]
    assert outcome == Outcome(known=3, opened=3)


def test_one_bad_day_is_noted_and_the_second_is_told(loaded: Path) -> None:
    assert failing(GUIDE) == []
    assert ExternalLink.objects.get(url=GUIDE).reason == "Gone."
    assert failing(GUIDE) == [GUIDE]


def test_a_link_that_opens_again_is_forgiven(loaded: Path) -> None:
    failing(GUIDE)
    failing(GUIDE)

    assert failing() == []
    link = ExternalLink.objects.get(url=GUIDE)
    assert (link.reason, link.failing_since) == ("", None)


def test_each_run_goes_on_where_the_last_one_stopped(loaded: Path) -> None:
    asked = Asked()

    first = run(limit=1, asking=asked)
    run(limit=1, asking=asked)

    assert first.left == 1
    assert sorted(asked.urls) == [DOI, GUIDE]


def test_a_run_ends_when_its_time_is_over(loaded: Path) -> None:
    moments = iter([0.0, 1.0, 301.0])

    outcome = run(asking=lambda _url: "", clock=lambda: next(moments))

    assert (outcome.opened, outcome.left) == (1, 1)


def test_links_no_page_has_any_more_are_forgotten(loaded: Path) -> None:
    run(asking=lambda _url: "")
    for slug in ("night-cramps", "calf-stretch"):
        take_back(slug)

    assert run(asking=lambda _url: "").known == 0


def test_a_link_in_the_text_is_known_once_it_is_published(loaded: Path) -> None:
    edit(
        loaded / "articles" / "night-cramps.md",
        "Stretch before bed.",
        "Stretch, as [they](https://new.example/a) say.",
    )
    Article.objects.filter(slug="night-cramps").update(
        body="## A\n\n[They](https://new.example/a) say. [@stretch-01]\n"
    )
    run(asking=lambda _url: "")
    before = ExternalLink.objects.filter(url="https://new.example/a").exists()

    give("night-cramps")
    run(asking=lambda _url: "")

    assert not before
    assert ExternalLink.objects.filter(url="https://new.example/a").exists()
