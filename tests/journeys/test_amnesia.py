"""Answers pushed through a running server are written down nowhere."""

import secrets
from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import cast
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from django.test import Client

from tests.journeys.browser import Browser
from tests.journeys.server import BREAKS, GOSSIPS, METRICS_TOKEN, Server, serving
from tests.journeys.traces import traces
from tests.triage.finished import everything_slow
from tests.triage.walker import START, Walker
from triage import runs
from triage.engine.questionnaire import Questionnaire

TOO_MANY_FIELDS = 3001
# Shorter words stand in logs whatever anybody answers.
TELLING_LENGTH = 7
SPILLS_TO_DISK = 3_000_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("amnesia")) as started:
        yield started


@pytest.fixture
def visitor(server: Server) -> Browser:
    return Browser(f"http://127.0.0.1:{server.port}")


@pytest.fixture
def walker(visitor: Browser) -> Walker:
    return Walker(cast(Client, visitor))


@pytest.fixture
def marker() -> str:
    """A word nobody else ever wrote."""
    return f"marked{secrets.token_hex(8)}"


def test_the_answers_of_a_journey_are_written_down_nowhere(
    server: Server, visitor: Browser, walker: Walker, legs: Questionnaire, harmless: dict[str, str]
) -> None:
    ids = [option.id for question in legs.questions for option in question.options]
    labels = [option.label for question in legs.questions for option in question.options]
    telling = {word for word in [*ids, *labels] if len(word) >= TELLING_LENGTH}
    before = traces(server, telling, within=False)

    walker.start().answer_all(_unusual(legs), harmless)
    for step in ("result", "summary", "answers", "problem"):
        walker.get(f"{walker.run_url}{step}/")
    walker.answer("soreness").answer_all(_unusual(legs), harmless)
    walker.get(f"{walker.run_url}summary.txt")
    assert "Legwise" in walker.page
    walker.get(f"{walker.run_url}result/").post(f"{walker.run_url}clear/")

    assert walker.url == f"{START}?cleared"
    assert _is_in_access_log(server, next(url for url in visitor.urls if "/result/" in url))
    assert traces(server, _sent(visitor) | _cookies(visitor)) == {}
    assert traces(server, telling, within=False) - before == {}


def test_no_address_of_a_journey_holds_an_answer(
    visitor: Browser, walker: Walker, legs: Questionnaire, harmless: dict[str, str]
) -> None:
    walker.start().answer_all(_unusual(legs), harmless)
    walker.get(f"{walker.run_url}result/")

    pages = {page.id for page in legs.steps} | {"answers", "result"}
    for url in visitor.urls[1:]:
        run, page = urlsplit(url).path.removeprefix(START).strip("/").split("/")
        assert runs.RUN_SHAPE.match(run)
        assert page in pages
        assert urlsplit(url).query == ""


def test_what_was_sent_rudely_is_written_down_nowhere(
    server: Server, visitor: Browser, walker: Walker, marker: str
) -> None:
    url = walker.start().url
    token = {"csrfmiddlewaretoken": walker.token}
    statuses = [
        visitor.post(url, {**token, "answer": marker}).status_code,
        visitor.post(url, {**token, marker: marker}).status_code,
        visitor.post(
            url, {**token, "answer": [f"{marker}{n}" for n in range(TOO_MANY_FIELDS)]}
        ).status_code,
        visitor.post(url, {"answer": marker}).status_code,
        visitor.get(f"{url}?answer={marker}").status_code,
        visitor.get(f"{url}?answer={marker}%00").status_code,
        visitor.get(f"{walker.run_url}no_such_question/?{marker}={marker}").status_code,
        visitor.ask("PUT", url, f"answer={marker}".encode()).status_code,
        visitor.ask(marker.upper(), url, b"").status_code,
        visitor.ask("GET", url, None, Referer=f"{url}?{marker}", Cookie=f"a={marker}").status_code,
        visitor.ask("GET", url, None, Cookie=f"{runs.cookie_name()}={marker}").status_code,
    ]

    assert statuses == [200, 200, 400, 403, 200, 400, 404, 405, 405, 200, 400]
    assert _is_in_access_log(server, url)
    assert traces(server, {marker}) == {}
    # The server's own access log, which only these tests switch on, has every request line.
    made_up = marker.upper()
    assert traces(server, {made_up}).keys() == {f"file said.txt: {made_up}"}
    figures = visitor.ask("GET", "/metrics", None, Authorization=f"Bearer {METRICS_TOKEN}")
    told = figures.content.decode()
    assert 'legwise_answers_total{method="POST",route="/self-check/' in told
    assert marker not in told.lower()


def test_a_large_upload_is_not_left_lying_about(
    server: Server, visitor: Browser, walker: Walker, marker: str
) -> None:
    walker.start()
    part = "--end\r\nContent-Disposition: form-data; name="
    body = (
        f'{part}"csrfmiddlewaretoken"\r\n\r\n{walker.token}\r\n'
        f'{part}"answer"; filename="{marker}"\r\n\r\n{marker}{"x" * SPILLS_TO_DISK}\r\n--end--\r\n'
    )

    kind = {"Content-Type": "multipart/form-data; boundary=end"}
    response = visitor.ask("POST", walker.url, body.encode(), **kind)

    assert response.status_code == 200
    assert b"Error: " in response.content
    assert traces(server, {marker}) == {}


def test_an_error_report_says_nothing_of_the_answers(
    server: Server, visitor: Browser, walker: Walker, marker: str
) -> None:
    walker.start().answer("em_heat:not_sure")
    token = {"csrfmiddlewaretoken": walker.token}
    visitor.headers[BREAKS] = "please"
    statuses = [
        visitor.get(f"{walker.url}?{marker}").status_code,
        visitor.post(walker.url, {**token, "answer": "em_limb:not_sure", marker: ""}).status_code,
    ]

    assert statuses == [500, 500]
    reported = traces(server, {"broken on purpose"})
    assert reported["mail: broken on purpose"]
    assert reported["file everything.log: broken on purpose"]
    assert traces(server, {marker, *_sent(visitor), *_cookies(visitor)}) == {}


def test_the_search_finds_what_a_gossiping_server_wrote_down(
    server: Server, visitor: Browser, walker: Walker, marker: str
) -> None:
    walker.start()
    visitor.headers[GOSSIPS] = "please"

    visitor.post(walker.url, {"csrfmiddlewaretoken": walker.token, "answer": marker})

    said = {place.removesuffix(f": {marker}") for place in traces(server, {marker})}
    assert {"cache", "mail", "session", "table gossip", "file everything.log"} <= said
    assert "file said.txt" in said


def _unusual(legs: Questionnaire) -> dict[str, list[str]]:
    """A combination of answers that nobody else would send."""
    chosen = everything_slow(legs)
    return {"problem": ["massage"], **{name: list(several) for name, several in chosen.items()}}


def _sent(visitor: Browser) -> set[str]:
    """What was sent, whole and in parts, as it was meant and as it was written."""
    values = {value for body in visitor.bodies for name, value in parse_qsl(body) if ":" in value}
    return {*visitor.bodies, *values, *map(quote, values)}


def _cookies(visitor: Browser) -> set[str]:
    """Every run the browser held, signed and without its signature."""
    given = [SimpleCookie(text).get(runs.cookie_name()) for text in visitor.set_cookies]
    values = {cookie.value for cookie in given if cookie and cookie.value}
    return values | {value.split(":")[0] for value in values}


def _is_in_access_log(server: Server, url: str) -> bool:
    """A search that finds nothing means something only if much was written down."""
    return traces(server, {f'"GET {url} '})[f'file said.txt: "GET {url} '] > 0
