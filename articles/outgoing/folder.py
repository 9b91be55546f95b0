"""Puts finished files into a folder: all of them or none, and nobody else's.

A list in the folder names the files that an export wrote there. Only these are ever removed. A
folder that is in use is changed file by file, since its repository, its shell and its disk must
stay where they are; while that goes on the list says so, and whatever stops it is undone.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from articles.intake.article_kind import ARTICLE
from articles.intake.exported import LIST, UNFINISHED, WORKING_COPIES
from articles.intake.kinds import PAGE
from articles.models.picture import KEPT_IN
from articles.outgoing.contents import LISTS
from articles.pictures.keeping import is_ours

FINISHED = (
    "# Written by `manage.py export_content`, which will change or remove the files named here\n"
    "# and leaves every other file alone.\n"
)
_MARKDOWN_FOLDERS = (PAGE.file, ARTICLE.file)
_FOLDERS = (*_MARKDOWN_FOLDERS, KEPT_IN)
_REGISTERS = {kind.file for kind in LISTS}
# Lists can be edited by hand: no name in one may lead out of the folder.
_MARKDOWN = re.compile(rf"(?:{'|'.join(_MARKDOWN_FOLDERS)})/[A-Za-z0-9_-]+\.md")

Content = str | Path
"""A file to be: its text, or where its bytes are kept."""


class FolderRefused(ValueError):
    """The folder is not one we may or can write to. It is as it was."""


@dataclass(frozen=True)
class Plan:
    """What an export does to a folder, by paths in it."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    left_alone: tuple[str, ...]
    was_unfinished: bool = False

    @property
    def differs(self) -> bool:
        """Whether the folder holds anything but what an export would write."""
        return bool(self.new or self.changed or self.removed or self.strays)

    @property
    def strays(self) -> tuple[str, ...]:
        """Files that are not ours, yet stand where `load_content` would read them."""
        return tuple(name for name in self.left_alone if _is_content(name))


def with_list(files: Mapping[str, Content], *, drafts: bool = False) -> dict[str, Content]:
    """The files and the list that names them."""
    head = FINISHED + WORKING_COPIES if drafts else FINISHED
    return {**files, LIST: head + _listed(files)}


def write_files(folder: Path, files: Mapping[str, Content]) -> None:
    """Write files into a folder of our own, where nothing stands yet."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_bytes(content))


def plan(folder: Path, files: Mapping[str, Content]) -> Plan:
    """What would happen to the folder. `files` come with their list."""
    present = {name for name in files if (folder / name).exists()}
    same = {name for name in present if (folder / name).read_bytes() == _bytes(files[name])}
    removed = {name for name in ours(folder) - set(files) if (folder / name).is_file()}
    return Plan(
        new=tuple(sorted(set(files) - present)),
        changed=tuple(sorted(present - same)),
        removed=tuple(sorted(removed)),
        unchanged=tuple(sorted(same)),
        left_alone=tuple(sorted(set(_entries(folder)) - set(files) - removed)),
        was_unfinished=_is_unfinished(folder),
    )


def ours(folder: Path) -> set[str]:
    """The files an earlier export wrote here, if any."""
    if not is_export(folder):
        return set()
    lines = (folder / LIST).read_text(encoding="utf-8", errors="replace").splitlines()
    return {line for line in lines if _is_content(line)}


def _is_unfinished(folder: Path) -> bool:
    return is_export(folder) and (folder / LIST).read_bytes().startswith(UNFINISHED.encode())


def is_export(folder: Path) -> bool:
    return (folder / LIST).is_file()


def refuse_strangers(folder: Path, *, into_existing: bool) -> None:
    """Raises `FolderRefused` for what is no folder, or one that holds something else."""
    if folder.exists() and not folder.is_dir():
        raise FolderRefused(f"{folder} is a file. Name a folder.")
    if not folder.parent.is_dir():
        raise FolderRefused(f"{folder.parent} is not there. Make it first.")
    if into_existing or not folder.exists() or is_export(folder) or not any(folder.iterdir()):
        return
    raise FolderRefused(
        f"{folder} holds files and none says that it is an earlier export. Name another folder, "
        "or add --into-existing to write into this one; files with our names are replaced."
    )


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """A folder on the same disk to prepare in, for one export at a time."""
    lock = os.open(folder.parent, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        preparing = folder.parent / f".{folder.name}.exporting"
        shutil.rmtree(preparing, ignore_errors=True)  # of an export that was stopped
        preparing.mkdir()
        try:
            yield preparing
        finally:
            shutil.rmtree(preparing, ignore_errors=True)
    except BlockingIOError as error:
        raise FolderRefused("Another export is writing there. Wait for its end.") from error
    finally:
        os.close(lock)


def put_in_place(folder: Path, preparing: Path, planned: Plan) -> None:
    """Move the files in `preparing / "new"` to the folder. What fails is undone, then raised."""
    if not folder.exists():
        (preparing / "new").rename(folder)
        return
    was = _keep_old(folder, preparing / "old", planned)
    try:
        _announce(folder, preparing, planned)
        for name in planned.removed:
            (folder / name).unlink()
        for name in (*planned.new, *planned.changed):
            if name != LIST:
                _move(preparing / "new" / name, folder / name)
        _remove_empty_folders(folder)
        _move(preparing / "new" / LIST, folder / LIST)
    except BaseException:
        _undo(folder, was, planned)
        raise


def _keep_old(folder: Path, keep: Path, planned: Plan) -> dict[str, Path]:
    """Copies of every file that will change or go, by name."""
    names = {*planned.changed, *planned.removed, *([LIST] if is_export(folder) else [])}
    kept = {name: keep / name for name in names}
    for name, path in kept.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(folder / name, path)
    return kept


def _announce(folder: Path, preparing: Path, planned: Plan) -> None:
    """From here until the new list is in place, whoever looks sees that it isn't finished."""
    names = {*ours(folder), *planned.new, *planned.changed, *planned.unchanged}
    unfinished = preparing / "unfinished"
    unfinished.write_text(UNFINISHED + _listed(names), encoding="utf-8")
    _move(unfinished, folder / LIST)


def _undo(folder: Path, was: Mapping[str, Path], planned: Plan) -> None:
    for name in planned.new:
        if name != LIST:
            (folder / name).unlink(missing_ok=True)
    if LIST not in was:
        (folder / LIST).unlink(missing_ok=True)
    for name in sorted(was, key=lambda name: name == LIST):
        _move(was[name], folder / name)
    _remove_empty_folders(folder)


def _move(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(source, target)


def _remove_empty_folders(folder: Path) -> None:
    for name in _FOLDERS:
        if (folder / name).is_dir() and not any((folder / name).iterdir()):
            (folder / name).rmdir()


def _entries(folder: Path) -> Iterator[str]:
    """What stands in the folder and in its folders for Markdown and pictures; no deeper."""
    for name in ("", *_FOLDERS):
        inner = folder / name
        for path in inner.iterdir() if inner.is_dir() else ():
            if name or path.name not in _FOLDERS or not path.is_dir():
                yield f"{name}/{path.name}" if name else path.name


def _is_content(name: str) -> bool:
    in_folder, _slash, file = name.partition("/")
    is_picture = in_folder == KEPT_IN and is_ours(file)
    return name in _REGISTERS or is_picture or _MARKDOWN.fullmatch(name) is not None


def _bytes(content: Content) -> bytes:
    return content.read_bytes() if isinstance(content, Path) else content.encode("utf-8")


def _listed(names: Iterable[str]) -> str:
    return "".join(f"{name}\n" for name in sorted(names) if name != LIST)
