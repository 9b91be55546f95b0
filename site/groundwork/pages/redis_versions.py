"""The versions of several machines, in Redis. Loaded only where there is one: it takes 7 MB."""

import secrets
import threading
import time
from collections.abc import Iterable

import redis

from groundwork.pages.versions import State, Unreachable
from groundwork.pages.watching import EVERYTHING

REDIS_KEY = "legwise:pages:versions"
REDIS_MARK = "legwise:pages:mark"
REDIS_SECONDS = 0.25
AWAY_SECONDS = 1.0


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
