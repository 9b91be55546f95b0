"""SQLite's promise is read back, and a full or read-only disk loses nothing that was confirmed."""

import sqlite3
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from groundwork.durability import refuse_forgetful


def opened(path: Path, journal: str, synchronous: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA journal_mode={journal}")
    connection.execute(f"PRAGMA synchronous={synchronous}")
    return connection


def test_a_log_written_ahead_and_flushed_at_every_commit_is_accepted(tmp_path: Path) -> None:
    refuse_forgetful(opened(tmp_path / "site.sqlite3", "WAL", "FULL"))


@pytest.mark.parametrize(
    ("journal", "synchronous"), [("WAL", "NORMAL"), ("WAL", "OFF"), ("DELETE", "FULL")]
)
def test_anything_less_is_refused(tmp_path: Path, journal: str, synchronous: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        refuse_forgetful(opened(tmp_path / "site.sqlite3", journal, synchronous))
