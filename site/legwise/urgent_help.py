"""The red flags error pages show, from the register even when the database is away.

They are asked for once and kept, for each language; a process that never reached the database
reads the shipped register's files instead. An editor's new wording reaches error pages within
`KEPT_SECONDS`.
"""

import time
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import get_language

from articles.models import RedFlag
from articles.models.red_flag import MOST_TELLING
from articles.red_flag_words import Spoken, in_english, in_language
from groundwork import yaml_lines
from groundwork.languages import others

KEPT_SECONDS = 300
CONTENT = settings.HOUSE / "articles" / "content"
REGISTER_FILE = CONTENT / "red_flags.yaml"

Signs = tuple[Spoken, ...]


class _Memory:
    """The signs last read from the database, and when (monotonic seconds), by language."""

    signs: ClassVar[dict[str, Signs]] = {}
    read_at: ClassVar[dict[str, float]] = {}


def emergency_signs() -> Signs:
    """The most telling emergency signs. A query, or two, every `KEPT_SECONDS`; never fails."""
    language = get_language() or settings.LANGUAGE_CODE
    known = _Memory.signs.get(language, ())
    if not known or time.monotonic() - _Memory.read_at.get(language, 0.0) > KEPT_SECONDS:
        try:
            known = _Memory.signs[language] = _from_database() or known
            _Memory.read_at[language] = time.monotonic()
        except DatabaseError:
            pass  # what we remember, or the shipped file, has to do
    return known or _from_file(language)


def forget() -> None:
    """Ask the database again next time."""
    _Memory.signs.clear()


def _from_database() -> Signs:
    flags = in_language(RedFlag.objects.most_telling())
    return tuple(
        flag if isinstance(flag, Spoken) else Spoken(flag.key, flag.wording, flag.what_to_do)
        for flag in flags
    )


@lru_cache(maxsize=8)
def _from_file(language: str) -> Signs:
    found = _entries(REGISTER_FILE)
    if language in others():
        translated = CONTENT / f"red_flags.{language}.yaml"
        said = _entries(translated) if translated.exists() else {}
        found = {key: said.get(key) or in_english(flag) for key, flag in found.items()}
    return tuple(found[key] for key in MOST_TELLING if key in found)


def _entries(path: Path) -> dict[str, Spoken]:
    entries = yaml_lines.load(path.read_text(encoding="utf-8"))["red_flags"]
    return {e["key"]: Spoken(e["key"], e["wording"], e["what_to_do"]) for e in entries}
