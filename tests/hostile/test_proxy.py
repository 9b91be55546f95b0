"""The same through nginx as docs/deploy.md sets it up: nothing smuggled, nobody believed."""

import pytest

from tests.hostile.observatory import score
from tests.hostile.odd import BROKEN, CHUNKED, FORM, HALF
from tests.hostile.wire import END, HOST, Proxy, Server, documented, request

# The server has a file of its own for a database.
pytestmark = pytest.mark.alike
POST = b"POST /updates/ HTTP/1.1\r\nHost: legs.example\r\n" + FORM + b"\r\n"
HIDDEN = b"GET /healthz HTTP/1.1\r\nHost: legs.example\r\nX-Hidden: "
LAST = b"GET /robots.txt HTTP/1.1\r\nHost: legs.example\r\nConnection: close" + END
LENGTH = b"Content-Length: %d\r\n"

# Each hides a request in what one of the two may take for a body.
SMUGGLED = {
    "length, then chunked": LENGTH % (5 + len(HIDDEN)) + CHUNKED + b"\r\n0" + END + HIDDEN,
    "chunked, then length": CHUNKED + LENGTH % 4 + b"\r\n5c\r\n" + HIDDEN + b"\r\n0" + END,
    "chunked under a tab": LENGTH % 5 + b"Transfer-Encoding:\tchunked" + END + b"0" + END + HIDDEN,
    "chunked in capitals": LENGTH % 5 + b"Transfer-Encoding: CHUNKED" + END + b"0" + END + HIDDEN,
    "chunked after another": b"Transfer-Encoding: x, chunked\r\n"
    + LENGTH % 5
    + b"\r\n0"
    + END
    + HIDDEN,
    "chunked in a second line": b"X: a\nTransfer-Encoding: chunked\r\n"
    + LENGTH % 5
    + b"\r\n0"
    + END,
    "two lengths": LENGTH % 0 + LENGTH % len(HIDDEN) + b"\r\n" + HIDDEN,
    "a length with a space": b"Content-Length : 0\r\n" + LENGTH % len(HIDDEN) + b"\r\n" + HIDDEN,
    "a chunk with a wrong end": CHUNKED + b"\r\n3\r\nabc" + HIDDEN + b"\r\n0" + END,
    "a chunk too long to count": CHUNKED + b"\r\nffffffffffffffff1\r\n" + HIDDEN,
    "a GET with a body": b"",
}


@pytest.mark.parametrize("rest", SMUGGLED)
def test_nothing_is_smuggled_past_the_proxy(proxy: Proxy, rest: str) -> None:
    first = POST + SMUGGLED[rest]
    if not SMUGGLED[rest]:
        first = (
            b"GET /nowhere/ HTTP/1.1\r\nHost: legs.example\r\n"
            + LENGTH % len(HIDDEN)
            + b"\r\n"
            + HIDDEN
        )

    heard = proxy.send(first + LAST).whole

    assert b"\r\n\r\nok\n" not in heard, heard
    assert heard.count(b"HTTP/1.1 ") <= 2
    assert not {b"HTTP/1.1 500", b"HTTP/1.1 502", b"HTTP/1.1 504"} & {heard[:12]}


@pytest.mark.parametrize("rest", BROKEN)
def test_a_request_that_can_be_read_in_two_ways_is_refused(proxy: Proxy, rest: str) -> None:
    reply = proxy.send(POST + b"Connection: close\r\n" + BROKEN[rest])

    assert reply.status in (0, 400, 403, 413, 431, 494, 501), reply.whole[:300]


@pytest.mark.parametrize("rest", HALF)
def test_a_request_that_ends_in_the_middle_reaches_nobody(
    proxy: Proxy, server: Server, rest: str
) -> None:
    reply = proxy.send(POST + b"Connection: close\r\n" + HALF[rest], is_half=True)

    assert reply.status in (0, 400, 408, 413), reply.whole[:300]
    assert server.ask("/livez").status == 200


def test_what_a_client_says_of_itself_is_thrown_away(proxy: Proxy) -> None:
    forged = (b"X-Forwarded-Proto: http", b"X-Forwarded-For: 10.0.0.1", b"X-Forwarded-Host: evil")

    reply = proxy.send(request("/articles", "GET", *forged))

    assert (reply.status, reply.headers["location"]) == (301, "/articles/")
    assert "strict-transport-security" in reply.headers


@pytest.mark.parametrize("host", [b"evil.example", b"legs.example.evil.example", b"", b"127.0.0.1"])
def test_another_host_is_cut_off(proxy: Proxy, host: bytes) -> None:
    assert proxy.send(request("/", host=host)).status in (0, 400, 421)
    assert proxy.send_in_clear(request("/", host=host)).status in (0, 400)


def test_another_name_gets_no_handshake(proxy: Proxy) -> None:
    with pytest.raises(OSError, match=r"(?i)ssl|unrecognized|alert"):
        proxy.send(request("/"), name="evil.example")


def test_the_clear_address_leads_to_tls_and_nowhere_else(proxy: Proxy) -> None:
    for path in ("/articles/?topic=cramps", "//evil.example/..", "/%0d%0aX:y"):
        reply = proxy.send_in_clear(request(path))

        assert reply.status == 301
        assert reply.headers["location"].startswith(f"https://{HOST}/")
        assert "x" not in reply.headers


def test_a_body_larger_than_any_upload_stops_at_the_proxy(proxy: Proxy) -> None:
    announced = b"Content-Length: 50000000\r\nConnection: close" + END

    assert proxy.send(POST + announced, is_half=True).status == 413


def test_the_observatory_gives_the_site_behind_it_the_full_score(proxy: Proxy) -> None:
    for path, least in (("/", 130), ("/articles/night-cramps/", 130), ("/admin/login/", 125)):
        reply = proxy.send(request(path))

        assert reply.status == 200
        assert score(reply.headers, reply.cookies).total >= least
    assert b"nginx/" not in proxy.send(request("/")).whole


def test_the_documented_lines_keep_what_they_are_there_for() -> None:
    lines = documented()

    assert "X-Forwarded-For $remote_addr;" in lines
    assert "$proxy_add_x_forwarded_for" not in lines
    assert "proxy_request_buffering on;" in lines
