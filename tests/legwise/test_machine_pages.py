"""Answers for machines: health, robots, the icon."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client

pytestmark = pytest.mark.django_db


def test_health_says_ok_with_a_database() -> None:
    response = Client().get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


def test_health_says_503_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", gone)

    assert Client().get("/healthz").status_code == 503


def test_robots_are_kept_from_the_desk_and_from_runs() -> None:
    response = Client().get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "Disallow: /admin/" in response.content.decode()
    assert "Disallow: /preview/" in response.content.decode()
    assert "Disallow: /self-check/*/*/" in response.content.decode()
    assert "Allow: /self-check/*/outcomes/" in response.content.decode()
    assert "Disallow: /es/self-check/*/*/" in response.content.decode()
    assert "Disallow: /es/preview/" in response.content.decode()


def test_the_icon_is_found_where_browsers_look_for_it() -> None:
    response = Client().get("/favicon.ico")

    assert (response.status_code, response["Location"]) == (302, "/static/icons/favicon.ico")
