"""Puts a backup back: only one that is whole and fits, and never over what is there unasked."""

import hashlib
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.utils import timezone

from groundwork import audit
from groundwork.backup import databases, making, sealing
from groundwork.backup.manifest import (
    MEDIA,
    NAME,
    Manifest,
    Unusable,
    refuse_other_version,
    unpacked,
)

PART_BYTES = 1 << 20


def read(path: Path, *, key: Path | None = None) -> Manifest:
    """The manifest of a backup in which every file was looked at. Raises `Unusable`."""
    with sealing.opened(path, key) as plain:
        return _read(plain)


def _read(path: Path) -> Manifest:
    try:
        with tarfile.open(path) as archive:
            return _checked(archive)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise Unusable(f"It cannot be read to its end: {error}") from error


def restore(path: Path, *, replace: bool = False, key: Path | None = None) -> Manifest:
    """Database and uploads as the backup has them. Raises `Unusable` before anything is touched.

    With `replace`, what was there is kept beside: the database as a backup of its own, sealed
    like this one, the uploads and the trail's head under another name.
    """
    with sealing.opened(path, key) as plain:
        manifest = _put_back(plain, replace, key)
    _begin_the_trail_anew(path, manifest)
    return manifest


def _put_back(path: Path, replace: bool, key: Path | None) -> Manifest:
    manifest = _read(path)
    refuse_other_version(manifest)
    media = Path(settings.MEDIA_ROOT)
    is_free = databases.is_empty() and not (media.exists() and any(media.iterdir()))
    if not is_free and not replace:
        raise Unusable(
            "There is a database or are uploads already. Nothing was changed. To put the backup in "
            "their place, say --replace; what is there now is kept beside."
        )
    media.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=media.parent, prefix=".restoring-") as place:
        scratch = Path(place)
        _unpack(path, manifest, scratch)
        if not is_free:
            making.make(Path(settings.VAR_DIR) / "backups" / "before-restoring", key=key)
        databases.load(scratch / manifest.database, replace=not is_free)
        _put(scratch / "media", media)
    return manifest


def _checked(archive: tarfile.TarFile) -> Manifest:
    """Sizes and hashes of all members against the manifest, which stands last."""
    found: dict[str, str] = {}
    packed = b""
    for info in archive:
        if not info.isfile() or not _is_ours(info.name) or info.name in found:
            raise Unusable(f"It holds something no backup of ours holds: {info.name[:100]}")
        if info.name == NAME:
            opened = archive.extractfile(info)
            packed = opened.read() if opened else b""
        else:
            found[info.name] = _hash_of(archive, info)
    manifest = unpacked(packed)
    wrong = sorted(set(manifest.files.items()) ^ set(found.items()))
    if wrong:
        raise Unusable(f"{wrong[0][0]} is missing in it or not what it was. Take another backup.")
    return manifest


def _is_ours(name: str) -> bool:
    """No path that would leave the folder it is unpacked into."""
    path = PurePosixPath(name)
    is_plain = not path.is_absolute() and ".." not in path.parts and "\\" not in name
    return is_plain and (name.startswith(MEDIA) or "/" not in name)


def _hash_of(archive: tarfile.TarFile, info: tarfile.TarInfo) -> str:
    digest = hashlib.sha256()
    for part in _parts(archive, info):
        digest.update(part)
    return digest.hexdigest()


def _parts(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[bytes]:
    opened = archive.extractfile(info)
    while opened and (part := opened.read(PART_BYTES)):
        yield part


def _unpack(path: Path, manifest: Manifest, scratch: Path) -> None:
    """Only what the manifest names, once more against its hash: the file may have changed."""
    (scratch / "media").mkdir()
    with tarfile.open(path) as archive:
        for info in archive:
            if info.name not in manifest.files:
                continue
            target, digest = scratch / info.name, hashlib.sha256()
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as file:
                for part in _parts(archive, info):
                    digest.update(part)
                    file.write(part)
            if digest.hexdigest() != manifest.files[info.name]:
                raise Unusable("It changed while it was read. Nothing was restored.")


def _put(new: Path, media: Path) -> None:
    if media.exists() and any(media.iterdir()):
        media.rename(_beside(media))
    elif media.exists():
        media.rmdir()
    shutil.move(new, media)


def _begin_the_trail_anew(path: Path, manifest: Manifest) -> None:
    """The trail ends where the backup's did; that it was put back is its next entry."""
    head = Path(settings.AUDIT_HEAD)
    if head.exists():
        head.rename(_beside(head))
    if "groundwork.0003_audit" in manifest.migrations:
        after = {"made at": manifest.made_at}
        audit.record("restored a backup", by=None, name=path.name, after=after)


def _beside(path: Path) -> Path:
    stamp = timezone.now().astimezone(UTC).strftime(making.STAMP)
    return path.with_name(f"{path.name}.before-{stamp}")
