"""How often each table was written to, known alike in every process.

On one machine a file holds it: a line for each write, so that its length alone tells whether
anything is new, and a request costs one `stat`. On several machines Redis does.
"""

import fcntl
import os
import secrets
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import redis

from groundwork.pages.watching import EVERYTHING

LONGEST_FILE = 64_000
REDIS_KEY = "legwise:pages:versions"
REDIS_MARK = "legwise:pages:mark"
REDIS_SECONDS = 0.25
AWAY_SECONDS = 1.0


class Unreachable(Exception):
    """Nobody can tell now whether a kept page is still right."""


@dataclass(frozen=True, eq=False)
class State:
    """The versions at one moment. Two of them with different epochs have nothing in common."""

    epoch: str
    versions: Mapping[str, int] = field(default_factory=dict)

    def agrees_with(self, other: "State", tables: Iterable[str]) -> bool:
        """Whether none of these tables was written to between the two."""
        mine, theirs = self.versions, other.versions
        return self.epoch == other.epoch and all(
            mine.get(table, 0) == theirs.get(table, 0) for table in (EVERYTHING, *tables)
        )


class Versions(Protocol):
    def now(self) -> State:
        """The same object as long as nothing was written. Raises `Unreachable`."""

    def renew(self, tables: Iterable[str]) -> None:
        """Say that these tables were written to. Never raises: what was saved stays saved."""


class FileVersions:
    """For the processes of one machine. The first line is an epoch, each other one a table."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, int] = (0, 0)
        self._state = State("")
        self._lock = threading.Lock()

    def now(self) -> State:
        try:
            status = self._status()
            if (status.st_ino, status.st_size) != self._seen:
                self._read()
        except OSError as error:
            raise Unreachable(str(error)) from error
        return self._state

    def _status(self) -> os.stat_result:
        try:
            return os.stat(self.path)
        except FileNotFoundError:
            self.renew([])
            return os.stat(self.path)

    def renew(self, tables: Iterable[str]) -> None:
        lines = "".join(f"{table}\n" for table in sorted(set(tables)))
        with self._writing():
            if not self.path.exists() or self.path.stat().st_size > LONGEST_FILE:
                self._begin()
            elif lines:
                with self.path.open("a", encoding="ascii") as file:
                    file.write(lines)

    def _begin(self) -> None:
        """A new file takes the place of the old one at once; its epoch makes every page new."""
        draft = self.path.with_suffix(".new")
        draft.write_text(f"{secrets.token_hex(16)}\n", encoding="ascii")
        draft.replace(self.path)

    def _read(self) -> None:
        with self._lock, self.path.open("rb") as file:
            whole = file.read()
            whole = whole[: whole.rfind(b"\n") + 1]  # a line half written is for the next look
            epoch, *tables = whole.decode("ascii").splitlines() or [""]
            self._state = State(epoch, Counter(tables))
            self._seen = (os.fstat(file.fileno()).st_ino, len(whole))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One writer at a time, so that nobody writes to a file that was just replaced."""
        with self.path.with_suffix(".lock").open("w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


class RedisVersions:
    """For any number of machines. While Redis is away, no kept page is trusted.

    A renewal that could not be told is owed, and told before anything else once Redis is back.
    """

    def __init__(self, url: str) -> None:
        self.redis = redis.Redis.from_url(
            url,
            decode_responses=True,
            socket_timeout=REDIS_SECONDS,
            socket_connect_timeout=REDIS_SECONDS,
        )
        self._mark = ""
        self._state = State("")
        self._away_until = 0.0
        self._owed: set[str] = set()
        self._lock = threading.Lock()

    def now(self) -> State:
        if self._away_until and time.monotonic() < self._away_until:
            raise Unreachable("Redis was away a moment ago")
        try:
            mark = self.redis.get(REDIS_MARK)
            if mark is None or mark != self._mark or self._away_until:
                self._read()
        except (redis.RedisError, OSError) as error:
            self._away_until = time.monotonic() + AWAY_SECONDS
            raise Unreachable(str(error)) from error
        return self._state

    def renew(self, tables: Iterable[str]) -> None:
        wanted = set(tables)
        try:
            self._tell(wanted)
        except (redis.RedisError, OSError):
            self._owed |= wanted
            self._away_until = time.monotonic() + AWAY_SECONDS

    def _tell(self, tables: set[str]) -> None:
        with self.redis.pipeline(transaction=True) as pipe:
            pipe.hsetnx(REDIS_KEY, "epoch", secrets.token_hex(16))
            for table in tables:
                pipe.hincrby(REDIS_KEY, table, 1)
            pipe.set(REDIS_MARK, secrets.token_hex(16))
            pipe.execute()

    def _read(self) -> None:
        with self._lock:
            if self._away_until or self._owed:
                # Others may have written meanwhile and have been unable to tell.
                self._tell(self._owed | {EVERYTHING})
                self._owed = set()
                self._away_until = 0.0
            mark = self.redis.get(REDIS_MARK)
            if mark is None:
                self._tell(set())
                mark = self.redis.get(REDIS_MARK)
            told = {str(name): str(count) for name, count in self.redis.hgetall(REDIS_KEY).items()}
            epoch = told.pop("epoch", "")
            self._state = State(epoch, {name: int(count) for name, count in told.items()})
            self._mark = str(mark or "")
