"""A folder gets all of an export or none of it, and nothing outside is ever touched."""

import fcntl
import os
import shutil
from pathlib import Path

import pytest

from articles.intake.exported import LIST
from articles.outgoing import FolderRefused
from articles.outgoing.folder import (
    beside,
    is_export,
    ours,
    plan,
    put_in_place,
    with_list,
    write_files,
)

OLD = with_list({"claims.yaml": "old\n", "topics.yaml": "same\n", "pages/gone.md": "gone\n"})
NEW = with_list({"claims.yaml": "new\n", "topics.yaml": "same\n", "articles/a.md": "a\n"})
MOVES = 4  # the list that says it is unfinished, an article, the claims, the list


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_files(tmp_path / "content", OLD)
    (tmp_path / "content" / "README.md").write_text("ours", encoding="utf-8")
    return tmp_path / "content"


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def put(folder: Path) -> None:
    with beside(folder) as preparing:
        write_files(preparing / "new", NEW)
        put_in_place(folder, preparing, plan(folder, NEW))


def test_the_new_files_take_the_place_of_the_old(folder: Path) -> None:
    put(folder)

    assert files(folder) == {**NEW, "README.md": "ours"}
    assert not (folder / "pages").exists()
    assert list(folder.parent.iterdir()) == [folder]


@pytest.mark.parametrize("failing", range(MOVES))
def test_what_fails_half_way_is_undone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    before = files(folder)
    _stop_at(failing, monkeypatch)

    with pytest.raises(OSError, match="disk"):
        put(folder)

    assert files(folder) == before
    assert list(folder.parent.iterdir()) == [folder]


def test_a_first_export_into_a_folder_in_use_is_undone_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "README.md").write_text("ours", encoding="utf-8")
    _stop_at(2, monkeypatch)

    with pytest.raises(OSError, match="disk"):
        put(folder)

    assert [path.name for path in folder.rglob("*")] == ["README.md"]


def _stop_at(failing: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The move with this number fails, once."""
    moved: list[object] = []
    replace = os.replace

    def move(source: Path, target: Path) -> None:
        moved.append(target)
        if len(moved) == failing + 1:
            raise OSError("The disk is full.")
        replace(source, target)

    monkeypatch.setattr("articles.outgoing.folder.os.replace", move)


@pytest.mark.parametrize("killed_at", range(1, MOVES))
def test_an_export_killed_half_way_says_so_and_the_next_one_ends_it(
    folder: Path, killed_at: int
) -> None:
    child = os.fork()
    if not child:
        _put_and_die(folder, killed_at)
    os.waitpid(child, 0)
    assert plan(folder, NEW).was_unfinished
    assert plan(folder, NEW).differs

    put(folder)

    assert files(folder) == {**NEW, "README.md": "ours"}
    assert not plan(folder, NEW).was_unfinished
    assert list(folder.parent.iterdir()) == [folder]


def _put_and_die(folder: Path, killed_at: int) -> None:
    """In a process of its own: nothing is undone and nothing tidied up."""
    replace, moves = os.replace, iter(range(MOVES))

    def move(source: Path, target: Path) -> None:
        if next(moves) == killed_at:
            os._exit(1)
        replace(source, target)

    pytest.MonkeyPatch().setattr(os, "replace", move)
    try:
        put(folder)
    finally:
        os._exit(0)


def test_a_list_cannot_lead_out_of_the_folder(folder: Path) -> None:
    outside = folder.parent / "passwords.md"
    outside.write_text("secret", encoding="utf-8")
    names = ("../passwords.md", str(outside), "articles/../../passwords.md", "README.md", ".git")
    (folder / LIST).write_text("".join(f"{name}\n" for name in names), encoding="utf-8")

    put(folder)

    assert outside.read_text(encoding="utf-8") == "secret"
    assert (folder / "README.md").exists()


def test_a_list_of_bytes_is_still_a_list(folder: Path) -> None:
    (folder / LIST).write_bytes(b"\xff\xfe\nclaims.yaml\n")

    assert is_export(folder)
    assert ours(folder) == {"claims.yaml"}


def test_two_exports_at_once_do_not_mix(folder: Path) -> None:
    held = os.open(folder.parent, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_SH)
    before = files(folder)

    with pytest.raises(FolderRefused, match="Another export"):
        put(folder)

    os.close(held)
    assert files(folder) == before


def test_a_folder_that_stands_where_a_file_belongs_is_undone(folder: Path) -> None:
    (folder / "claims.yaml").unlink()
    (folder / "claims.yaml").mkdir()

    with pytest.raises(OSError, match="directory"):
        put(folder)

    assert (folder / "pages" / "gone.md").exists()
    assert not (folder / "articles").exists()
