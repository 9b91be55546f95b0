"""A sealed backup: its own key opens it; any other, a cut or a changed byte is refused at once."""

import os
import shutil
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from groundwork.backup import making, restoring, sealing
from groundwork.backup.manifest import Unusable

WORDS = b"the only words of the database"
UPLOAD = b"a picture of a calf"


def key_file(path: Path, words: str) -> Path:
    path.write_text(f"{words}\nnot read\n")
    path.chmod(0o600)
    return path


@pytest.fixture
def key(tmp_path: Path) -> Path:
    if shutil.which("gpg") is None:
        reason = "gpg is not on the path"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return key_file(tmp_path / "key", "one two three four five six seven eight")


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What was put into the database: nothing but these words is ever in it."""
    put: list[bytes] = []
    monkeypatch.setattr("groundwork.backup.databases.save", lambda path: path.write_bytes(WORDS))
    monkeypatch.setattr(
        "groundwork.backup.databases.load", lambda path, replace: put.append(path.read_bytes())
    )
    return put


@pytest.fixture
def sealed(
    tmp_path: Path, settings: Settings, key: Path, loaded: list[bytes], transactional_db: None
) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.VAR_DIR = tmp_path / "var"
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "calf.webp").write_bytes(UPLOAD)
    call_command("backup", str(tmp_path / "kept"), key=key)
    (path,) = (tmp_path / "kept").iterdir()
    return path


def test_nothing_can_be_read_in_it_and_it_is_for_one_account(sealed: Path) -> None:
    content = sealed.read_bytes()

    assert sealed.name.endswith(".tar.gpg")
    assert sealed.stat().st_mode & 0o077 == 0
    assert not any(each in content for each in (WORDS, UPLOAD, b"manifest", b"ustar"))


def test_its_key_puts_it_back(sealed: Path, key: Path, tmp_path: Path, loaded: list[bytes]) -> None:
    (tmp_path / "media" / "calf.webp").write_bytes(b"spoilt")

    call_command("restore", str(sealed), key=key, replace=True, stdout=StringIO())

    assert loaded == [WORDS]
    assert (tmp_path / "media" / "calf.webp").read_bytes() == UPLOAD
    (before,) = (tmp_path / "var" / "backups" / "before-restoring").iterdir()
    assert before.suffix == ".gpg"
    assert restoring.read(before, key=key).files
    assert [path.name for path in sealed.parent.iterdir()] == [sealed.name]


@pytest.mark.parametrize("spoil", ["another key", "no key", "cut", "empty", "changed", "early"])
def test_what_does_not_open_whole_changes_nothing(
    spoil: str, sealed: Path, key: Path, tmp_path: Path, loaded: list[bytes]
) -> None:
    content = bytearray(sealed.read_bytes())
    if spoil == "cut":
        sealed.write_bytes(content[: len(content) // 2])
    elif spoil == "empty":
        sealed.write_bytes(b"")
    elif spoil in ("changed", "early"):
        content[-40 if spoil == "changed" else 600] ^= 1
        sealed.write_bytes(content)
    other = key_file(tmp_path / "other", "eight seven six five four three two one")
    used = {"another key": other, "no key": None}.get(spoil, key)

    with pytest.raises(CommandError, match="not restored"):
        call_command("restore", str(sealed), key=used, replace=True)

    assert loaded == []
    assert (tmp_path / "media" / "calf.webp").read_bytes() == UPLOAD
    assert not (tmp_path / "var").exists()
    assert [path.name for path in sealed.parent.iterdir()] == [sealed.name]


def test_a_weak_key_or_one_that_others_can_read_seals_nothing(
    tmp_path: Path, loaded: list[bytes], db: None
) -> None:
    short = key_file(tmp_path / "short", "leg")
    seen = key_file(tmp_path / "seen", "x" * 40)
    seen.chmod(0o644)

    for key, why in ((short, "32 characters"), (seen, "chmod 600"), (tmp_path / "no", "read")):
        with pytest.raises(Unusable, match=why):
            making.make(tmp_path / "kept", key=key)

    assert list((tmp_path / "kept").iterdir()) == []


def test_what_goes_to_the_output_is_never_said_to_be_sealed(key: Path) -> None:
    with pytest.raises(CommandError, match="not sealed"):
        call_command("backup", key=key, to_output=True)


def test_old_sealed_backups_go_and_the_newest_of_all_stays(tmp_path: Path) -> None:
    names = ("legwise-20261101T030000Z.tar.gpg", "legwise-20261120T030000Z.tar.gpg")
    for name in names:
        (tmp_path / name).write_bytes(b"x")

    with time_machine.travel("2027-12-15T00:00:00Z", tick=False):
        making.let_go(tmp_path, days=30)

    assert [path.name for path in tmp_path.iterdir()] == [names[1]]


def test_what_cannot_be_written_is_not_called_a_wrong_key(key: Path, tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(WORDS)

    with pytest.raises(Unusable, match="It could not be sealed"):
        sealing.seal(tmp_path / "plain", tmp_path / "nowhere" / "sealed.gpg", key)
