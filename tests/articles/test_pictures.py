"""Pictures an editor uploads: made anew, or refused; nothing else is kept."""

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from articles import editor
from tests.articles.people import UPLOAD, signed_in

pytestmark = pytest.mark.django_db


def picture(
    kind: str = "PNG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: Any
) -> bytes:
    out = BytesIO()
    Image.new(mode, size, 1).save(out, kind, **options)
    return out.getvalue()


def send(content: bytes, name: str = "leg.png", kind: str = "image/png") -> Any:
    return signed_in().post(UPLOAD, {"image": SimpleUploadedFile(name, content, kind)})


def kept() -> list[Path]:
    return sorted(path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def chunk(name: bytes, data: bytes) -> bytes:
    checked = name + data
    return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))


def png_claiming(width: int, height: int) -> bytes:
    """A few bytes that say they unpack to a very large picture."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_kept_as_webp_under_a_name_of_ours(kind: str) -> None:
    reply = send(picture(kind), name="IMG_1234 my leg.jpeg").json()

    (file,) = kept()
    assert reply == {"image_code": f"![alt text needed](/media/pictures/{file.name})"}
    assert file.parent == Path(settings.MEDIA_ROOT) / "pictures"
    assert Image.open(file).format == "WEBP"
    assert len(file.stem) == 32


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_colour_can_be_used(mode: str) -> None:
    assert send(picture(mode=mode)).status_code == 200


def test_a_large_picture_is_made_smaller() -> None:
    send(picture(size=(4000, 1000)))

    assert Image.open(kept()[0]).size == (1600, 400)


def test_a_picture_lies_as_it_was_held_and_forgets_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "SECRET-CAMERA"

    send(picture("JPEG", exif=exif.tobytes(), comment=b"SECRET", icc_profile=b"SECRET-PROFILE"))

    (file,) = kept()
    assert Image.open(file).size == (20, 40)
    assert not Image.open(file).getexif()
    assert b"SECRET" not in file.read_bytes()


def test_words_hidden_in_a_picture_are_not_kept() -> None:
    hidden = PngImagePlugin.PngInfo()
    hidden.add_itxt("XML:com.adobe.xmp", "<script>SECRET</script>")
    hidden.add_text("Comment", "SECRET")

    send(picture(pnginfo=hidden) + b"<script>SECRET</script>")

    assert b"SECRET" not in kept()[0].read_bytes()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (SVG, "a.svg", "image/svg+xml"),
        (SVG, "a.png", "image/png"),
        (b"<html><script>alert(1)</script>", "a.html", "image/gif"),
        (b"GIF89a<script>alert(1)</script>", "a.html", "image/gif"),
        (picture("GIF"), "a.gif", "image/gif"),
        (picture("TIFF"), "a.tiff", "image/tiff"),
        (picture("BMP"), "a.bmp", "image/png"),
        (b"%PDF-1.7\n", "a.pdf", "application/pdf"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "a.eps", "image/png"),
        (b"", "a.png", "image/png"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "image/png"),
        (picture()[:60], "a.png", "image/png"),
        (picture("JPEG")[:200], "a.jpg", "image/jpeg"),
        (picture("WEBP")[:30], "a.webp", "image/webp"),
        (png_claiming(0, 0), "a.png", "image/png"),
    ],
)
def test_what_is_no_picture_we_use_is_refused_and_not_kept(
    content: bytes, name: str, kind: str
) -> None:
    response = send(content, name, kind)

    assert response.status_code == 400
    assert list(response.json()) == ["error"]
    assert kept() == []


@pytest.mark.parametrize("side", [7_100, 10_000, 60_000])
def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_unpacked(side: int) -> None:
    response = send(png_claiming(side, side))

    assert response.status_code == 400
    assert response.json()["error"].startswith("The picture has too many pixels")
    assert kept() == []


def test_a_picture_that_is_a_page_as_well_becomes_only_a_picture() -> None:
    send(picture("JPEG", comment=b"<script>alert(1)</script>"), "a.html", "text/html")

    (file,) = kept()
    assert file.suffix == ".webp"
    assert b"script" not in file.read_bytes()


@pytest.mark.parametrize(
    "name", ["../../../evil.png", "..\\evil.png", "/etc/evil.png", "a\x00.png"]
)
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    send(picture(), name)

    assert [file.parent for file in kept()] == [Path(settings.MEDIA_ROOT) / "pictures"]
    assert "evil" not in kept()[0].name


def test_a_file_beyond_ten_megabytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editor, "MOST_BYTES", 50)

    assert "10 MB" in send(picture()).json()["error"]


@pytest.mark.parametrize("form", [{}, {"image": "words"}])
def test_no_picture_at_all_is_refused(form: dict[str, str]) -> None:
    response = signed_in().post(UPLOAD, form)

    assert (response.status_code, response.json()) == (400, {"error": "Choose a picture."})
