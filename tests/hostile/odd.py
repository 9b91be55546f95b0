"""Requests no honest browser sends, by what they try."""

from tests.hostile.wire import END

RUN = "/self-check/legs/AAAAAAAAAAAAAAAAAAAAAA"
FORM = b"Content-Type: application/x-www-form-urlencoded"
TOKEN = "t" * 32
COOKIE = b"Cookie: __Secure-csrftoken=" + TOKEN.encode()
OWN = (FORM, COOKIE, b"Referer: https://legs.example/updates/")
ODD = [
    *(
        "//evil.example",
        "//evil.example/%2e%2e/",
        "///evil.example/..",
        "/%2e%2e/%2e%2e/etc/passwd",
    ),
    *(
        "/../../etc/passwd",
        "/media/../secret-key",
        "/media/%2e%2e/%2e%2e/secret-key",
        "/media/",
        "/media/pictures/",
    ),
    *("/media/pictures/..%5c..%5csecret-key", "/media/pictures/%2e%2e%2fsecret-key", "/.env"),
    *(
        "/static/../secret-key",
        "/static/%2e%2e/secret-key",
        "/static/..%2fsecret-key",
        "/.git/HEAD",
    ),
    *(
        "/static/",
        "/%00",
        "/media/pictures/%00.webp",
        "/articles/%00/",
        "/%ff%fe",
        "/%c0%ae%c0%ae/",
    ),
    *(
        "/search/?q=%00",
        "/articles/?topic=%00",
        "/api/v1/articles/%00/",
        "/preview/%ff/",
        "/%u0000",
    ),
    *("/api/v1/articles/?page=-1", "/api/v1/articles/?page=1e9", "/articles/night-cramps//"),
    *("/sitemap-articles-99999999999999999999.xml", "/es//evil.example", "/es/%2e%2e/", "*"),
    *("/markdownx/upload/", "/markdownx/markdownify/", "/metrics", "/admin/markdown/upload/"),
    *(f"/preview/{'a' * 3000}/", f"/articles/{'a' * 5000}/", f"/{'a' * 9000}", "/admin/%00/"),
    *("/self-check/legs/outcomes/evil/", f"/self-check/legs/{'A' * 5000}/x/", f"{RUN}/%00/"),
    *(
        "/\xff",
        "/search/?q=\xff",
        f"/{'a' * 70_000}",
    ),
]
HOSTS = [
    *(
        b"evil.example",
        b"legs.example@evil.example",
        b"legs.example, evil.example",
        b"",
        b"a" * 3000,
    ),
    *(
        b"[::1",
        b"legs.example:abc",
        b"legs.example/evil?",
        b"../../x",
        b"\xc3\xa9",
        b"legs.example\t",
    ),
    *(b"evil.example#legs.example", b"legs.example.evil.example", b"evil-legs.example", b"x\x00"),
]
POISONS = [
    b"X-Forwarded-Host: evil.example",
    b"X-Forwarded-Server: evil.example",
    b"X-Host: evil.example",
    b"Forwarded: host=evil.example;proto=http",
    b"X-Original-URL: /admin/",
    b"X-Rewrite-URL: /admin/",
    b"X-Forwarded-Prefix: //evil.example",
    b"X-Forwarded-Port: 1",
    b"X-Forwarded-For: evil.example",
    b"X-HTTP-Method-Override: PUT",
    b"X-Method-Override: DELETE",
    b"Accept-Language: es-evil.example",
    b"Accept-Encoding: evil.example;q=1, br;q=nan, \xff",
    b"Accept: application/evil.example",
    b"Cookie: __Secure-sessionid=evil.example; __Secure-csrftoken=evil.example",
    b"Cookie: __Secure-legwise-run=evil.example",
    b"Origin: https://evil.example",
    b"Referer: https://evil.example/\xff",
    b"If-None-Match: evil.example",
    b"Range: bytes=0-0,0-0,-1",
    b"User-Agent: evil.example<script>",
    b"X-Request-ID: evil.example",
    b"Upgrade: h2c",
]
PAGES_WITH_FORMS = [
    "/updates/",
    "/articles/night-cramps/comment/",
    "/articles/night-cramps/feedback/",
    "/admin/login/",
    "/admin/markdown/upload/",
    "/admin/markdown/preview/",
    f"{RUN}/x/",
    f"{RUN}/clear/",
    "/updates/unsubscribe/x/",
]
PART = b'--x\r\nContent-Disposition: form-data; name="a"'
BODIES = {
    "a NUL": (FORM, b"name=%00&text=%00&answer=%00&username=%00"),
    "no UTF-8": (FORM, b"name=%ff%fe&text=\xff&answer=%c0%ae&username=\xff"),
    "10,000 fields": (FORM, b"&".join(b"f%d=1" % n for n in range(10_000))),
    "3 MB": (FORM, b"text=" + b"a" * 3_000_000),
    "another charset": (FORM + b"; charset=utf-16", b"a=1"),
    "a charset that is none": (FORM + b"; charset=evil", b"a=1"),
    "no boundary": (b"Content-Type: multipart/form-data", b"a=1"),
    "an empty boundary": (b"Content-Type: multipart/form-data; boundary=", b"a=1"),
    "a long boundary": (b"Content-Type: multipart/form-data; boundary=" + b"x" * 300, b"a=1"),
    "half a part": (b"Content-Type: multipart/form-data; boundary=x", PART + END + b"\xff"),
    "a file under a path": (
        b"Content-Type: multipart/form-data; boundary=x",
        PART + b'; filename="../../evil"' + END + b"x\r\n--x--\r\n",
    ),
    "base64 that is none": (
        b"Content-Type: multipart/form-data; boundary=x",
        PART + b"\r\nContent-Transfer-Encoding: base64" + END + b"\xff\xff\r\n--x--\r\n",
    ),
    "1,000 files": (
        b"Content-Type: multipart/form-data; boundary=x",
        b"".join(PART + b'; filename="a"' + END + b"x\r\n" for _ in range(1000)) + b"--x--\r\n",
    ),
    "JSON": (b"Content-Type: application/json", b"{" * 10_000),
}
HEAD = (
    b"POST /updates/ HTTP/1.1\r\nHost: legs.example\r\nX-Forwarded-Proto: https\r\n"
    + FORM
    + b"\r\n"
)
CHUNKED = b"Transfer-Encoding: chunked\r\n"
BROKEN = {
    "two lengths": b"Content-Length: 5\r\nContent-Length: 6" + END + b"abcdef",
    "a list of lengths": b"Content-Length: 5, 6" + END + b"abcdef",
    "a length below nought": b"Content-Length: -1" + END,
    "a length with a sign": b"Content-Length: +5" + END + b"abcde",
    "a length in hex": b"Content-Length: 0x5" + END + b"abcde",
    "an endless length": b"Content-Length: 99999999999999999999999" + END + b"abcde",
    "an unknown coding": b"Transfer-Encoding: xchunked" + END + b"0" + END,
    "chunked twice": CHUNKED + b"Transfer-Encoding: identity" + END + b"0" + END,
    "a space before the colon": b"Transfer-Encoding : chunked" + END + b"0" + END,
    "a folded line": b"X: a\r\n b\r\nContent-Length: 0" + END,
    "a NUL in a header": b"X: a\x00b\r\nContent-Length: 0" + END,
    "a space in a name": b"X Y: a\r\nContent-Length: 0" + END,
    "a bare return": b"X: a\rContent-Length: 5" + END + b"abcde",
    "5,000 headers": b"".join(b"X%d: a\r\n" % n for n in range(5000)) + b"\r\n",
    "a header of 1 MB": b"X: " + b"a" * 1_000_000 + END,
}
HALF = {
    "half a body": b"Content-Length: 100" + END + b"a=1",
    "50 GB announced": b"Content-Length: 50000000000" + END + b"a=1",
    "half a chunk": CHUNKED + b"\r\n5\r\na=",
    "no last chunk": CHUNKED + b"\r\n5\r\na=123\r\n",
    "a chunk of nonsense": CHUNKED + b"\r\nZZ\r\na=1",
    "half an upload": b"Content-Length: 90000\r\n" + BODIES["half a part"][0] + END + PART,
    "half a head": b"X: ",
}
