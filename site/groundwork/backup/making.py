"""Makes a backup while the site is in use, and lets old ones go."""

import hashlib
import io
import os
import re
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection
from django.utils import timezone

from groundwork.backup import databases, sealing
from groundwork.backup.manifest import MEDIA, NAME, Manifest, applied

STAMP = "%Y%m%dT%H%M%SZ"
OURS = re.compile(r"legwise-(\d{8}T\d{6}Z)\.tar(?:\.gpg)?")


class Hashing(io.RawIOBase):
    """A file being read, and the SHA-256 of what was read."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self.file, self.hash = file, hashlib.sha256()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        part = self.file.read(size)
        self.hash.update(part)
        return part


def make(folder: Path, *, key: Path | None = None) -> Path:
    """A backup in `folder`, readable by this account alone, sealed with `key`. Returns its path.

    The database comes first: an upload it names was there before it. Raises `Unusable`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    now = timezone.now()
    path = folder / f"legwise-{now.astimezone(UTC).strftime(STAMP)}.tar"
    with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as place:
        draft = Path(place) / path.name
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            write(file, Path(place))
        if key:
            path = path.with_name(path.name + sealing.SEALED)
            sealing.seal(draft, Path(place) / path.name, key)
            draft = Path(place) / path.name
        _settle(draft)
        draft.replace(path)
    return path


def _settle(path: Path) -> None:
    """On the disk, and for this account alone."""
    path.chmod(0o600)
    with path.open("rb") as file:
        os.fsync(file.fileno())


def write(file: IO[bytes], scratch: Path) -> None:
    """The archive, into an open file; `scratch` is where the database is put meanwhile."""
    manifest = Manifest(timezone.now().isoformat(), connection.vendor, applied())
    copy = scratch / manifest.database
    databases.save(copy)
    with tarfile.open(fileobj=file, mode="w|", format=tarfile.PAX_FORMAT) as archive:
        manifest.files[manifest.database] = _add(archive, manifest.database, copy)
        copy.unlink()
        for name, path in _uploads():
            # Deleted since it was listed: then nothing needs it any more.
            with suppress(FileNotFoundError):
                manifest.files[name] = _add(archive, name, path)
        packed = manifest.packed()
        info = tarfile.TarInfo(NAME)
        info.size, info.mode = len(packed), 0o600
        archive.addfile(info, io.BytesIO(packed))


def let_go(folder: Path, *, days: int) -> list[Path]:
    """Delete our backups that are older than so many days; the newest always stays."""
    before = timezone.now() - timedelta(days=days)
    found = sorted(path for path in folder.iterdir() if OURS.fullmatch(path.name))
    old = [path for path in found[:-1] if _made_at(path) < before]
    for path in old:
        path.unlink()
    return old


def _made_at(path: Path) -> datetime:
    stamp = path.name.removeprefix("legwise-").partition(".")[0]
    return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)


def _uploads() -> Iterator[tuple[str, Path]]:
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield f"{MEDIA}{path.relative_to(root).as_posix()}", path


def _add(archive: tarfile.TarFile, name: str, path: Path) -> str:
    """Put a file into the archive; returns the SHA-256 of what went in."""
    with path.open("rb") as opened:
        info = tarfile.TarInfo(name)
        info.size, info.mode = os.fstat(opened.fileno()).st_size, 0o600
        reading = Hashing(opened)
        archive.addfile(info, reading)
    return reading.hash.hexdigest()
