"""Whether SQLite really keeps what it confirms: read back from every connection, not believed.

A database on a file system without shared memory stays out of WAL without an error, and one whose
settings were changed by hand would lose the last saves when the power fails.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.signals import connection_created

# As SQLite names and counts them; a database in memory, which tests use, has no journal.
JOURNALS = frozenset({"wal", "memory"})
FULL = 2


def watch_connections() -> None:
    """Refuse, from the first connection of a process on, to work on a database that may lose."""
    connection_created.connect(_read_back, dispatch_uid="durability")


def _read_back(connection: Any, **_more: Any) -> None:
    if connection.vendor == "sqlite":
        refuse_forgetful(connection.connection)


def refuse_forgetful(opened: Any) -> None:
    """`opened`: a connection of Python's own. Raises `ImproperlyConfigured`."""
    journal = str(opened.execute("PRAGMA journal_mode").fetchone()[0]).lower()
    synchronous = int(opened.execute("PRAGMA synchronous").fetchone()[0])
    if journal not in JOURNALS or synchronous < FULL:
        raise ImproperlyConfigured(
            f"DATABASE_URL: SQLite keeps journal_mode={journal}, synchronous={synchronous}, but "
            f"needs wal and {FULL} to keep what it confirmed. Put the file on a local disk."
        )
