"""Looks for words in every place a server could have left them, and names the places."""

import email
import pickle
import re
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import psycopg
import redis
from django.core import signing

from tests.journeys.server import Server

Place = tuple[str, bytes]
_LONGER = re.compile(rb"[\w-]")
_RUN = re.compile(rb"[\w-]+")


def traces(server: Server, words: Iterable[str], within: bool = True) -> Counter[str]:
    """How often each place holds each word, as `place: word`; nothing where it does not.

    `within`: also as a part of a longer one, such as the slug of an article.
    """
    wanted = [word for word in words if word]
    count: Counter[str] = Counter()
    for name, content in places(server):
        there = None if within else set(_RUN.findall(content))
        for word in wanted:
            count[f"{name}: {word}"] += _count(content, word.encode(), there)
    return +count


def _count(content: bytes, word: bytes, there: set[bytes] | None) -> int:
    """`there`: the runs of letters in the content, where parts of them do not count."""
    if there is None:
        return content.count(word)
    # What cannot be there need not be looked for; and an expression that looks at what
    # stands around a word takes minutes for this.
    if not there.issuperset(_RUN.findall(word)):
        return 0
    parts = content.split(word)
    sides = pairwise(parts)
    return sum(not (_LONGER.match(a[-1:]) or _LONGER.match(b[:1])) for a, b in sides)


def places(server: Server) -> Iterator[Place]:
    """Name and content of every file, table, session, mail and cached value."""
    yield from _files(server.folder)
    yield from _rows(server)
    if server.cache_url:
        yield from _redis(server)


def _files(folder: Path) -> Iterator[Place]:
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        name, content = f"file {path.relative_to(folder)}", path.read_bytes()
        yield name, content
        if path.parent.name == "mail":
            yield "mail", _mail(content)
        if path.suffix == ".djcache":
            yield "cache", _cached(content)


def _mail(content: bytes) -> bytes:
    """With its parts as their reader sees them."""
    parts = [part for part in email.message_from_bytes(content).walk() if not part.is_multipart()]
    bodies = [bytes(part.get_payload(decode=True) or b"") for part in parts]
    return b"\n".join([content, content.replace(b"=\n", b""), *bodies])


def _cached(content: bytes) -> bytes:
    """A file of Django's cache: when it ends, and then the value."""
    expiry = pickle.dumps(pickle.loads(content), pickle.HIGHEST_PROTOCOL)
    return zlib.decompress(content[len(expiry) :])


def _redis(server: Server) -> Iterator[Place]:
    client = redis.Redis.from_url(server.cache_url)
    for key in client.scan_iter(match=f"{server.port}:*"):
        yield "cache", f"{key!r}: {client.get(key)!r}".encode()


def _rows(server: Server) -> Iterator[Place]:
    tables = _postgres(server.database_url) if server.database_url else _sqlite(server.folder)
    for table, rows in tables:
        yield f"table {table}", "\n".join(rows).encode()
        if table == "django_session":
            yield "session", b"\n".join(_opened(row) for row in rows)


def _sqlite(folder: Path) -> Iterator[tuple[str, list[str]]]:
    connection = sqlite3.connect(folder / "legwise.sqlite3")
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        rows = connection.execute(f'SELECT * FROM "{table}"').fetchall()
        yield table, ["|".join(map(str, row)) for row in rows]
    connection.close()


def _postgres(url: str) -> Iterator[tuple[str, list[str]]]:
    with psycopg.connect(url) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in tables.fetchall():
            rows = connection.execute(f'SELECT * FROM "{table}"').fetchall()
            yield table, ["|".join(map(str, row)) for row in rows]


def _opened(row: str) -> bytes:
    """A session's data as they were before they were packed and signed."""
    packed = row.split("|")[1].split(":")[0]
    data = signing.b64_decode(packed.lstrip(".").encode())
    return zlib.decompress(data) if packed.startswith(".") else data
