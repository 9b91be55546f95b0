"""Pages go out compressed, once each, and private ones are never kept."""

import gzip
from collections.abc import Callable

import brotli
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from groundwork.compression import (
    SMALLEST_BYTES,
    CompressedPages,
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


def test_a_page_is_compressed_once() -> None:
    layer = middleware()

    first, second = get(layer, "br").content, get(layer, "br").content

    assert first == second
    assert layer.pages.size == len(first)


@pytest.mark.parametrize("rule", ["no-store", "private, max-age=0"])
def test_a_private_page_is_compressed_but_not_kept(rule: str) -> None:
    layer = middleware(headers={"Cache-Control": rule})

    response = get(layer, "br")

    assert brotli.decompress(response.content) == PAGE
    assert layer.pages.size == 0


def test_a_page_that_sets_a_cookie_is_not_kept() -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        response = HttpResponse(PAGE)
        response.set_cookie("a", "b")
        return response

    layer = CompressionMiddleware(view)
    get(layer, "br")

    assert layer.pages.size == 0


def test_small_pages_and_pictures_are_left_alone() -> None:
    small = get(middleware(b"x" * (SMALLEST_BYTES - 1)), "br")
    picture = get(middleware(PAGE, {"Content-Type": "image/webp"}), "br")

    assert not small.has_header("Content-Encoding")
    assert not picture.has_header("Content-Encoding")


def test_kept_pages_stay_within_their_bytes_and_the_oldest_goes_first() -> None:
    pages = CompressedPages(limit=400)
    texts = [bytes([65 + n]) * 3000 + bytes(range(97, 123)) * n for n in range(40)]

    for text in texts:
        pages.get("gzip", text)

    assert 0 < pages.size <= 400
    assert pages.get("gzip", texts[-1])
