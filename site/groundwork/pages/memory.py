"""Finished pages in the memory of one process: each in every encoding, all within a limit."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from groundwork.compression import compress
from groundwork.pages.versions import State

Headers = list[tuple[str, str]]

ENCODINGS = ("br", "gzip", "")
# What a 304 must repeat (RFC 9110, 15.4.5), and the policies a cache would else forget.
SAID_AGAIN = frozenset({"cache-control", "content-location", "date", "etag", "expires", "vary"})
MADE_ANEW = frozenset({"content-length", "content-encoding", "etag", "vary", "x-request-id"})


@dataclass(frozen=True, slots=True)
class Variant:
    """One encoding of a page. `validator` is its ETag, quotation marks included."""

    validator: str
    headers: Headers
    short_headers: Headers
    body: bytes


@dataclass(slots=True)
class KeptPage:
    """`state`: at which versions it was right last; `until`: Unix time."""

    variants: dict[str, Variant]
    digest: bytes
    tables: frozenset[str]
    state: State
    until: float

    @property
    def size(self) -> int:
        return sum(len(variant.body) + 1500 for variant in self.variants.values())

    def is_right(self, state: State, now: float) -> bool:
        if now >= self.until:
            return False
        if self.state is not state:
            if not self.state.agrees_with(state, self.tables):
                return False
            self.state = state
        return True


def finish(
    body: bytes,
    headers: Headers,
    *,
    tables: frozenset[str],
    state: State,
    until: float,
    before: KeptPage | None,
) -> KeptPage:
    """A page in every encoding; if it came out as it was `before`, nothing is compressed again."""
    digest = hashlib.sha256(body)
    plain = [(name, value) for name, value in headers if name.lower() not in MADE_ANEW]
    digest.update(repr(plain).encode())
    mark = digest.digest()
    if before is not None and before.digest == mark:
        return KeptPage(before.variants, mark, tables, state, until)
    variants = {encoding: _variant(encoding, body, plain, mark) for encoding in ENCODINGS}
    return KeptPage(variants, mark, tables, state, until)


def _variant(encoding: str, body: bytes, plain: Headers, mark: bytes) -> Variant:
    packed = compress(encoding, body, thorough=True) if encoding else body
    validator = f'"{mark.hex()[:20]}{"-" if encoding else ""}{encoding}"'
    own = [("ETag", validator), ("Vary", "Accept-Encoding")]
    short = [each for each in plain if each[0].lower() in SAID_AGAIN] + own
    encoded = [("Content-Encoding", encoding)] if encoding else []
    full = [*plain, *own, *encoded, ("Content-Length", str(len(packed)))]
    return Variant(validator, full, short, packed)


class PageMemory:
    """The pages asked for last, at most `limit` bytes of them. Safe between threads."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._pages: OrderedDict[str, KeptPage] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, address: str) -> KeptPage | None:
        with self._lock:
            page = self._pages.get(address)
            if page is not None:
                self._pages.move_to_end(address)
            return page

    def keep(self, address: str, page: KeptPage) -> None:
        if page.size > self.limit:
            return
        with self._lock:
            before = self._pages.pop(address, None)
            self.size += page.size - (before.size if before else 0)
            self._pages[address] = page
            while self.size > self.limit:
                self.size -= self._pages.popitem(last=False)[1].size

    def drop(self, address: str) -> None:
        with self._lock:
            before = self._pages.pop(address, None)
            self.size -= before.size if before else 0

    def __len__(self) -> int:
        return len(self._pages)


class Flights:
    """Lets one thread make a page while the others that want the same one wait for it."""

    def __init__(self) -> None:
        self._locks: dict[str, tuple[threading.Lock, int]] = {}
        self._lock = threading.Lock()

    @contextmanager
    def alone(self, address: str) -> Iterator[None]:
        with self._lock:
            lock, waiting = self._locks.get(address, (threading.Lock(), 0))
            self._locks[address] = (lock, waiting + 1)
        try:
            with lock:
                yield
        finally:
            with self._lock:
                lock, waiting = self._locks[address]
                if waiting == 1:
                    del self._locks[address]
                else:
                    self._locks[address] = (lock, waiting - 1)
