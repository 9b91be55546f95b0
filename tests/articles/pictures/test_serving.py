"""Pictures as they are served: kept for a year, harmless, and nothing else from the folder."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db

NAME = "pictures/kqm3xq9dthsw.webp"
CONTENT = b"RIFF0000WEBPVP8 "


@pytest.fixture(autouse=True)
def _folder() -> None:
    root = Path(settings.MEDIA_ROOT)
    (root / "pictures").mkdir(parents=True)
    for name in (NAME, "pictures/kqm3xq9dthsw-400.webp"):
        (root / name).write_bytes(CONTENT)
    for name in ("page.html", "pictures/kqm3xq9dthsw.html", "pictures/.webp", "a.webp"):
        (root / name).write_text("<script>")
    (root / "pictures" / "kqm3xq9dthsx.webp").mkdir()
    (root.parent / "secret-key").write_text("key")


@pytest.mark.parametrize("name", [NAME, "pictures/kqm3xq9dthsw-400.webp"])
def test_a_picture_is_served_as_a_harmless_file_for_a_year(name: str) -> None:
    response = Client().get(f"/media/{name}")

    assert response.status_code == 200
    assert b"".join(response) == CONTENT
    assert response["Content-Type"] == "image/webp"
    assert response["Content-Length"] == str(len(CONTENT))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert response["Content-Security-Policy"].endswith("; sandbox")
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not response.cookies


def test_asked_for_its_head_it_sends_no_body() -> None:
    response = Client().head(f"/media/{NAME}")

    assert (response.status_code, response["Content-Length"]) == (200, str(len(CONTENT)))
    assert b"".join(response) == b""


def test_a_browser_that_has_it_is_told_so() -> None:
    mark = Client().get(f"/media/{NAME}")["ETag"]

    again = Client().get(f"/media/{NAME}", headers={"If-None-Match": mark})
    other = Client().get(f"/media/{NAME}", headers={"If-None-Match": '"another"'})

    assert (again.status_code, other.status_code) == (304, 200)


@pytest.mark.parametrize("asked", ["bytes=0-3", "bytes=99999-", "bytes=-1", "lines=1", "\ud800"])
def test_a_range_is_answered_with_the_whole_picture(asked: str) -> None:
    response = Client().get(f"/media/{NAME}", HTTP_RANGE=asked)

    assert response.status_code == 200
    assert b"".join(response) == CONTENT


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pictures_can_only_be_read(method: str) -> None:
    assert getattr(Client(), method)(f"/media/{NAME}").status_code in {403, 405}


@pytest.mark.parametrize(
    "name",
    [
        *("page.html", "pictures/kqm3xq9dthsw.html", "pictures", "pictures/", "a.webp", ""),
        *("../secret-key", "%2e%2e/secret-key", "pictures/../../secret-key", "pictures/.webp"),
        *("pictures/kqm3xq9dthsw.webp/", "pictures/kqm3xq9dthsx.webp", "pictures/unknown123.webp"),
        *("pictures/KQM3XQ9DTHSW.webp", "pictures/kqm3xq9dthsw.webp%0a", "/pictures/x.webp"),
        *("pictures/kqm3xq9dthsw-400.webp.html", "pictures\\kqm3xq9dthsw.webp", "pictures/é.webp"),
    ],
)
def test_nothing_else_is_served(name: str) -> None:
    assert Client().get(f"/media/{name}").status_code == 404


@pytest.mark.parametrize("name", ["pictures/unknown123.webp", "page.html"])
def test_what_is_not_there_is_not_there_for_who_names_its_mark(name: str) -> None:
    response = Client().get(f"/media/{name}", headers={"If-None-Match": "*"})

    assert response.status_code == 404
