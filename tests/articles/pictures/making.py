"""Pictures to send, honest and not, and what is left of them."""

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from articles.models import Picture
from articles.pictures.keeping import Words, keep
from articles.pictures.painting import paint

WORDS = {
    "alternative_text": "Someone leans on a wall and stretches the left calf",
    "credit": "Legwise editors",
}


def scene(size: tuple[int, int] = (40, 20), mode: str = "RGB", shift: int = 0) -> Image.Image:
    """Something with light and dark in it; another `shift` is another scene."""
    width, height = size
    image = Image.linear_gradient("L").resize(size)
    ImageDraw.Draw(image).ellipse(
        (shift, height // 4, shift + width // 3, height - height // 4), fill=230
    )
    return image.convert("RGB").convert(mode)


def encoded(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def picture_file(
    kind: str = "PNG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: Any
) -> bytes:
    return encoded(scene(size, mode), kind, **options)


def uploaded(content: bytes, name: str = "leg.png", kind: str = "image/png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, kind)


def kept_picture(by: User, content: bytes = b"", **words: str) -> Picture:
    painted = paint(uploaded(content or picture_file(size=(1000, 500))))
    return keep(painted=painted, words=Words(**{**WORDS, **words}), by=by).picture


def files_kept() -> list[Path]:
    return sorted(path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def chunk(name: bytes, data: bytes) -> bytes:
    checked = name + data
    return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))


def png_claiming(width: int, height: int, data: bytes = b"\0" * 100) -> bytes:
    """A few bytes that say they unpack to a very large picture."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts
