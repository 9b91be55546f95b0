"""Pictures made to fill the memory: refused before they are unpacked, and measured in the drill."""

import io
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from unittest import mock

import pytest
from django.core.files.base import ContentFile
from PIL import Image, ImageFile

from articles.editor import RefusedError
from articles.pictures.painting import paint
from tests.articles.pictures.making import picture_file, png_claiming
from tests.drill import IS_DRILL

HOUSE = Path(__file__).resolve().parents[2]
MOST_MEGABYTES_REFUSING = 60
MOST_MEGABYTES_PAINTING = 500
"""What docs/pictures.md promises for the largest picture that is taken."""


def _chunk(kind: bytes, data: bytes) -> bytes:
    checked = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checked)


def _with_words(megabytes: int) -> bytes:
    """A small picture with compressed words that unpack to this much."""
    words = zlib.compress(b"a" * (megabytes * 1_000_000), 9)
    picture = picture_file()
    ends = picture.index(b"IDAT") - 4
    return picture[:ends] + _chunk(b"zTXt", b"Comment\0\0" + words) + picture[ends:]


def _profiled(megabytes: int) -> bytes:
    """A small picture whose colour profile unpacks to this much."""
    profile = zlib.compress(b"\0" * (megabytes * 1_000_000), 9)
    picture = picture_file()
    ends = picture.index(b"IDAT") - 4
    return picture[:ends] + _chunk(b"iCCP", b"x\0\0" + profile) + picture[ends:]


def _gif_and_page() -> bytes:
    return b"GIF89a/*<script>*/=1;alert(1)//" + b"\0" * 100


def _moving(kind: str, frames: int) -> bytes:
    out = io.BytesIO()
    images = [Image.new("RGB", (64, 64), (n % 256, 0, 0)) for n in range(frames)]
    images[0].save(out, kind, save_all=True, append_images=images[1:])
    return out.getvalue()


BOMBS = {
    "50,000 x 50,000": png_claiming(50_000, 50_000),
    "1 x 2,000,000,000": png_claiming(1, 2_000_000_000),
    "25,000,001 in a row": png_claiming(25_000_001, 1),
    "JPEG of 65,000 x 65,000": picture_file("JPEG").replace(
        b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", 20, 40),
        b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", 65_000, 65_000),
    ),
    "a page that calls itself a GIF": _gif_and_page(),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_from_its_head_alone(bomb: str) -> None:
    with (
        mock.patch.object(ImageFile.ImageFile, "load") as load,
        mock.patch.object(ImageFile.ImageFile, "draft") as draft,
        pytest.raises(RefusedError) as refusal,
    ):
        paint(ContentFile(BOMBS[bomb], "leg.png"))

    assert (load.call_count, draft.call_count) == (0, 0)
    is_page = bomb.startswith("a page")
    said = "We cannot use this file" if is_page else "The picture has too many pixels"
    assert str(refusal.value).startswith(said)


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_of_a_moving_picture_only_the_first_is_unpacked(kind: str) -> None:
    with mock.patch.object(ImageFile.ImageFile, "seek", side_effect=AssertionError):
        painted = paint(ContentFile(_moving(kind, 50), "leg.png"))

    assert len(painted.sizes) == 1


MEASURED = """
import os, resource, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "legwise.settings"
import django
django.setup()
from django.core.files.base import ContentFile
from articles.editor import RefusedError
from articles.pictures.painting import paint
data = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    paint(ContentFile(data, "leg.png"))
    said = "taken"
except RefusedError as refusal:
    said = "refused"
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(said, (after - before) // 1024)
"""


def measured(picture: bytes, folder: Path) -> tuple[str, int]:
    """What became of it in a process of its own, and how many megabytes more that took."""
    told = subprocess.run(
        [sys.executable, "-c", MEASURED],
        input=picture,
        cwd=HOUSE,
        env={"PYTHONPATH": f"{HOUSE / 'site'}:{HOUSE}", "VAR_DIR": str(folder)},
        capture_output=True,
        check=True,
    )
    said, megabytes = told.stdout.decode().split()
    return said, int(megabytes)


in_the_drill = pytest.mark.skipif(not IS_DRILL, reason="memory is measured in the drill")


@in_the_drill
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_refused_bomb_takes_little_memory(bomb: str, tmp_path: Path) -> None:
    said, megabytes = measured(BOMBS[bomb], tmp_path)

    assert said == "refused"
    assert megabytes < MOST_MEGABYTES_REFUSING


@in_the_drill
@pytest.mark.parametrize("make", [_with_words, _profiled])
def test_what_unpacks_beside_the_pixels_takes_little_memory(make: object, tmp_path: Path) -> None:
    assert callable(make)
    _said, megabytes = measured(make(900), tmp_path)

    assert megabytes < MOST_MEGABYTES_REFUSING


@in_the_drill
@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
def test_the_largest_picture_that_is_taken_stays_within_the_promise(
    kind: str, tmp_path: Path
) -> None:
    out = io.BytesIO()
    Image.new("RGB", (5000, 5000), "white").save(out, kind)

    said, megabytes = measured(out.getvalue(), tmp_path)

    assert said == "taken"
    assert megabytes < MOST_MEGABYTES_PAINTING
