"""A browser without script, over the wire; it can be walked with like Django's own client."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener


@dataclass(frozen=True)
class Response:
    """What came back in the end, and the addresses on the way."""

    status_code: int
    content: bytes
    headers: Message
    redirect_chain: tuple[tuple[str, int], ...]


class _Stay(HTTPRedirectHandler):
    """Leaves redirects to the browser, which remembers them."""

    def redirect_request(self, *_said: Any) -> None:
        return None


@dataclass
class Browser:
    """`urls`: every address it went to; `set_cookies`: every cookie it was given."""

    site: str
    headers: dict[str, str] = field(default_factory=dict)
    urls: list[str] = field(default_factory=list)
    set_cookies: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.jar = CookieJar()
        self.opener = build_opener(_Stay, HTTPCookieProcessor(self.jar))

    def get(self, url: str, follow: bool = True) -> Response:
        return self.ask("GET", url, None)

    def post(self, url: str, data: Mapping[str, str | list[str]], follow: bool = True) -> Response:
        return self.ask("POST", url, urlencode(data, doseq=True).encode())

    def ask(self, method: str, url: str, body: bytes | None, **headers: str) -> Response:
        """Go there, and on wherever it leads."""
        chain: list[tuple[str, int]] = []
        self.bodies += [body.decode()] if body else []
        while True:
            status, told, content = self._send(method, url, body, headers)
            if status not in {301, 302, 303}:
                return Response(status, content, told, tuple(chain))
            method, body = "GET", None
            url = urlsplit(urljoin(url, told["Location"])).geturl()
            chain.append((url, status))

    def _send(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]
    ) -> tuple[int, Message, bytes]:
        self.urls.append(url)
        said = {**self.headers, **headers}
        request = Request(urljoin(self.site, url), body, said, method=method)
        try:
            answer = self.opener.open(request)
        except HTTPError as error:
            answer = error
        with answer:
            self.set_cookies += answer.headers.get_all("Set-Cookie", [])
            return answer.status, answer.headers, answer.read()
