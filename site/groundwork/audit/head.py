"""The trail's last entry, noted outside the database: what tells that the end was cut off.

Whoever can rewrite the database can make all its marks fit again, but not without moving its
last mark away from the one in this file. Keep a copy elsewhere too (docs/audit.md).
"""

import fcntl
import logging
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

logger = logging.getLogger(__name__)

PATTERN = re.compile(r"(\d{1,18}):([0-9a-f]{64})\s*")


@dataclass(frozen=True)
class Head:
    """How many entries there were, and the mark of the last."""

    number: int
    mark: str

    def __str__(self) -> str:
        return f"{self.number}:{self.mark}"


class BadHead(ValueError):
    """Not a head; the message says what one looks like."""


def read(text: str) -> Head:
    """A head as it is printed. Raises `BadHead`."""
    found = PATTERN.fullmatch(text)
    if found is None:
        raise BadHead("A head is a number, a colon and 64 letters and digits, as verify prints it.")
    return Head(int(found[1]), found[2])


def noted() -> Head | None:
    """What was noted last; None if nothing was. Raises `BadHead` for a damaged note."""
    try:
        return read(_path().read_text(encoding="ascii"))
    except FileNotFoundError:
        return None


def note(number: int, mark: str) -> None:
    """Note an entry that was confirmed, unless a later one is noted already.

    A full disk must not undo what is done: it is logged, and the next entry notes again.
    """
    try:
        _note(Head(number, mark))
    except OSError:
        logger.exception("The head of the audit trail could not be noted in %s", _path())


def _note(head: Head) -> None:
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with suppress(BadHead):
            known = noted()
            if known and known.number >= head.number:
                return
        draft = path.with_name(f"{path.name}.new")
        with draft.open("w", encoding="ascii") as file:
            file.write(f"{head}\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)


def _path() -> Path:
    return Path(settings.AUDIT_HEAD)
