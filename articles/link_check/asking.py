"""Asks one address whether it opens. Reads next to nothing, and reaches only public hosts.

An editor may type any address; the server that checks it stands inside a network whose other
machines are nobody's business. So every hop of a redirect is resolved here, and refused unless
all its addresses are public.
"""

import http.client
import socket
import ssl
from collections.abc import Callable
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

SECONDS = 10
MOST_REDIRECTS = 5
OPENED = ""

# Sites that turn programs away say nothing about whether a reader gets in.
_TURNED_AWAY = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS}
_ASK_OTHERWISE = {HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED, HTTPStatus.NOT_FOUND}
_HEADERS = {"User-Agent": "Legwise link check", "Accept": "*/*", "Connection": "close"}

MayReach = Callable[[str], bool]


class NotOpened(Exception):
    """The reason, as an editor reads it."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet."""
    found = ip_address(address.partition("%")[0])
    return found.is_global and not found.is_multicast


def ask(url: str, may_reach: MayReach = is_public) -> str:
    """Why an address does not open, in a few words; `OPENED` if it does."""
    try:
        for _ in range(MOST_REDIRECTS + 1):
            status, onward = _asked(url, may_reach)
            if not onward:
                return _judged(status)
            url = urljoin(url, onward)
    except NotOpened as refusal:
        return str(refusal)
    except ssl.SSLError as error:
        return f"Its certificate is not in order ({error.reason or 'no reason given'})."
    except TimeoutError:
        return f"It did not answer within {SECONDS} seconds."
    except socket.gaierror:
        return "There is no such host."
    except (OSError, http.client.HTTPException, ValueError) as error:
        return f"It could not be reached ({type(error).__name__})."
    return f"It redirects more than {MOST_REDIRECTS} times."


def _judged(status: int) -> str:
    if status < HTTPStatus.BAD_REQUEST or status in _TURNED_AWAY:
        return OPENED
    try:
        words = HTTPStatus(status).phrase
    except ValueError:
        words = "no meaning known"
    return f"It answers {status} ({words})."


def _asked(url: str, may_reach: MayReach) -> tuple[int, str]:
    """The status, and where it sends us on. Some sites answer only to GET."""
    status, onward = _request("HEAD", url, may_reach)
    return _request("GET", url, may_reach) if status in _ASK_OTHERWISE else (status, onward)


def _request(method: str, url: str, may_reach: MayReach) -> tuple[int, str]:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise NotOpened("It is no address of the web.")
    host = parts.hostname.encode("idna").decode("ascii")
    connection = _connection(parts.scheme, host, parts.port, may_reach)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(method, _plain(path), headers=_HEADERS)
        answer = connection.getresponse()
        is_sent_on = answer.status in {301, 302, 303, 307, 308}
        return answer.status, answer.getheader("Location", "") if is_sent_on else ""
    finally:
        connection.close()


def _plain(path: str) -> str:
    """As bytes may go over the wire: what is not ASCII, and spaces, are percent-encoded."""
    return "".join(
        c if 0x20 < ord(c) < 0x7F else "".join(f"%{byte:02X}" for byte in c.encode()) for c in path
    )


def _connection(
    scheme: str, host: str, port: int | None, may_reach: MayReach
) -> http.client.HTTPConnection:
    """Connects to an address that was looked at, not to whatever the name means a moment later."""

    def connect(target: tuple[str, int], *_rest: object, **_named: object) -> socket.socket:
        addresses = socket.getaddrinfo(*target, type=socket.SOCK_STREAM)
        if not all(may_reach(str(each[4][0])) for each in addresses):
            raise NotOpened("It is not on the open internet.")
        host, port = addresses[0][4][:2]
        return socket.create_connection((str(host), int(port)), timeout=SECONDS)

    kind = http.client.HTTPSConnection if scheme == "https" else http.client.HTTPConnection
    connection = kind(host, port or kind.default_port, timeout=SECONDS)
    # The one place where the standard library lets us choose what is connected to.
    connection._create_connection = connect  # type: ignore[attr-defined]
    return connection
