"""Pages go out compressed, once each, and private ones are never kept."""

import gzip
from collections.abc import Callable

import brotli
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from groundwork.compression import (
    SMALLEST_BYTES,
    CompressionMiddleware,
    accepted_encoding,
)

PAGE = b"<p>calf</p>" * 200


def middleware(
    content: bytes = PAGE, headers: dict[str, str] | None = None
) -> CompressionMiddleware:
    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(content, headers=headers)

    return CompressionMiddleware(view)


def get(layer: Callable[[HttpRequest], HttpResponse], accepts: str) -> HttpResponse:
    return layer(RequestFactory().get("/", headers={"accept-encoding": accepts}))


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("br, gzip", "br"),
        ("gzip", "gzip"),
        ("gzip;q=0, br;q=0.5", "br"),
        ("br;q=0, gzip;q=0", ""),
        ("BR", "br"),
        ("identity", ""),
        ("", ""),
        ("*", ""),
        (";;;,,,q=", ""),
    ],
)
def test_the_best_encoding_the_browser_takes_is_chosen(header: str, encoding: str) -> None:
    assert accepted_encoding(header) == encoding


def test_a_page_comes_back_the_same_after_unpacking() -> None:
    layer = middleware()

    packed = get(layer, "br")
    zipped = get(layer, "gzip")

    assert brotli.decompress(packed.content) == PAGE
    assert gzip.decompress(zipped.content) == PAGE
    assert packed["Content-Length"] == str(len(packed.content))
    assert "Accept-Encoding" in packed["Vary"]


def test_a_browser_that_takes_nothing_gets_the_plain_page_and_caches_are_told() -> None:
    plain = get(middleware(), "identity")

    assert plain.content == PAGE
    assert not plain.has_header("Content-Encoding")
    assert "Accept-Encoding" in plain["Vary"]


def test_small_pages_and_pictures_are_left_alone() -> None:
    small = get(middleware(b"x" * (SMALLEST_BYTES - 1)), "br")
    picture = get(middleware(PAGE, {"Content-Type": "image/webp"}), "br")

    assert not small.has_header("Content-Encoding")
    assert not picture.has_header("Content-Encoding")
