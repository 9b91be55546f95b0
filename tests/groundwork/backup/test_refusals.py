"""A backup that is damaged, foreign or of another version is refused before anything is touched."""

import hashlib
import io
import json
import tarfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django.fixtures import Settings

from groundwork.backup import making, manifest, restoring
from groundwork.backup.manifest import Unusable

DATABASE = b"the database, for all this needs to know"
UPLOAD = b"a picture"


@pytest.fixture
def backup(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, transactional_db: None
) -> Path:
    """A true backup but for its database, which is a few words."""
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media" / "a").mkdir(parents=True)
    (tmp_path / "media" / "a" / "calf.webp").write_bytes(UPLOAD)
    monkeypatch.setattr("groundwork.backup.databases.save", lambda path: path.write_bytes(DATABASE))
    return making.make(tmp_path / "kept")


def members(path: Path) -> dict[str, bytes]:
    with tarfile.open(path) as archive:
        return {info.name: archive.extractfile(info).read() for info in archive}  # type: ignore[union-attr]  # all are files


def written(path: Path, parts: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w") as archive:
        for name, content in parts.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def test_a_backup_that_nobody_touched_is_whole(backup: Path) -> None:
    found = restoring.read(backup)

    assert set(found.files) == {manifest.DATABASES[connection.vendor], "media/a/calf.webp"}
    assert found.migrations == manifest.applied()


Parts = dict[str, bytes]


def edit_a_picture(parts: Parts) -> None:
    parts["media/a/calf.webp"] = b"another"


def lose_a_picture(parts: Parts) -> None:
    del parts["media/a/calf.webp"]


def slip_one_in(parts: Parts) -> None:
    parts["media/a/extra.webp"] = b"x"


def lose_the_manifest(parts: Parts) -> None:
    del parts[manifest.NAME]


def spoil_the_manifest(parts: Parts) -> None:
    parts[manifest.NAME] = b"{"


def climb_out(parts: Parts) -> None:
    parts["media/../../evil"] = b"x"


def stand_at_the_root(parts: Parts) -> None:
    parts["/etc/evil"] = b"x"


def come_from_the_future(parts: Parts) -> None:
    parts[manifest.NAME] = parts[manifest.NAME].replace(b'"format": 1', b'"format": 2')


@pytest.mark.parametrize(
    "spoil",
    [
        edit_a_picture,
        lose_a_picture,
        slip_one_in,
        lose_the_manifest,
        spoil_the_manifest,
        climb_out,
        stand_at_the_root,
        come_from_the_future,
    ],
)
def test_a_spoilt_backup_is_refused(
    backup: Path, tmp_path: Path, spoil: Callable[[Parts], None]
) -> None:
    parts = members(backup)
    spoil(parts)

    with pytest.raises(Unusable):
        restoring.restore(written(tmp_path / "spoilt.tar", parts), replace=True)

    assert (tmp_path / "media" / "a" / "calf.webp").read_bytes() == UPLOAD
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize("place", [0, 1, 2])
def test_half_a_backup_is_refused(backup: Path, tmp_path: Path, place: int) -> None:
    """Cut off in the middle of the database, of a picture, of the manifest."""
    with tarfile.open(backup) as archive:
        cut = archive.getmembers()[place].offset_data + 5
    half = tmp_path / "half.tar"
    half.write_bytes(backup.read_bytes()[:cut])

    with pytest.raises(Unusable):
        restoring.read(half)


def told(backup: Path, path: Path, **changes: Any) -> Path:
    parts = members(backup)
    content = {**json.loads(parts[manifest.NAME]), **changes}
    parts[manifest.NAME] = json.dumps(content).encode()
    return written(path, parts)


def test_another_version_or_another_kind_of_database_is_refused(
    backup: Path, tmp_path: Path
) -> None:
    newer = told(backup, tmp_path / "n.tar", migrations=["articles.9999_from_the_future"])
    other = "postgresql" if connection.vendor == "sqlite" else "sqlite"
    parts = {**members(backup), manifest.DATABASES[other]: DATABASE}
    content = json.loads(parts[manifest.NAME])
    files = {
        **content["files"],
        manifest.DATABASES[other]: hashlib.sha256(DATABASE).hexdigest(),
    }
    parts[manifest.NAME] = json.dumps({**content, "vendor": other, "files": files}).encode()

    with pytest.raises(Unusable, match="9999_from_the_future"):
        restoring.restore(newer, replace=True)
    with pytest.raises(Unusable, match=f"of a {other} database"):
        restoring.restore(written(tmp_path / "o.tar", parts), replace=True)


def test_what_is_there_is_not_written_over_unasked(backup: Path) -> None:
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", str(backup))


def test_a_failed_backup_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    def full(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("groundwork.backup.databases.save", full)

    with pytest.raises(CommandError, match="No backup was made"):
        call_command("backup", str(tmp_path / "kept"))

    assert list((tmp_path / "kept").iterdir()) == []


def test_old_backups_go_and_the_newest_stays(tmp_path: Path) -> None:
    for day in ("01", "10", "20"):
        (tmp_path / f"legwise-202611{day}T030000Z.tar").write_bytes(b"x")
    (tmp_path / "somebody-elses.tar").write_bytes(b"x")

    with time_machine.travel("2026-12-15T00:00:00Z", tick=False):
        gone = making.let_go(tmp_path, days=30)
    with time_machine.travel("2027-12-15T00:00:00Z", tick=False):
        gone += making.let_go(tmp_path, days=30)

    assert [path.name[:16] for path in gone] == ["legwise-20261101", "legwise-20261110"]
    assert (tmp_path / "legwise-20261120T030000Z.tar").exists()
    assert (tmp_path / "somebody-elses.tar").exists()


def test_checking_changes_nothing_and_says_so(backup: Path) -> None:
    said = StringIO()

    call_command("restore", str(backup), check=True, stdout=said)

    assert "is whole: 2 files" in said.getvalue()
