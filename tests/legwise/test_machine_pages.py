"""Answers for machines: health, robots, uploads."""

from pathlib import Path

import pytest
from django.conf import settings
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

    assert response["Content-Type"] == "text/plain"
    assert "Disallow: /admin/" in response.content.decode()
    assert "Disallow: /self-check/*/*/" in response.content.decode()
    assert "Allow: /self-check/*/outcomes/" in response.content.decode()


def test_the_icon_is_found_where_browsers_look_for_it() -> None:
    response = Client().get("/favicon.ico")

    assert (response.status_code, response["Location"]) == (302, "/static/icons/favicon.ico")


def test_an_upload_is_served_as_a_harmless_file() -> None:
    folder = Path(settings.MEDIA_ROOT) / "pictures"
    folder.mkdir(parents=True)
    (folder / "leg.webp").write_bytes(b"RIFF0000WEBP")

    response = Client().get("/media/pictures/leg.webp")

    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "max-age=31536000" in response["Cache-Control"]


@pytest.mark.parametrize(
    "name",
    ["page.html", "picture.svg", "pictures", "../secret-key", "%2e%2e/secret-key", "a.webp/"],
)
def test_nothing_but_pictures_is_served(name: str) -> None:
    root = Path(settings.MEDIA_ROOT)
    (root / "pictures").mkdir(parents=True)
    (root / "page.html").write_text("<script>")
    (root / "picture.svg").write_text("<svg/>")
    (root.parent / "secret-key").write_text("key")

    assert Client().get(f"/media/{name}").status_code == 404
