"""Sends text pages compressed, and compresses each distinct page once.

Brotli at its best setting takes 10 to 40 ms, far too long for every request; a page's compressed
form is kept by the hash of its bytes, so it can never be stale. Pages marked private or no-store
(the self-check, the admin) are compressed lightly and not kept.
"""

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

SMALLEST_BYTES = 500
KEPT_BYTES = 16_000_000
BEST_BROTLI = 11
QUICK_BROTLI = 4
TEXT_TYPES = ("text/", "application/json", "application/xml", "application/atom+xml", "image/svg")


class CompressedPages:
    """The compressed pages sent last, at most `limit` bytes of them. Safe between threads."""

    def __init__(self, limit: int = KEPT_BYTES) -> None:
        self.limit = limit
        self.size = 0
        self._pages: OrderedDict[tuple[str, bytes], bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, encoding: str, content: bytes) -> bytes:
        key = (encoding, hashlib.sha256(content).digest())
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
                return self._pages[key]
        packed = compress(encoding, content, thorough=True)
        with self._lock:
            self._keep(key, packed)
        return packed

    def _keep(self, key: tuple[str, bytes], packed: bytes) -> None:
        self.size += len(packed) - len(self._pages.pop(key, b""))
        self._pages[key] = packed
        while self.size > self.limit:
            self.size -= len(self._pages.popitem(last=False)[1])


def compress(encoding: str, content: bytes, *, thorough: bool) -> bytes:
    """`content` as `br` or `gzip`."""
    if encoding == "br":
        return bytes(brotli.compress(content, quality=BEST_BROTLI if thorough else QUICK_BROTLI))
    return gzip.compress(content, compresslevel=9 if thorough else 4, mtime=0)


def accepted_encoding(header: str) -> str:
    """`br`, `gzip` or `` from an Accept-Encoding header; a weight of nought means no."""
    offered = {}
    for part in header.lower().split(","):
        name, _, parameters = part.strip().partition(";")
        weight = parameters.replace(" ", "").removeprefix("q=")
        offered[name.strip()] = weight not in {"0", "0.0", "0.00", "0.000"}
    return next((name for name in ("br", "gzip") if offered.get(name)), "")


class CompressionMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.pages = CompressedPages()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not self._is_worth_it(response):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        encoding = accepted_encoding(request.headers.get("Accept-Encoding", ""))
        if encoding:
            response.content = self._packed(encoding, response)
            response.headers["Content-Encoding"] = encoding
            response.headers["Content-Length"] = str(len(response.content))
        return response

    def _is_worth_it(self, response: HttpResponse) -> bool:
        return (
            not response.streaming
            and not response.has_header("Content-Encoding")
            and response.headers.get("Content-Type", "").startswith(TEXT_TYPES)
            and len(response.content) >= SMALLEST_BYTES
        )

    def _packed(self, encoding: str, response: HttpResponse) -> bytes:
        if is_private(response):
            return compress(encoding, response.content, thorough=False)
        return self.pages.get(encoding, response.content)


def is_private(response: HttpResponse) -> bool:
    """True for a page that must not outlive its request: it says so, or it sets a cookie."""
    rules = response.headers.get("Cache-Control", "")
    return "no-store" in rules or "private" in rules or bool(response.cookies)
