"""Kept pages in several languages: each at its own address, whatever a thread spoke before."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import translation

from groundwork.pages import layer
from groundwork.pages.layer import PageLayer
from groundwork.pages.versions import FileVersions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_transaction() -> Iterator[None]:
    """The test's own transaction goes on after each request, as with Django's test client."""
    layer._keeping_at.cache_clear()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    layer._keeping_at.cache_clear()


@pytest.fixture
def pages(tmp_path: Path) -> PageLayer:
    return PageLayer(get_wsgi_application(), FileVersions(tmp_path / "versions"), 1_000_000)


def get(pages: PageLayer, path: str, language: str = "en") -> str:
    """As a browser that would rather read `language`."""
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "HTTP_ACCEPT_LANGUAGE": language,
        "HTTP_COOKIE": f"django_language={language}",
        "wsgi.input": io.BytesIO(b""),
        "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": "http",
    }
    return b"".join(pages(environ, lambda *_: None)).decode()


@pytest.mark.parametrize("spoken_before", ["es", "en-gb"])
def test_languages_are_kept_apart(pages: PageLayer, spoken_before: str) -> None:
    with translation.override(spoken_before):
        first = {path: get(pages, path, "es") for path in ("/now/", "/es/now/")}
        again = {path: get(pages, path, "en") for path in ("/es/now/", "/now/")}

        assert translation.get_language() == spoken_before
    assert first == again
    assert '<html lang="en-gb"' in first["/now/"]
    assert '<html lang="es"' in first["/es/now/"]
    assert len(pages.pages) == 2


@pytest.mark.parametrize("path", ["/es/", "/es/articles/", "/es/self-check/", "/es/glossary/"])
def test_a_page_in_another_language_is_kept(pages: PageLayer, path: str) -> None:
    get(pages, path)

    assert len(pages.pages) == 1
