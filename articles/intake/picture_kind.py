"""Pictures as records: their words and sizes in the list, their WebP files beside it.

A picture itself never changes under its name, since readers' browsers keep it for a year. So a
file comes in as it is or is refused, and only the words can be changed by file.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from articles import rendering
from articles.intake.kinds import Entry, Kind, State
from articles.markdown.pictures import picture_file
from articles.models import Picture
from articles.models.picture import KEPT_IN
from articles.pictures.arriving import fault_of, is_kept, kept_at
from articles.pictures.keeping import is_a_name
from articles.pictures.painting import LONGEST_SIDE, height_at
from articles.pictures.uses import pages_showing, topics_showing
from groundwork.problems import BrokenFile, Problem
from groundwork.shapes import Shape

ITSELF = ("width", "height", "widths", "pixels_hash", "likeness")
"""What is said of the picture, not of what it shows."""

_HASH = re.compile(r"[0-9a-f]{64}")
_AGAIN = "Copy the entry and its files again from the export they come from."


def _show_words_anew(picture: Picture) -> None:
    """In topics and on pages; articles are made again together, at the end of a load."""
    for topic in topics_showing(picture):
        rendering.render_topic(topic)
    for page in pages_showing(picture):
        rendering.render_page(page)


PICTURE = Kind(
    "picture",
    "pictures.yaml",
    "pictures",
    Picture,
    "name",
    Shape(
        {
            "name": str,
            "alternative_text": str,
            "credit": str,
            "width": int,
            "height": int,
            "widths": list,
            "pixels_hash": str,
            "likeness": str,
        },
        {"caption": str},
    ),
    after=_show_words_anew,
)


def sizes(state: State) -> dict[str, tuple[int, int]]:
    """Each file of a sound picture, by its path in the folder: its width and height in pixels."""
    full_width, full_height = state["width"], state["height"]
    return {
        f"{KEPT_IN}/{picture_file(state['name'], width, full_width)}": (
            width,
            height_at(width, full_width, full_height),
        )
        for width in state["widths"]
    }


def picture_problems(file: str, entry: Entry, folder: Path) -> Iterator[Problem]:
    """What is wrong with one entry, and with its files in the folder."""
    faults = list(_faults(entry.state))
    for field, said in faults:
        yield Problem(file, entry.line_of(field), said, _AGAIN)
    if faults:
        return
    for name, (width, height) in sizes(entry.state).items():
        if fault := fault_of(folder / name, width, height):
            yield Problem(name, 1, fault, _AGAIN)


def _faults(state: State) -> Iterator[tuple[str, str]]:
    """Fields that cannot be so, each with the reason. Files are looked for by these alone."""
    if not is_a_name(state["name"]):
        yield "name", f"{state['name']!r} is not a name such as we give to pictures."
    for field in ("width", "height"):
        if not 1 <= state[field] <= LONGEST_SIDE:
            yield field, f"“{field}” is not between 1 and {LONGEST_SIDE} pixels."
    if not _are_widths(state["widths"], state["width"]):
        yield "widths", "“widths” are not whole numbers that grow and end with “width”."
    for field in ("pixels_hash", "likeness"):
        if not _HASH.fullmatch(state[field]):
            yield field, f"“{field}” is not 64 hexadecimal digits."


def _are_widths(widths: list[Any], full: int) -> bool:
    whole = all(type(width) is int and width > 0 for width in widths)
    return whole and bool(widths) and widths == sorted(set(widths)) and widths[-1] == full


def clashes(file: str, entries: Iterable[Entry], folder: Path) -> Iterator[Problem]:
    """Entries that are another picture than the one we have, or one we have under another name."""
    rows = PICTURE.rows()
    owners = {row.pixels_hash: name for name, row in rows.items()}
    for entry in entries:
        name, line = entry.key, entry.line_of(PICTURE.key)
        owner = owners.setdefault(entry.state["pixels_hash"], name)
        if owner != name:
            said = f"The picture “{name}” is here already, as “{owner}”."
            yield Problem(file, line, said, f"Show “{owner}” in the texts and take this entry out.")
        elif name in rows and not _is_the_same(entry.state, rows[name], folder):
            said = f"Another picture is kept here under the name “{name}”, and never changes."
            yield Problem(file, line, said, f"Upload yours here. If ours is spoilt: {_MEND}")


_MEND = "delete its files in the upload folder, then load again."


def _is_the_same(state: State, row: Picture, folder: Path) -> bool:
    """Files that are gone here may come back."""
    if any(state[field] != getattr(row, field) for field in ITSELF):
        return False
    return all(not kept_at(name).exists() or is_kept(name, folder / name) for name in sizes(state))


def put_files(entries: Iterable[Entry], folder: Path, put: Callable[[str, Path], None]) -> None:
    """Put what isn't kept yet. Raises `BrokenFile`."""
    for entry in entries:
        for name in sizes(entry.state):
            try:
                put(name, folder / name)
            except OSError as error:
                said = f"The picture could not be kept ({error.strerror})."
                remedy = "Make room in the upload folder, then load again."
                raise BrokenFile([Problem(name, 1, said, remedy)]) from error
