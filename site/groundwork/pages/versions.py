"""How often each table was written to, known alike in every process.

On one machine a file holds it: a line for each write, so that its length alone tells whether
anything is new, and a request costs one `stat`. On several machines Redis does
(`redis_versions`).
"""

import fcntl
import os
import secrets
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from groundwork.pages.watching import EVERYTHING

LONGEST_FILE = 64_000


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
