"""What may be uploaded, what becomes of it, and what is refused without leaving a trace."""

import errno
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.storage import FileSystemStorage
from PIL import Image, ImageCms, PngImagePlugin

from articles.models import Picture
from articles.pictures import painting
from tests.articles.people import UPLOAD, person, signed_in
from tests.articles.pictures.making import (
    WORDS,
    encoded,
    files_kept,
    picture_file,
    png_claiming,
    scene,
    uploaded,
)

pytestmark = pytest.mark.django_db

LOOK = "/admin/markdown/pictures/look/"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
SCRIPT = b"<script>alert('SECRET')</script>"


def send(content: bytes, name: str = "leg.png", kind: str = "image/png", **words: str) -> Any:
    form = {"image": uploaded(content, name, kind), **WORDS, **words}
    return signed_in().post(UPLOAD, form)


def kept_images() -> list[Image.Image]:
    return [Image.open(file) for file in files_kept()]


def main_colour(image: Image.Image) -> str:
    """Of a picture of one colour."""
    shares = dict(zip(("red", "green", "blue"), image.convert("RGB").tobytes()[:3], strict=True))
    return max(shares, key=lambda name: shares[name])


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_kept_as_webp_under_a_name_of_ours(kind: str) -> None:
    reply = send(picture_file(kind), name="IMG_1234 my leg.jpeg").json()

    row = Picture.objects.get()
    (file,) = files_kept()
    assert reply == {
        "image_code": f"![{WORDS['alternative_text']}](/media/pictures/{row.name}.webp)",
        "is_new": True,
    }
    assert (file.name, len(row.name)) == (f"{row.name}.webp", 12)
    assert Image.open(file).format == "WEBP"
    assert (row.credit, row.uploaded_by) == ("Legwise editors", User.objects.get())


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((4000, 1000), [400, 800, 1600]),
        ((1000, 3200), [400, 500]),
        ((800, 600), [400, 800]),
        ((399, 600), [399]),
        ((1, 1), [1]),
        ((5000, 1), [400, 800, 1600]),
    ],
)
def test_a_picture_is_made_smaller_and_never_larger(
    size: tuple[int, int], widths: list[int]
) -> None:
    send(picture_file(size=size))

    row = Picture.objects.get()
    assert row.widths == widths
    assert sorted(image.width for image in kept_images()) == widths
    assert (row.width, row.height) == max(image.size for image in kept_images())
    shape = size[0] / size[1]
    assert all(abs(i.width / shape - i.height) <= 1 for i in kept_images())


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA"])
def test_every_kind_of_colour_can_be_used(mode: str) -> None:
    assert send(picture_file(mode=mode)).status_code == 200


def test_a_grey_of_sixteen_bits_keeps_its_shade() -> None:
    send(encoded(Image.new("I;16", (40, 20), 0x8080)))

    assert kept_images()[0].convert("L").getpixel((20, 10)) == pytest.approx(0x80, abs=3)


def test_print_colours_become_screen_colours() -> None:
    send(encoded(Image.new("CMYK", (40, 20), (0, 255, 255, 0)), "JPEG"))

    (image,) = kept_images()
    assert main_colour(image) == "red"


def test_dark_lines_on_nothing_stand_on_white() -> None:
    send(encoded(Image.new("RGBA", (40, 20), (0, 0, 0, 0))))

    assert set(kept_images()[0].convert("RGB").tobytes()) == {255}


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [(1, "tl"), (2, "tr"), (3, "br"), (4, "bl"), (5, "tl"), (6, "tr"), (7, "br"), (8, "bl")],
)
def test_a_picture_lies_as_it_was_held(orientation: int, corner: str) -> None:
    image = Image.new("RGB", (600, 400), "white")
    image.paste("black", (0, 0, 150, 100))
    exif = Image.Exif()
    exif[0x0112] = orientation

    send(encoded(image, "JPEG", exif=exif.tobytes()))

    for kept in kept_images():
        assert (kept.width < kept.height) == (orientation >= 5)
        grey = kept.convert("L")
        place = (
            10 if corner[1] == "l" else kept.width - 10,
            10 if corner[0] == "t" else kept.height - 10,
        )
        assert grey.crop((*place, place[0] + 1, place[1] + 1)).tobytes()[0] < 60


def test_no_size_tells_where_or_with_what_it_was_taken() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "SECRET-CAMERA"
    hidden: dict[str, Any] = {"comment": b"SECRET", "icc_profile": b"SECRET", "xmp": b"SECRET"}

    send(picture_file("JPEG", size=(1000, 500), exif=exif.tobytes(), **hidden))

    assert len(files_kept()) == 3
    for file, image in zip(files_kept(), kept_images(), strict=True):
        assert b"SECRET" not in file.read_bytes()
        assert not image.getexif()
        assert set(image.info) <= {"loop", "background", "timestamp", "duration"}


def test_colours_of_a_camera_become_those_of_the_web_and_the_profile_goes() -> None:
    web = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = web.replace(b"rXYZ", b"----").replace(b"gXYZ", b"rXYZ").replace(b"----", b"gXYZ")

    send(encoded(Image.new("RGB", (40, 20), "red"), "JPEG", icc_profile=swapped))

    assert main_colour(kept_images()[0]) == "green"
    assert b"ICCP" not in files_kept()[0].read_bytes()


def test_words_hidden_in_a_picture_are_not_kept() -> None:
    hidden = PngImagePlugin.PngInfo()
    hidden.add_itxt("XML:com.adobe.xmp", "<script>SECRET</script>")
    hidden.add_text("Comment", "SECRET")

    send(picture_file(pnginfo=hidden) + SCRIPT)

    assert b"SECRET" not in files_kept()[0].read_bytes()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize(
    ("name", "mime"),
    [("a.html", "text/html"), ("a.svg", "image/svg+xml"), ("a.php", "image/jpeg"), ("a", "x")],
)
def test_a_picture_that_is_a_page_as_well_becomes_only_a_picture(
    kind: str, name: str, mime: str
) -> None:
    send(picture_file(kind) + SCRIPT, name, mime)

    (file,) = files_kept()
    assert file.suffix == ".webp"
    assert b"script" not in file.read_bytes()


REFUSED = [
    (SVG, "a.svg", "image/svg+xml"),
    (SVG, "a.png", "image/png"),
    (b'<?xml version="1.0"?>' + SVG, "a.jpg", "image/jpeg"),
    (b"<html>" + SCRIPT, "a.html", "image/gif"),
    (b"GIF89a" + SCRIPT, "a.html", "image/gif"),
    (picture_file("GIF"), "a.gif", "image/gif"),
    (picture_file("GIF"), "a.png", "image/png"),
    (picture_file("TIFF"), "a.tiff", "image/tiff"),
    (picture_file("BMP"), "a.bmp", "image/png"),
    (b"%PDF-1.7\n", "a.pdf", "application/pdf"),
    (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "a.eps", "image/png"),
    (b"", "a.png", "image/png"),
    (b"\0" * 1000, "a.png", "image/png"),
    (b"\x89PNG\r\n\x1a\n", "a.png", "image/png"),
    (b"\xff\xd8\xff\xe0", "a.jpg", "image/jpeg"),
    (b"RIFF\xff\xff\xff\xffWEBPVP8 ", "a.webp", "image/webp"),
    (picture_file()[:60], "a.png", "image/png"),
    (picture_file("JPEG")[:200], "a.jpg", "image/jpeg"),
    (picture_file("WEBP")[:30], "a.webp", "image/webp"),
    (png_claiming(0, 0), "a.png", "image/png"),
    (png_claiming(100, 100), "a.png", "image/png"),
]


@pytest.mark.parametrize(("content", "name", "kind"), REFUSED)
@pytest.mark.parametrize("address", [UPLOAD, LOOK])
def test_what_is_no_picture_we_use_is_refused_and_not_kept(
    address: str, content: bytes, name: str, kind: str
) -> None:
    response = signed_in().post(address, {"image": uploaded(content, name, kind), **WORDS})

    assert response.status_code == 400
    assert list(response.json()) == ["error"]
    assert response.json()["error"].endswith((".", "again."))
    assert (files_kept(), Picture.objects.count()) == ([], 0)


@pytest.mark.parametrize("side", [5_001, 10_000, 50_000, 60_000, 2**31 - 1])
def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_unpacked(side: int) -> None:
    response = send(png_claiming(side, side))

    assert response.status_code == 400
    assert files_kept() == []
    if side < 2**31 - 1:
        assert response.json()["error"].startswith("The picture has too many pixels")


@pytest.mark.parametrize("half", [0.3, 0.6, 0.9])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_half_a_picture_is_refused(kind: str, half: float) -> None:
    whole = picture_file(kind, size=(300, 200))

    response = send(whole[: int(len(whole) * half)])

    assert (response.status_code, files_kept()) == (400, [])


@pytest.mark.parametrize(
    "name",
    [
        *(
            "../../../evil.png",
            "..\\evil.png",
            "/etc/evil.png",
            "a\x00evil.png",
            "evil\r\nX: y.png",
        ),
        *("\u202egnp.evil", "évil 👣.png", "CON", "." * 300 + "evil.png", "evil.png/../../x"),
    ],
)
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    assert send(picture_file(), name).status_code == 200

    assert [file.parent.name for file in files_kept()] == ["pictures"]
    assert files_kept()[0].is_relative_to(settings.MEDIA_ROOT)
    assert files_kept()[0].stem == Picture.objects.get().name


def test_a_file_beyond_ten_megabytes_is_refused() -> None:
    response = send(picture_file() + b"\0" * painting.MOST_BYTES)

    assert response.status_code == 400
    assert "10 MB" in response.json()["error"]
    assert files_kept() == []


def test_a_file_of_any_size_is_refused_without_being_held() -> None:
    response = send(picture_file() + b"\0" * 30_000_000)

    assert "10 MB" in response.json()["error"]


@pytest.mark.parametrize("form", [{}, {"image": "words"}])
def test_no_picture_at_all_is_refused(form: dict[str, str]) -> None:
    response = signed_in().post(UPLOAD, {**form, **WORDS})

    assert (response.status_code, response.json()) == (400, {"error": "Choose a picture."})


class FullDisk(FileSystemStorage):
    """Has room for one file; the next is cut short."""

    written = 0

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        FullDisk.written += 1
        saved = super().save(name, content, max_length)
        if FullDisk.written < 2:
            return saved
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    FullDisk.written = 0
    monkeypatch.setattr("articles.pictures.keeping.default_storage", FullDisk())


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_is_told_of_and_nothing_is_left() -> None:
    response = send(picture_file(size=(1000, 500)))

    assert response.status_code == 400
    assert response.json()["error"].startswith("There is no room to keep the picture")
    assert (files_kept(), Picture.objects.count()) == ([], 0)


def test_looking_at_a_picture_keeps_nothing() -> None:
    response = signed_in().post(LOOK, {"image": uploaded(picture_file())})

    assert response.json() == {"known": None, "alike": []}
    assert (files_kept(), Picture.objects.count()) == ([], 0)


@pytest.mark.parametrize("address", [UPLOAD, LOOK, "/admin/markdown/pictures/"])
def test_only_who_may_write_articles_is_answered(address: str) -> None:
    user = person("view_article", is_staff=True)

    response = signed_in(user).post(address, {"image": uploaded(picture_file()), **WORDS})

    assert (response.status_code, files_kept()) == (403, [])


def test_a_faulty_decoder_is_a_refusal_and_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_arguments: object, **_named: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("PIL.Image.open", crash)

    assert send(picture_file()).status_code == 400


def test_another_scene_is_another_picture() -> None:
    client = signed_in()
    for shift in (0, 20):
        content = encoded(scene((100, 60), shift=shift))
        client.post(UPLOAD, {"image": uploaded(content), **WORDS})

    assert Picture.objects.count() == 2


@pytest.mark.parametrize("kind", ["JPEG", "MPO"])
def test_a_photograph_of_fifty_million_pixels_is_taken(kind: str) -> None:
    content = picture_file(kind, size=(8_100, 6_100), quality=30)

    assert send(content, "leg.jpg", "image/jpeg").status_code == 200


def test_pictures_are_painted_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    unpack = painting._upright
    is_alone = []

    def watched(file: Any) -> Image.Image:
        is_alone.append(painting.one_at_a_time.locked())
        return unpack(file)

    monkeypatch.setattr(painting, "_upright", watched)

    send(picture_file())

    assert is_alone == [True]
    assert not painting.one_at_a_time.locked()
