"""The log: an id for each request, routes instead of addresses, slow statements without values."""

import json
import logging
import sys
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from groundwork.logs import JsonFormatter, NamesRequest, new_id, request_id

TYPED = "my-left-calf-is-blue"


def test_every_answer_carries_an_id_of_its_own(client: Client) -> None:
    ids = {client.get("/livez").headers["X-Request-ID"] for _ in range(3)}

    assert len(ids) == 3
    assert all(len(each) == 14 for each in ids)
    assert request_id.get() == "-"


def test_an_id_is_digits_that_can_be_read_out() -> None:
    assert new_id().replace("-", "").isdecimal()


@pytest.mark.django_db
def test_a_request_is_logged_by_its_route_and_by_nothing_typed(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "legwise.requests"):
        client.get(f"/articles/{TYPED}/?q={TYPED}", headers={"Referer": TYPED})

    said = [record.getMessage() for record in caplog.records if record.name == "legwise.requests"]
    assert len(said) == 1
    assert said[0].startswith("GET /articles/<slug:slug>/ 404 ")
    assert TYPED not in said[0]


def test_a_record_is_one_line_of_json_with_its_request() -> None:
    try:
        raise ValueError("two\nlines")
    except ValueError:
        error = sys.exc_info()
    record = logging.LogRecord("legwise", logging.ERROR, "", 0, "Broken: %s", ("x",), error)
    record.facts = {"ms": 3}
    NamesRequest().filter(record)

    line = JsonFormatter().format(record)

    told = json.loads(line)
    assert "\n" not in line
    assert (told["message"], told["level"], told["request"], told["ms"]) == (
        "Broken: x",
        "ERROR",
        "-",
        3,
    )
    assert "ValueError" in told["traceback"]


@pytest.mark.django_db
@pytest.mark.parametrize("body", ["&".join(f"f{n}=" for n in range(3_001)), "f=" + "x" * 2_500_001])
def test_a_form_that_is_too_large_costs_the_log_one_line(body: str) -> None:
    """Written by the very handler that writes the log of a site."""
    handler = logging.getLogger().handlers
    (console,) = [each for each in handler if type(each) is logging.StreamHandler]
    written = StringIO()
    kept = console.setStream(written)
    try:
        answer = Client().post("/updates/", body, "application/x-www-form-urlencoded")
    finally:
        console.setStream(kept)

    assert answer.status_code == 400
    lines = written.getvalue().splitlines()
    assert len(lines) == 1
    assert "django.security." in lines[0]
    assert len(lines[0]) < 300


def test_a_refusal_repeats_no_long_word_of_its_sender() -> None:
    record = logging.LogRecord(
        "django.security.DisallowedHost",
        logging.ERROR,
        "",
        0,
        "Invalid host: %s",
        ("x" * 9000,),
        None,
    )

    NamesRequest().filter(record)

    assert len(record.getMessage()) == 200


@pytest.mark.django_db
def test_a_slow_statement_is_logged_without_its_values(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SLOW_QUERY_MS = 0

    list(User.objects.filter(username=TYPED))

    said = " ".join(record.getMessage() for record in caplog.records)
    assert "auth_user" in said
    assert TYPED not in said


@pytest.mark.django_db
def test_a_quick_statement_is_not_logged(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SLOW_QUERY_MS = 60_000

    list(User.objects.all())

    assert caplog.records == []


@pytest.mark.django_db
def test_an_error_page_has_the_number_the_log_has(settings: Settings) -> None:
    from groundwork.logs import RequestIdMiddleware
    from legwise.errors import server_error

    answer = RequestIdMiddleware(server_error)(RequestFactory().get("/"))

    assert answer.headers["X-Request-ID"] in answer.content.decode()
