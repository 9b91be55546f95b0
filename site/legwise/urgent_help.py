"""The red flags error pages show, from the register even when the database is away.

They are asked for once and kept; a process that never reached the database reads the shipped
register file instead. An editor's new wording reaches error pages within `KEPT_SECONDS`.
"""

import time
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.db import DatabaseError

from articles.models import RedFlag
from articles.models.red_flag import MOST_TELLING
from groundwork import yaml_lines

KEPT_SECONDS = 300
REGISTER_FILE = settings.HOUSE / "articles" / "content" / "red_flags.yaml"


@dataclass(frozen=True)
class Sign:
    """What a care card shows of a red flag."""

    key: str
    wording: str
    what_to_do: str


class _Memory:
    """The signs last read from the database, and when (monotonic seconds)."""

    signs: tuple[Sign, ...] = ()
    read_at: float = 0.0


def emergency_signs() -> tuple[Sign, ...]:
    """The most telling emergency signs. One query at most every `KEPT_SECONDS`; never fails."""
    if not _Memory.signs or time.monotonic() - _Memory.read_at > KEPT_SECONDS:
        try:
            _Memory.signs = _from_database() or _Memory.signs
            _Memory.read_at = time.monotonic()
        except DatabaseError:
            pass  # what we remember, or the shipped file, has to do
    return _Memory.signs or _from_file()


def forget() -> None:
    """Ask the database again next time."""
    _Memory.signs = ()


def _from_database() -> tuple[Sign, ...]:
    flags = RedFlag.objects.most_telling()
    return tuple(Sign(flag.key, flag.wording, flag.what_to_do) for flag in flags)


@lru_cache(maxsize=1)
def _from_file() -> tuple[Sign, ...]:
    entries = yaml_lines.load(REGISTER_FILE.read_text(encoding="utf-8"))["red_flags"]
    found = {e["key"]: Sign(e["key"], e["wording"], e["what_to_do"]) for e in entries}
    return tuple(found[key] for key in MOST_TELLING if key in found)
