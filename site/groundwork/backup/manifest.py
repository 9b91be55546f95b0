"""What a backup says of itself: of what, from when, for which version, and each file's SHA-256."""

import json
from dataclasses import asdict, dataclass, field

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

FORMAT = 1
NAME = "manifest.json"
MEDIA = "media/"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


class Unusable(Exception):
    """Not a backup that can be restored here; the message says why, and what to do."""


@dataclass(frozen=True)
class Manifest:
    """`files`: name in the archive -> SHA-256. `migrations`: those the database had, sorted."""

    made_at: str
    vendor: str
    migrations: list[str]
    files: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def database(self) -> str:
        return DATABASES[self.vendor]

    def packed(self) -> bytes:
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()


def unpacked(text: bytes) -> Manifest:
    """Raises `Unusable`."""
    try:
        manifest = Manifest(**json.loads(text))
    except (ValueError, TypeError) as error:
        raise Unusable("Its manifest cannot be read. Take another backup.") from error
    if manifest.format != FORMAT:
        raise Unusable(f"It has format {manifest.format}; this version reads format {FORMAT}.")
    return manifest


def applied() -> list[str]:
    """The migrations the database has, as `room.name`."""
    rows = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{room}.{name}" for room, name in rows)


def refuse_other_version(manifest: Manifest) -> None:
    """Raises `Unusable` for another database, or for what only a newer version understands."""
    if manifest.vendor != connection.vendor:
        raise Unusable(
            f"It is of a {manifest.vendor} database, and DATABASE_URL names a {connection.vendor} "
            "one. Restore it where its own kind of database is set."
        )
    known = {f"{room}.{name}" for room, name in MigrationLoader(None).disk_migrations}
    newer = [each for each in manifest.migrations if each not in known]
    if newer:
        raise Unusable(
            f"It was made by another version: this one does not know {newer[-1]} "
            f"({len(newer)} migration(s) in all). Install the version it was made by first."
        )
