"""Finished WebP files from a folder: seen to be such as we write, then kept byte by byte.

A file is taken if it holds one lossy picture of the size that is said, and nothing else: no
place, no camera, no animation, nothing after its end. A list that names none of these is refused.
"""

import os
import struct
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from articles.pictures.keeping import COMING, erase
from articles.pictures.painting import MOST_BYTES, one_at_a_time

_PLAIN = struct.Struct("<4sI4s4sI")
"""RIFF, how much follows, WEBP, the one chunk and its length."""

_FRAME = struct.Struct("<3s3sHH")
"""Of a key frame: its tag, the mark that it is one, width and height."""

_KEY_FRAME = b"\x9d\x01\x2a"
_SIDE = 0x3FFF  # the bits above say how it may be stretched
_ODD = "This is not a WebP picture such as we write."


def fault_of(path: Path, width: int, height: int) -> str:
    """Why a file cannot be kept as a picture of this size; empty if it can."""
    try:
        if not path.is_file():
            return "The picture's file is not there."
        if path.stat().st_size > MOST_BYTES:
            return "The file is larger than 10 MB."
        data = path.read_bytes()
    except OSError as error:
        return f"The file cannot be read ({error.strerror})."
    return _fault_of_bytes(data, width, height)


@contextmanager
def together() -> Iterator[Callable[[str, Path], None]]:
    """Gives what puts a file under its name; if anything fails inside, all of these are gone."""
    put: list[str] = []

    def put_file(name: str, source: Path) -> None:
        if not is_kept(name, source):
            put.append(name)
            _put(name, source.read_bytes())

    try:
        yield put_file
    except BaseException:
        erase(put)
        raise


def kept_at(name: str) -> Path:
    """Where we keep the file of this name."""
    return Path(default_storage.path(name))


def is_kept(name: str, source: Path) -> bool:
    """Whether we keep these very bytes under the name."""
    kept = kept_at(name)
    return kept.is_file() and kept.read_bytes() == source.read_bytes()


def _put(name: str, data: bytes) -> None:
    """Nobody ever sees half a file under the name."""
    coming = f"{name}{COMING}"
    try:
        default_storage.delete(coming)  # of a load that was stopped
        coming = default_storage.save(coming, ContentFile(data))
        os.replace(default_storage.path(coming), default_storage.path(name))
    except BaseException:
        erase([coming])
        raise


def _fault_of_bytes(data: bytes, width: int, height: int) -> str:
    size = _size_in(data)
    if size is None:
        return _ODD
    if size != (width, height):
        said, true = f"{width} × {height}", f"{size[0]} × {size[1]}"
        return f"The picture is {true} pixels, and should be {said}."
    try:
        with one_at_a_time, warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=("WEBP",)) as image:
                image.load()
                return "" if image.size == size and image.mode == "RGB" else _ODD
    # A file made to trip a decoder may raise anything at all.
    except Exception:
        return "The picture is damaged."


def _size_in(data: bytes) -> tuple[int, int] | None:
    """Width and height, read before any decoder makes room for them; None if it isn't ours."""
    if len(data) < _PLAIN.size + _FRAME.size:
        return None
    riff, follows, webp, chunk, length = _PLAIN.unpack_from(data)
    if (riff, webp, chunk) != (b"RIFF", b"WEBP", b"VP8 "):
        return None
    if follows + 8 != len(data) or _PLAIN.size + length + length % 2 != len(data):
        return None
    _tag, mark, width, height = _FRAME.unpack_from(data, _PLAIN.size)
    return (width & _SIDE, height & _SIDE) if mark == _KEY_FRAME else None
