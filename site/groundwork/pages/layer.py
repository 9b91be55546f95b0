"""Answers readers with kept pages before Django is entered, and makes those that are missing.

A page is made from its path and its view's own parameters alone: what else a request says, its
cookies, its headers and its other parameters, never reaches the view, so it can neither split the
cache nor poison it.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, resolve
from django.utils import translation

from groundwork.compression import SMALLEST_BYTES, accepted_encoding, compress
from groundwork.languages import language_of
from groundwork.metrics import page_counter
from groundwork.pages.keeping import SLIP, Keeping, Slip, keeping_of
from groundwork.pages.memory import Flights, Headers, KeptPage, PageMemory, Variant, finish
from groundwork.pages.versions import State, Unreachable, Versions

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

# Pages with parameters keep to a part of the memory: whoever plays with them evicts only those.
PART_FOR_PARAMETERS = 4
LONGEST_QUERY = 2000
LONGEST_PATH = 300
NOT_MODIFIED = "304 Not Modified"
PASSED_ON = (
    "SERVER_NAME",
    "SERVER_PORT",
    "SERVER_PROTOCOL",
    "SCRIPT_NAME",
    "REMOTE_ADDR",
    "HTTP_X_FORWARDED_PROTO",
)


@dataclass
class _Answer:
    """What the application said."""

    status: str = ""
    headers: Headers = field(default_factory=list)
    body: bytes = b""


class PageLayer:
    """A WSGI application in front of `application`. `limit`: bytes of memory for pages."""

    def __init__(self, application: Application, versions: Versions, limit: int) -> None:
        self.application = application
        self.versions = versions
        self.pages = PageMemory(limit - limit // PART_FOR_PARAMETERS)
        self.pages_with_parameters = PageMemory(limit // PART_FOR_PARAMETERS)
        self.flights = Flights()
        self.count = page_counter()
        self.is_behind_tls = settings.SECURE_SSL_REDIRECT
        self.host = _host_of(settings.SITE_URL)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        address = self._address(environ)
        if address is None:
            return self.application(environ, start_response)
        try:
            page = self._page(address, environ)
        except Unreachable:
            return self.application(environ, start_response)
        if isinstance(page, _Answer):
            return _send_once(page, environ, start_response)
        return _send(page, environ, start_response)

    def _address(self, environ: Environ) -> str | None:
        """Path and own parameters of a page that may be kept; None for anything else."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        path = environ.get("PATH_INFO", "")
        keeping = _keeping_at(path) if len(path) <= LONGEST_PATH else None
        if keeping is None or not _is_our_host(environ.get("HTTP_HOST", "")):
            return None
        if self.is_behind_tls and environ.get("HTTP_X_FORWARDED_PROTO") != "https":
            return None
        query = environ.get("QUERY_STRING", "")
        if not query or not keeping.parameters:
            return str(path)
        if len(query) > LONGEST_QUERY:
            return None
        own = _own_parameters(query, keeping)
        return f"{path}?{own}" if own else str(path)

    def _page(self, address: str, environ: Environ) -> "KeptPage | _Answer":
        memory = self.pages_with_parameters if "?" in address else self.pages
        page = memory.get(address)
        if page is not None and page.is_right(self.versions.now(), time.time()):
            self.count()
            return page
        with self.flights.alone(address):
            page = memory.get(address)
            state = self.versions.now()
            if page is not None and page.is_right(state, time.time()):
                return page
            return self._made(address, environ, memory, page, state)

    def _made(
        self,
        address: str,
        environ: Environ,
        memory: PageMemory,
        before: KeptPage | None,
        state: State,
    ) -> KeptPage | _Answer:
        """The page as it is now; the one before it if it cannot be made, as with no database."""
        slip = Slip()
        plain = _plain_environ(environ, address, slip)
        answer = self._ask({**plain, "HTTP_HOST": self.host or environ["HTTP_HOST"]})
        if before is not None and answer.status[:1] == "5":
            return before
        if not slip.is_kept or not _may_be_kept(answer):
            memory.drop(address)
            return answer
        page = finish(
            answer.body,
            answer.headers,
            tables=slip.tables,
            state=state,
            until=slip.until.timestamp(),
            before=before,
        )
        memory.keep(address, page)
        return page

    def _ask(self, environ: Environ) -> _Answer:
        answer = _Answer()

        def take(status: str, headers: Headers, _exc_info: Any = None) -> None:
            answer.status, answer.headers = status, headers

        parts = self.application(environ, take)
        try:
            answer.body = b"".join(parts)
        finally:
            close = getattr(parts, "close", None)
            if close is not None:
                close()
        return answer


def _send(page: KeptPage, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    variant = page.variants[_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))]
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known is not None and _knows(known, variant):
        start_response(NOT_MODIFIED, variant.short_headers)
        return []
    start_response("200 OK", variant.headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [variant.body]


def _send_once(answer: _Answer, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """An answer that is not kept: not found, moved, or a choice that nothing answers to."""
    encoding = _encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
    headers, body = answer.headers, answer.body
    if encoding and len(body) >= SMALLEST_BYTES:
        body = compress(encoding, body, thorough=False)
        headers = [each for each in headers if each[0].lower() != "content-length"]
        headers += [("Content-Encoding", encoding), ("Content-Length", str(len(body)))]
    start_response(answer.status, headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _knows(header: str, variant: Variant) -> bool:
    """Whether an If-None-Match header names this variant; weak marks count (RFC 9110, 13.1.2)."""
    if header == variant.validator:
        return True
    marks = {mark.strip().removeprefix("W/") for mark in header.split(",")}
    return variant.validator in marks or "*" in marks


@lru_cache(maxsize=512)
def _encoding(header: str) -> str:
    return accepted_encoding(header)


@lru_cache(maxsize=4096)
def _keeping_at(path: str) -> Keeping | None:
    # Which paths there are depends on the language spoken; what this thread last spoke does not.
    with translation.override(language_of(path)):
        try:
            return keeping_of(resolve(_decoded(path)).func)
        except (Resolver404, UnicodeDecodeError):
            return None


def _decoded(path: str) -> str:
    """WSGI hands over a path's bytes as latin-1; addresses of ours are UTF-8."""
    return path.encode("latin-1").decode("utf-8")


@lru_cache(maxsize=512)
def _is_our_host(host: str) -> bool:
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def _host_of(site_url: str) -> str:
    """The host every kept page is made under, if it is one of ours."""
    host = urlsplit(site_url).netloc
    return host if _is_our_host(host) else ""


def _own_parameters(query: str, keeping: Keeping) -> str:
    """The parameters a view depends on, once each and in one order; of two alike the last."""
    given = dict(parse_qsl(query, keep_blank_values=True, max_num_fields=None))
    return urlencode([(name, given[name]) for name in keeping.parameters if given.get(name)])


def _plain_environ(environ: Environ, address: str, slip: Slip) -> Environ:
    """A request for the page and nothing more."""
    path, _, query = address.partition("?")
    told = {name: environ[name] for name in PASSED_ON if name in environ}
    told |= {name: value for name, value in environ.items() if name.startswith("wsgi.")}
    return {
        **told,
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        SLIP: slip,
    }


def _may_be_kept(answer: _Answer) -> bool:
    """Once more, of the finished answer: no cookie, and not another one for another reader."""
    if not answer.status.startswith("200"):
        return False
    for name, value in answer.headers:
        lowered = name.lower()
        if lowered == "set-cookie" or (lowered == "cache-control" and "no-store" in value):
            return False
        if lowered == "vary" and value.lower() not in {"", "accept-encoding"}:
            return False
    return True
