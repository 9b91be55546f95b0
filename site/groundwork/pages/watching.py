"""Sees which tables a page read, and which a transaction wrote to.

It looks at the statements themselves, so nothing that writes can forget to say so: the admin, a
bulk update, a command, a shell. What was written counts once it is committed.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from threading import local
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from groundwork.wrappers import Execute, seat

Renew = Callable[[Iterable[str]], None]

EVERYTHING = "*"
# Written to all the time, and read by no page that is kept.
NEVER_SHOWN = frozenset(
    {"django_session", "django_admin_log", "groundwork_attempt", "groundwork_daysalt"}
)
_READ = re.compile(r'\b(?:FROM|JOIN)\s+"?(\w+)"?', re.IGNORECASE)
_WRITTEN = re.compile(
    r"\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+ONLY)?|DELETE\s+FROM"
    r'(?:\s+ONLY)?)\s+"?(\w+)"?',
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    r"\s*(?:SELECT|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|PRAGMA|SET|SHOW|EXPLAIN|ANALYZE|VACUUM"
    r"|FETCH|CLOSE|DECLARE|LOCK)\b",
    re.IGNORECASE,
)


@contextmanager
def tables_read() -> Iterator[set[str]]:
    """The tables that are read meanwhile, on this thread's connection."""
    found: set[str] = set()

    def note(execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        found.update(_tables_in(sql))
        return execute(sql, params, many, context)

    _watching.sets = (*_watching.sets, found)
    try:
        with connection.execute_wrapper(note):
            yield found
    finally:
        _watching.sets = tuple(each for each in _watching.sets if each is not found)


def say_read(tables: Iterable[str]) -> None:
    """Say that something was made of these tables that were read before, from memory."""
    for found in _watching.sets:
        found.update(tables)


class _Watching(local):
    """The sets that are being filled on this thread."""

    def __init__(self) -> None:
        self.sets: tuple[set[str], ...] = ()


_watching = _Watching()


@lru_cache(maxsize=512)
def _tables_in(sql: str) -> frozenset[str]:
    return frozenset(_READ.findall(sql))


@lru_cache(maxsize=512)
def table_written(sql: str) -> str:
    """The table a statement writes to; `EVERYTHING` if we cannot tell, nothing if it reads."""
    if found := _WRITTEN.match(sql):
        return "" if found[1] in NEVER_SHOWN else found[1]
    return "" if _HARMLESS.match(sql) else EVERYTHING


class WriteWatch:
    """Sits on one connection and tells `renew` of the tables written, after each commit."""

    def __init__(self, watched: BaseDatabaseWrapper, renew: Renew) -> None:
        self.connection = watched
        self.renew = renew
        self.pending: set[str] = set()

    def __call__(
        self, execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        result = execute(sql, params, many, context)
        table = table_written(sql)
        if table:
            self._note(table)
        return result

    def _note(self, table: str) -> None:
        self.pending.add(table)
        if not self._will_tell():
            self.connection.on_commit(self.tell, robust=True)

    def _will_tell(self) -> bool:
        """Whether a commit to come will tell; a savepoint rolled back takes the promise along."""
        waiting: Sequence[tuple[Any, ...]] = self.connection.run_on_commit
        return any(each[1] == self.tell for each in waiting)

    def tell(self) -> None:
        written, self.pending = self.pending, set()
        self.renew(written)


def watch_writes(renew: Renew) -> None:
    """Tell `renew` of every committed write, on connections there are and on those to come."""
    connection_created.connect(partial(_watch, renew), weak=False, dispatch_uid="pages.watch")


def _watch(renew: Renew, connection: BaseDatabaseWrapper, **_: Any) -> None:
    seat(connection, WriteWatch(connection, renew))
